package dev.tocsin.console.past;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.console.explain.LogExtract;
import dev.tocsin.console.explain.LogQuery;
import dev.tocsin.console.explain.LogSearch;
import dev.tocsin.console.explain.OnCallReason;
import dev.tocsin.console.explain.PolicyVersions;
import dev.tocsin.console.projection.IncidentFile;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.change.OnCallChanges;
import dev.tocsin.schemas.topic.Topics;

/** The open incidents, the people on call and the policy in force at a moment in the past. */
public final class PastBoard {

    private final Projection projection;
    private final LogSearch log;
    private final PolicyVersions policies;

    public PastBoard(Projection projection, LogSearch log, PolicyVersions policies) {
        this.projection = projection;
        this.log = log;
        this.policies = policies;
    }

    /** An open incident as it stood. */
    public record Row(String id, String title, String severity, IncidentState state, int round, String service,
            String acknowledgedBy, Instant openedAt, boolean confidential) {

        Row redacted() {
            return new Row(id, IncidentHeadline.REDACTED, severity, state, round, service, acknowledgedBy, openedAt,
                    confidential);
        }
    }

    /**
     * The board.
     *
     * @param incidents
     *            open incidents, most severe first, then newest
     * @param policyVersion
     *            version in force, 0 for the built-in policy
     * @param complete
     *            false if part of the timeline could not be read
     */
    public record Board(Instant at, List<Row> incidents, List<OnCallReason> onCall, String policy, int policyVersion,
            boolean complete) {

        public Board {
            incidents = List.copyOf(incidents);
            onCall = List.copyOf(onCall);
        }
    }

    /**
     * The board at a moment.
     *
     * @param cleared
     *            whether who asks may read confidential incidents
     */
    public Board at(Instant at, boolean cleared) {
        var policy = policies.inForceAt(at);
        var existing = projection.incidents().stream().filter(each -> !each.milestones().openedAt().isAfter(at))
                .toList();
        var changed = existing.stream().filter(each -> each.milestones().updatedAt().isAfter(at)).toList();
        var timelines = new HashMap<String, List<TimelineEntry>>();
        var missing = new ArrayList<IncidentHeadline>();
        changed.forEach(each -> projection.file(each.id()).filter(file -> file.whole() && file.timelineLeftOut() == 0)
                .map(IncidentFile::timeline).ifPresentOrElse(facts -> timelines.put(each.id(), facts), () -> missing
                        .add(each)));
        var extract = read(missing, at);
        missing.forEach(each -> timelines.put(each.id(), facts(extract, each.id())));
        var rows = existing.stream().flatMap(each -> row(each, at, timelines).stream()).sorted(order(policy)).map(
                row -> row.confidential() && !cleared ? row.redacted() : row).toList();
        return new Board(at, rows, onCall(policy, at), policy.name(), policy.version(), extract.complete());
    }

    private LogExtract read(List<IncidentHeadline> missing, Instant at) {
        return missing.isEmpty()
                ? new LogExtract(List.of(), true)
                : log.find(new LogQuery(List.of(Topics.TIMELINE), Optional.empty(), missing.stream().map(
                        IncidentHeadline::id).collect(Collectors.toUnmodifiableSet()), missing.stream().map(
                                each -> each.milestones().openedAt()).min(Comparator.naturalOrder()).orElseThrow(),
                        at.plusSeconds(60)));
    }

    private static List<TimelineEntry> facts(LogExtract extract, String id) {
        return extract.of(TimelineEntry.class).stream().map(found -> found.value()).filter(fact -> fact.getIncidentId()
                .equals(id)).sorted(Comparator.comparing(TimelineEntry::getAt)).toList();
    }

    /** An incident that did not change since stands as it stood; of another, the timeline tells. */
    private static Optional<Row> row(IncidentHeadline each, Instant at, Map<String, List<TimelineEntry>> timelines) {
        var timeline = timelines.get(each.id());
        if (timeline == null) {
            return each.isOver()
                    ? Optional.empty()
                    : Optional.of(row(each, each.state(), each.round(), each.description().severity(), each
                            .milestones().acknowledgedBy()));
        }
        return PastIncident.at(each.id(), timeline, at).filter(PastIncident::isOpen).map(then -> row(each, then.state(),
                then.round(), then.severity().isEmpty() ? each.description().severity() : then.severity(), then
                        .acknowledgedBy()));
    }

    private static Row row(IncidentHeadline each, IncidentState state, int round, String severity, String by) {
        return new Row(each.id(), each.description().title(), severity, state, round, each.description().service(), by,
                each.milestones().openedAt(), each.confidential());
    }

    private static Comparator<Row> order(CompiledPolicy policy) {
        return Comparator.comparingInt((Row row) -> policy.severity(row.severity()).map(level -> level.rank()).orElse(
                Integer.MAX_VALUE)).thenComparing(Comparator.comparing(Row::openedAt).reversed()).thenComparing(
                        Row::id);
    }

    private List<OnCallReason> onCall(CompiledPolicy policy, Instant at) {
        var then = projection.onCallChanges().stream().filter(change -> !change.getSetAt().isAfter(at)).map(
                change -> change.getUndoneAt().filter(undone -> undone.isAfter(at)).isPresent()
                        ? OnCallChange.newBuilder(change).setUndoneAt(null).build()
                        : change).toList();
        return OnCallChanges.of(then).on(policy.policy()).practice().schedules().values().stream().map(
                schedule -> OnCallReason.of(schedule,
                        policy, at)).sorted(Comparator.comparing(OnCallReason::schedule)).toList();
    }
}
