package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.PostIncident;
import dev.tocsin.correlator.incident.Snapshots;
import dev.tocsin.correlator.incident.TimerSignals;
import dev.tocsin.correlator.incident.member.MembersBySeverity;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.IncidentTally;

/**
 * Writes the incidents of a partition: the rows {@link RowKind#INCIDENTS}, {@link RowKind#TALLIES}, {@link
 * RowKind#CORRELATIONS} and {@link RowKind#AFTERMATH}, and what is due for them. A row is dropped when its reopen window is
 * over, together with the rows of what was merged into it.
 */
final class IncidentRows {

    private IncidentRows() {}

    /** A row takes the place of the one that was there. */
    static List<Effect> kept(Optional<IncidentRow> before, IncidentRow row, CorrelateState state) {
        var id = row.getIncident().getId();
        var effects = new ArrayList<Effect>();
        effects.add(put(row));
        if (state.isAhead(id)) {
            effects.add(new Effect.Delete(RowKind.TALLIES, id));
        }
        if (before.filter(was -> was.getIncident().getId().equals(id)).isEmpty()) {
            effects.add(CorrelationRows.leading(row.getIncident().getCorrelationKey(), id, state));
            watch(row, effects);
        } else if (before.get().getGeneration() != row.getGeneration()) {
            watch(row, effects);
        }
        return effects;
    }

    /** The same for a row whose snapshot was not published: if it was ahead of that before, it still is. */
    static List<Effect> noted(Optional<IncidentRow> before, IncidentRow row, CorrelateState state) {
        var id = row.getIncident().getId();
        var effects = new ArrayList<Effect>();
        effects.add(put(row));
        if (state.isAhead(id)) {
            effects.addAll(counted(row, state.countedAt(id).orElseThrow()));
        }
        if (before.filter(was -> was.getGeneration() == row.getGeneration()).isEmpty()) {
            watch(row, effects);
        }
        return effects;
    }

    /** Only the counts of a row are kept. */
    static List<Effect> counted(IncidentRow row, Instant now) {
        var incident = row.getIncident();
        return List.of(new Effect.Put<>(RowKind.TALLIES, incident.getId(), IncidentTally.newBuilder()
                .setAlertsTotal(incident.getAlertsTotal()).setAlertsFiring(incident.getAlertsFiring())
                .setCounts(MembersBySeverity.counts(row.getGrades())).setLastJoined(row.getLastJoined()).setCountedAt(
                        now)
                .build()), new Effect.Remember(new CorrelateMemory.CountedAhead(row)));
    }

    /** Whatever led to an incident leads to the one that it was merged into. */
    static List<Effect> redirected(IncidentRow merged, IncidentRow survivor, CorrelateState state) {
        var id = merged.getIncident().getId();
        var into = survivor.getIncident().getId();
        var absorbed = survivor.getAbsorbed().stream().flatMap(each -> state.incident(each).stream()).map(
                IncidentRows::key).filter(key -> CorrelationRows.leadsTo(key, id, state));
        return Stream.concat(Stream.of(key(merged)), absorbed).distinct().map(key -> CorrelationRows.leading(key, into,
                state)).toList();
    }

    /** Moves an incident to the aftermath: only {@link CorrelateState#find} returns it, and no key leads to it. */
    static List<Effect> retired(IncidentRow row, CorrelateState state) {
        var effects = new ArrayList<>(state.incident(row.getIncident().getId()).map(known -> dropped(known, state))
                .orElse(List.of()));
        effects.add(put(row));
        watch(row, effects);
        return effects;
    }

    /** It is dropped, and what was merged into it. */
    static List<Effect> dropped(IncidentRow row, CorrelateState state) {
        var id = row.getIncident().getId();
        if (PostIncident.isKept(row)) {
            return List.of(new Effect.Delete(RowKind.AFTERMATH, id));
        }
        var gone = Stream.concat(row.getAbsorbed().stream().flatMap(each -> state.incident(each).stream()), Stream.of(
                row)).toList();
        var rows = gone.stream().map(each -> each.getIncident().getId()).<Effect>mapMulti((each, effects) -> {
            effects.accept(new Effect.Delete(RowKind.INCIDENTS, each));
            if (state.isAhead(each)) {
                effects.accept(new Effect.Delete(RowKind.TALLIES, each));
            }
        });
        var keys = gone.stream().map(IncidentRows::key).distinct().filter(key -> CorrelationRows.leadsTo(key, id,
                state)).map(key -> CorrelationRows.leading(key, "", state));
        return Stream.concat(rows, keys).toList();
    }

    /** What was due goes into the log, once. */
    static List<Effect.Lasting> fellDue(IncidentRow row, Instant now) {
        return List.of(put(Snapshots.changing(row).setTimerEmitted(true).build()), new Effect.Log(TimerSignals.of(row,
                now)));
    }

    private static Effect.Lasting put(IncidentRow row) {
        return new Effect.Put<>(PostIncident.isKept(row) ? RowKind.AFTERMATH : RowKind.INCIDENTS, row.getIncident()
                .getId(),
                row);
    }

    private static void watch(IncidentRow row, List<Effect> effects) {
        DueTimer.of(row).map(Effect.Watch::new).ifPresent(effects::add);
    }

    private static String key(IncidentRow row) {
        return row.getIncident().getCorrelationKey();
    }
}
