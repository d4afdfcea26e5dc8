package dev.tocsin.standalone.acceptance.harness;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;

/**
 * The books of a run, compared with each other in the manner of Jepsen's checkers: what senders were promised, what the
 * topics say, and what receivers saw.
 *
 * @param accepted
 *            ids of the load's alerts that were answered 2xx
 * @param incidents
 *            snapshots as they lie on the log, each partition in its order
 * @param intents
 *            all of tocsin.notifications
 * @param deliveries
 *            all of tocsin.deliveries
 * @param pages
 *            what the receiver took, oldest first
 */
public record Ledger(Set<String> accepted, List<Incident> incidents, List<Notification> intents,
        List<Delivery> deliveries, List<Page> pages) {

    private static final Set<DeliveryOutcome> FINAL = EnumSet.of(DeliveryOutcome.DELIVERED, DeliveryOutcome.REJECTED,
            DeliveryOutcome.DROPPED, DeliveryOutcome.GAVE_UP);

    public Ledger {
        accepted = Set.copyOf(accepted);
        incidents = List.copyOf(incidents);
        intents = List.copyOf(intents);
        deliveries = List.copyOf(deliveries);
        pages = List.copyOf(pages);
    }

    /** Everything that is wrong, for a person; empty when the promises were kept. */
    public List<String> violations() {
        var violations = new ArrayList<String>();
        violations.addAll(alertsNotInExactlyOneIncident());
        violations.addAll(openIncidentsNobodyWasPagedFor());
        violations.addAll(intentsWrittenTwice());
        violations.addAll(intentsWithoutExactlyOneOutcome());
        violations.addAll(receivedWithoutIntent());
        violations.addAll(receivedTwice());
        return violations;
    }

    /** Intents that have no final outcome yet; they are waited for before {@link #violations()} is asked. */
    public List<String> unfinished() {
        var finished = deliveries.stream().filter(Ledger::isFinal).map(Delivery::getNotificationId)
                .collect(Collectors.toSet());
        return intents.stream().map(Notification::getId).filter(id -> !finished.contains(id)).toList();
    }

    /** Alerts answered 2xx that are in no incident yet. */
    public Set<String> missing() {
        var missing = new HashSet<>(accepted);
        missing.removeAll(incidentsByAlert().keySet());
        return missing;
    }

    /**
     * Open incidents whose ladder is not climbed to its end yet.
     *
     * @param rungs
     *            how many rungs their ladder has, each with a target of its own
     */
    public Set<String> climbing(int rungs) {
        var paged = intents.stream().filter(intent -> intent.getKind() == NotificationKind.PAGE)
                .collect(groupingBy(intent -> intent.getIncident().getId(),
                        Collectors.mapping(Notification::getTarget, Collectors.toSet())));
        return latest().values().stream().filter(incident -> incident.getState() == IncidentState.OPEN)
                .map(Incident::getId).filter(id -> paged.getOrDefault(id, Set.of()).size() < rungs)
                .collect(Collectors.toSet());
    }

    /** How often the receiver saw something again, which only an answer lost in flight excuses. */
    public long repeats() {
        return pages.size() - pages.stream().map(Page::id).distinct().count();
    }

    private List<String> alertsNotInExactlyOneIncident() {
        var byAlert = incidentsByAlert();
        return accepted.stream().filter(alert -> byAlert.getOrDefault(alert, Set.of()).size() != 1).sorted()
                .map(alert -> "alert " + alert + " was answered 2xx and is in the incidents "
                        + byAlert.getOrDefault(alert, Set.of()))
                .toList();
    }

    private List<String> openIncidentsNobodyWasPagedFor() {
        var paged = intents.stream().filter(intent -> intent.getKind() == NotificationKind.PAGE)
                .map(intent -> intent.getIncident().getId()).collect(Collectors.toSet());
        return latest().values().stream().filter(incident -> incident.getState() == IncidentState.OPEN)
                .filter(incident -> !paged.contains(incident.getId()))
                .map(incident -> "incident " + incident.getId() + " of " + incident.getService()
                        + " is open and nobody was paged")
                .toList();
    }

    private List<String> intentsWrittenTwice() {
        return intents.stream().collect(groupingBy(Notification::getId, counting())).entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> "intent " + entry.getKey() + " was written " + entry.getValue() + " times").toList();
    }

    private List<String> intentsWithoutExactlyOneOutcome() {
        var outcomes = deliveries.stream().filter(Ledger::isFinal).collect(groupingBy(Delivery::getNotificationId));
        return intents.stream().map(Notification::getId).distinct()
                .filter(id -> outcomes.getOrDefault(id, List.of()).size() != 1)
                .map(id -> "intent " + id + " has the outcomes "
                        + outcomes.getOrDefault(id, List.of()).stream().map(Delivery::getOutcome).toList())
                .toList();
    }

    private List<String> receivedWithoutIntent() {
        var known = intents.stream().map(Notification::getId).collect(Collectors.toSet());
        return pages.stream().filter(page -> !known.contains(page.id()))
                .map(page -> "received " + page.id() + ", which nobody intended").toList();
    }

    private List<String> receivedTwice() {
        var excused = deliveries.stream().filter(Delivery::getPossibleRepeat).map(Delivery::getNotificationId)
                .collect(Collectors.toSet());
        return pages.stream().collect(groupingBy(Page::id, counting())).entrySet().stream()
                .filter(entry -> entry.getValue() > 1 && !excused.contains(entry.getKey()))
                .map(entry -> "received " + entry.getKey() + " " + entry.getValue()
                        + " times, and no delivery says that it may be a repeat")
                .toList();
    }

    private Map<String, Set<String>> incidentsByAlert() {
        var byAlert = new HashMap<String, Set<String>>();
        latest().values().forEach(incident -> incident.getAlerts().stream()
                .filter(alert -> alert.getLabels().containsKey(LoadAlert.LABEL))
                .forEach(alert -> byAlert.computeIfAbsent(alert.getLabels().get(LoadAlert.LABEL), id -> new HashSet<>())
                        .add(incident.getId())));
        return byAlert;
    }

    private Map<String, Incident> latest() {
        return incidents.stream().collect(Collectors.toMap(Incident::getId, Function.identity(),
                (before, after) -> after));
    }

    private static boolean isFinal(Delivery delivery) {
        return FINAL.contains(delivery.getOutcome());
    }
}
