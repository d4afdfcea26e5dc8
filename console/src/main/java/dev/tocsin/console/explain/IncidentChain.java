package dev.tocsin.console.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Decision;
import dev.tocsin.event.DecisionStep;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Notification;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.schemas.incident.Decisions;
import dev.tocsin.schemas.topic.Topics;

/** Reads the records about one incident and folds them into its causal chain, from webhook to receipt. */
public final class IncidentChain {

    /** A decision can precede the opening: an alert waits for its threshold, or for the end of a silence. */
    private static final Duration BEFORE = Duration.ofHours(1);
    private static final Duration AFTER = Duration.ofMinutes(15);
    private static final int REQUESTS = 20;

    /** Stages in the order of the way of an alert, for links of the same moment. */
    static final List<String> STAGES = List.of("receive", "signal", "policy", "address", "step", "heartbeat", "dedup",
            "suppress", "classify", "correlate", "timeline", "ladder", "notify", "deliver", "delivery", "breaker");

    /** Facts that no decision record states. */
    private static final Set<FactKind> FACTS_ALONE = Set.of(FactKind.SUPPRESSED, FactKind.UNSUPPRESSED,
            FactKind.LINKED, FactKind.UNLINKED, FactKind.SUSPECT_FOUND, FactKind.SEVERITY_CHANGED,
            FactKind.ACKNOWLEDGE_VOIDED, FactKind.STORM_DECLARED, FactKind.STORM_ENDED);

    private final LogSearch log;
    private final PolicyVersions policies;

    public IncidentChain(LogSearch log, PolicyVersions policies) {
        this.log = log;
        this.policies = policies;
    }

    /**
     * The chain of an incident.
     *
     * @param links
     *            oldest first
     * @param complete
     *            false if records are missing, because the log was too long to read
     */
    public record Chain(String incident, List<ChainLink> links, boolean complete) {

        public Chain {
            links = List.copyOf(links);
        }

        /** The part about one notification: what led to it, and what came of it. */
        public Chain about(String notification) {
            var until = links.stream().filter(link -> link.subjects().notification().equals(notification)).map(
                    ChainLink::at).max(Comparator.naturalOrder()).orElse(Instant.MAX);
            return new Chain(incident, links.stream().filter(link -> !link.at().isAfter(until)).filter(link -> Set.of(
                    "", notification).contains(link.subjects().notification())).toList(), complete);
        }
    }

    /** Everything that the log contains about an incident. */
    public LogExtract evidence(Incident incident) {
        var from = incident.getOpenedAt().minus(BEFORE);
        var to = incident.getUpdatedAt().plus(AFTER);
        var about = Stream.concat(Stream.of(incident.getId()), incident.getAlerts().stream().map(
                IncidentAlert::getIdentity)).collect(Collectors.toUnmodifiableSet());
        var ofService = log.find(new LogQuery(List.of(Topics.SIGNALS, Topics.DECISIONS, Topics.TIMELINE), Optional.of(
                incident.getServiceKey()), about, from, to));
        return ofService.and(log.find(new LogQuery(List.of(Topics.NOTIFICATIONS, Topics.DELIVERIES), Optional.empty(),
                Set.of(incident.getId()), incident.getOpenedAt().minus(AFTER), to.plus(BEFORE))));
    }

    /** The chain of an incident. */
    public Chain of(Incident incident) {
        var evidence = evidence(incident);
        var requests = requests(evidence, incident);
        return new Chain(incident.getId(), links(incident, evidence.and(requests)), evidence.complete() && requests
                .complete());
    }

    /** The requests that brought the firing alerts; the first ones are enough. */
    private LogExtract requests(LogExtract evidence, Incident incident) {
        var ids = evidence.of(Signal.class).stream().map(Found::value).filter(signal -> signal
                .getBody() instanceof Alert).map(signal -> ((Alert) signal.getBody()).getReceivedId()).filter(id -> !id
                        .isEmpty()).distinct().limit(REQUESTS).collect(Collectors.toUnmodifiableSet());
        return ids.isEmpty()
                ? new LogExtract(List.of(), true)
                : log.find(new LogQuery(List.of(Topics.RECEIVED), Optional.empty(), ids, incident.getOpenedAt().minus(
                        BEFORE), incident.getUpdatedAt().plus(AFTER)));
    }

    private List<ChainLink> links(Incident incident, LogExtract evidence) {
        var decisions = evidence.of(Decision.class).stream().filter(found -> concerns(found.value(), incident))
                .toList();
        var decided = decisions.stream().map(found -> found.value().getSignalId()).collect(Collectors
                .toUnmodifiableSet());
        var signals = evidence.of(Signal.class).stream().filter(found -> decided.contains(found.value().getId()))
                .toList();
        var asked = signals.stream().map(Found::value).filter(signal -> signal.getBody() instanceof Alert).map(
                signal -> ((Alert) signal.getBody()).getReceivedId()).collect(Collectors.toUnmodifiableSet());
        var links = new ArrayList<ChainLink>();
        evidence.of(ReceivedRequest.class).stream().filter(found -> asked.contains(found.value().getId())).map(
                Links::of).forEach(links::add);
        signals.forEach(found -> Links.alert(found).ifPresent(links::add));
        var delivered = delivered(evidence);
        decisions.forEach(found -> Links.decision(found).stream().map(link -> saidByDelivery(link, delivered)
                ? link.aside()
                : link).forEach(links::add));
        evidence.of(TimelineEntry.class).stream().filter(found -> found.value().getIncidentId().equals(incident
                .getId())).map(found -> FACTS_ALONE.contains(found.value().getKind())
                        ? shown(Links.fact(found))
                        : Links.fact(found)).forEach(links::add);
        evidence.of(Notification.class).stream().filter(found -> found.value().getIncident().getId().equals(incident
                .getId())).map(found -> Links.notification(found, named(found.value()))).forEach(links::add);
        evidence.of(Delivery.class).stream().filter(found -> found.value().getIncidentId().equals(incident.getId()))
                .map(found -> found.value().getOutcome() == DeliveryOutcome.STARTED
                        ? Links.delivery(found).aside()
                        : Links.delivery(found)).forEach(links::add);
        return once(links).stream().sorted(Comparator.comparing(ChainLink::at).thenComparingInt(link -> STAGES
                .indexOf(link.stage()))).toList();
    }

    /** A record that was written twice, such as after a crash, is one link. */
    private static List<ChainLink> once(List<ChainLink> links) {
        var seen = new HashSet<List<Object>>();
        return links.stream().filter(link -> seen.add(List.of(link.stage(), link.id(), link.kind(), link.reason())))
                .toList();
    }

    private static boolean concerns(Decision decision, Incident incident) {
        return Decisions.steps(decision).stream().anyMatch(step -> isAbout(step, incident)) || (decision.getIncidentId()
                .isEmpty() && incident.getAlerts().stream().anyMatch(alert -> Decisions.steps(decision).stream()
                        .anyMatch(step -> step.getAlertIdentity().equals(alert.getIdentity()))));
    }

    private static boolean isAbout(DecisionStep step, Incident incident) {
        return step.getIncidentId().equals(incident.getId());
    }

    private static Set<String> delivered(LogExtract evidence) {
        return evidence.of(Delivery.class).stream().map(Found::value).filter(delivery -> delivery
                .getOutcome() != DeliveryOutcome.STARTED && delivery.getOutcome() != DeliveryOutcome.DROPPED).map(
                        Delivery::getNotificationId).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean saidByDelivery(ChainLink link, Set<String> delivered) {
        return link.stage().equals("deliver") && !link.kind().equals("retry") && delivered.contains(link.subjects()
                .notification());
    }

    private static ChainLink shown(ChainLink link) {
        return new ChainLink(link.id(), link.at(), link.stage(), link.kind(), link.effect(), link.sentence(), link
                .reason(), link.remedy(), link.rule(), link.policyVersion(), link.subjects(), link.target(), true, link
                        .record());
    }

    /** Through which schedule a step reached its target. */
    private String named(Notification notification) {
        var pinned = policies.version(notification.getPolicyVersion());
        var ladder = pinned.map(policy -> policy.policy().ladders().get(notification.getIncident().getLadder()));
        if (notification.getRung() == 0 || ladder.isEmpty()) {
            return "";
        }
        return StepNaming.of(ladder.get(), pinned.get(), notification.getTarget()).stream().filter(naming -> naming
                .step() == notification.getRung()).flatMap(naming -> naming.onCall(pinned.get(), policies, notification
                        .getCreatedAt()).stream()).map(OnCallReason::words).findFirst().orElse("");
    }
}
