package dev.tocsin.console.silence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.console.report.AlertNames;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.suppress.Silence;

/**
 * What a silence would have hidden in the past, folded from the alerts and the facts of the log. It judges each alert as it came,
 * with all its fields. Begin and end of the silence do not count, windows that come back do. Not thread-safe.
 */
final class PastImpact {

    private static final Set<FactKind> JOINS = Set.of(FactKind.OPENED, FactKind.REOPENED, FactKind.ALERT_JOINED,
            FactKind.ALERT_REFIRED);
    private static final Pattern UNNAMED = Pattern.compile(" and \\d+ more$");
    private static final Set<FactKind> BEGINS = Set.of(FactKind.OPENED, FactKind.REOPENED);

    private final Silence silence;
    private final CompiledPolicy policy;
    private final Map<String, TreeMap<Instant, Boolean>> judged = new HashMap<>();
    private final Set<Firing> firings = new HashSet<>();
    private final Map<String, TimelineEntry> facts = new LinkedHashMap<>();

    private record Firing(String identity, Instant since) {}

    /**
     * An incident that at least one hidden alert opened or joined.
     *
     * @param whole
     *            whether all its alerts of the period would have been hidden, so that nobody would have been paged for it
     * @param pages
     *            pages that were sent for it in the period
     */
    record Touched(String incidentId, boolean whole, int pages) {}

    /**
     * The sum.
     *
     * @param alerts
     *            number of different alerts that would have been hidden
     * @param firings
     *            how often they fired
     * @param incidents
     *            what they opened or joined, in the order of the log
     */
    record Sum(int alerts, int firings, List<Touched> incidents) {

        Sum {
            incidents = List.copyOf(incidents);
        }

        /** Number of incidents that would have paged nobody. */
        int whole() {
            return (int) incidents.stream().filter(Touched::whole).count();
        }

        /** Pages that would not have been sent. */
        int pages() {
            return incidents.stream().filter(Touched::whole).mapToInt(Touched::pages).sum();
        }
    }

    /**
     * @param policy
     *            in force, which says of what service an alert is
     */
    PastImpact(Silence silence, CompiledPolicy policy) {
        this.silence = new Silence(silence.id(), silence.kind(), silence.when(), silence.services(), Optional.empty(),
                Optional.empty(), silence.windows(), silence.author(), silence.reason());
        this.policy = policy;
    }

    /** Takes the alerts of a signal. */
    void accept(Signal signal) {
        Stream.concat(Stream.of(signal.getBody()), signal.getMoreAlerts().stream()).filter(Alert.class::isInstance).map(
                Alert.class::cast).filter(alert -> alert.getStatus() == AlertStatus.FIRING).forEach(alert -> {
                    var hides = silence.hides(policy.facts(alert, signal.getServiceKey(), signal.getReceivedAt()));
                    judged.computeIfAbsent(alert.getIdentity(), _ -> new TreeMap<>()).merge(signal.getReceivedAt(),
                            hides, Boolean::logicalAnd);
                    if (hides) {
                        firings.add(new Firing(alert.getIdentity(), alert.getStartsAt()));
                    }
                });
    }

    /** Takes a fact of an incident; the same fact twice counts once. */
    void accept(TimelineEntry fact) {
        if (JOINS.contains(fact.getKind()) || fact.getKind() == FactKind.PAGED) {
            facts.put(fact.getId(), fact);
        }
    }

    /** What was taken so far, in any order. */
    Sum sum() {
        var byIncident = new TreeMap<String, List<TimelineEntry>>();
        facts.values().forEach(fact -> byIncident.computeIfAbsent(fact.getIncidentId(), _ -> new ArrayList<>()).add(
                fact));
        var touched = byIncident.entrySet().stream().flatMap(each -> touched(each.getKey(), each.getValue()).stream())
                .toList();
        return new Sum((int) firings.stream().map(Firing::identity).distinct().count(), firings.size(), touched);
    }

    private Optional<Touched> touched(String incidentId, List<TimelineEntry> of) {
        var joins = of.stream().filter(fact -> JOINS.contains(fact.getKind())).toList();
        if (joins.stream().noneMatch(this::isHidden)) {
            return Optional.empty();
        }
        var whole = joins.stream().allMatch(fact -> isHidden(fact) && othersAreHidden(fact)) && joins.stream().anyMatch(
                fact -> BEGINS.contains(fact
                        .getKind()));
        return Optional.of(new Touched(incidentId, whole, (int) of.stream().filter(fact -> fact
                .getKind() == FactKind.PAGED).count()));
    }

    /** Judges by the newest message about the alert at the time of the fact. */
    private boolean isHidden(TimelineEntry join) {
        return isHidden(join.getDetails().getOrDefault("alert", ""), join.getAt());
    }

    private boolean isHidden(String alert, Instant at) {
        return Optional.ofNullable(judged.get(alert)).map(times -> Optional.ofNullable(times.floorEntry(at)).orElseGet(
                times::firstEntry).getValue()).orElse(false);
    }

    /** Whether the other alerts that opened the incident together would have been hidden too; no, where not all are named. */
    private boolean othersAreHidden(TimelineEntry join) {
        var named = new HashMap<String, String>();
        var names = join.getDetails().getOrDefault("names", "");
        AlertNames.read(names, named, Integer.MAX_VALUE);
        return !UNNAMED.matcher(names).find() && named.keySet().stream().allMatch(alert -> isHidden(alert, join
                .getAt()));
    }
}
