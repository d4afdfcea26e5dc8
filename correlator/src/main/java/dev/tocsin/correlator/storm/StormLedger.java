package dev.tocsin.correlator.storm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tocsin.correlator.bulletin.Bulletins;
import dev.tocsin.correlator.bulletin.StormBulletin;
import dev.tocsin.correlator.bulletin.StormTally;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.StormRow;

/**
 * The storms whose own log lies in this partition. The rows {@code storms} answer how many alerts each has, and whether
 * it goes on (key: storm id); what it makes of that goes into the log: an alert that stands for the storm, and bulletins. It
 * says what is to be kept and logged; in memory it knows when which storm is looked at next, which follows from the rows.
 */
public final class StormLedger {

    private final Function<String, Optional<StormRow>> storms;
    private final Map<String, Instant> due = new HashMap<>();

    /**
     * Of one partition.
     *
     * @param storms
     *            finds the row of a storm
     */
    public StormLedger(Function<String, Optional<StormRow>> storms) {
        this.storms = storms;
    }

    /** A row is there, or was written: it says when its storm is looked at next. */
    public void wrote(StormRow row) {
        due.remove(row.getStormId());
        row.getDueAt().filter(_ -> !row.getTimerEmitted()).ifPresent(at -> due.put(row.getStormId(), at));
    }

    /** The storm as its owner sees it. */
    public Optional<StormRow> find(String stormId) {
        return storms.apply(stormId);
    }

    /** A partition told how many alerts it saw. */
    public StormUpdate tally(StormTally tally, CompiledPolicy policy, DecisionContext occasion) {
        var id = tally.stormId();
        var rule = StormAlerts.rule(id, policy);
        if (rule.isEmpty()) {
            return cease(find(id), "the policy no longer has a storm rule for " + id, occasion);
        }
        var storm = new Storm(rule.get());
        var row = storm.add(find(id).orElseGet(() -> storm.begin(id)), tally);
        var recent = storm.recent(row, storm.newest(row, tally));
        if (!row.getAlarmed() && recent >= rule.get().alerts()) {
            return declare(storm, row, occasion);
        }
        if (row.getAlarmed() && row.getTotal() >= 2 * row.getTitled()) {
            var titled = storm.titled(row);
            return StormUpdate.of("storm-grew", titled.getTitle()).keeping(put(titled)).about(incident(titled));
        }
        return StormUpdate.of("storm-counted", recent + " new alerts of " + id + " within the window"
                + (row.getAlarmed() ? ", storm continues" : "; threshold: " + rule.get().alerts()))
                .keeping(put(row));
    }

    private StormUpdate declare(Storm storm, StormRow row, DecisionContext occasion) {
        var begun = storm.titled(StormRow.newBuilder(row).setAlarmed(true).setEverFolded(false).setBeganAt(Storm.oldest(
                row))
                .setSaidAt(occasion.now()).build());
        return StormUpdate.of("storm-recognised", begun.getTitle())
                .keeping(put(scheduled(begun, storm.look(begun, occasion.now()))))
                .telling(StormAlerts.of(begun, AlertStatus.FIRING, occasion));
    }

    /** An incident was folded under a storm. */
    public StormUpdate joined(String stormId, DecisionContext occasion) {
        return find(stormId).map(row -> StormUpdate.of("storm-joined", row.getFolded() + 1
                + " open incidents are folded under " + stormId).keeping(put(StormRow.newBuilder(row).setFolded(row
                        .getFolded() + 1).setEverFolded(true).build()))).orElseGet(() -> unknown(stormId, occasion));
    }

    /** An incident is folded no more, or is over. */
    public StormUpdate left(String stormId, CompiledPolicy policy, DecisionContext occasion) {
        return find(stormId).map(row -> {
            var folded = Math.max(0, row.getFolded() - 1);
            var next = StormRow.newBuilder(row).setFolded(folded).build();
            return folded == 0 && row.getAlarmed()
                    ? judge(next, policy, occasion)
                    : StormUpdate.of("storm-left", folded + " open incidents are folded under " + stormId).keeping(put(
                            next));
        }).orElseGet(() -> unknown(stormId, occasion));
    }

    /** It is time to look whether a storm calmed down. */
    public StormUpdate fell(TimerFired timer, CompiledPolicy policy, DecisionContext occasion) {
        return find(timer.getSubject()).filter(row -> row.getGeneration() == timer.getGeneration())
                .map(row -> judge(row, policy, occasion))
                .orElseGet(() -> StormUpdate.of("stale-timer", "the storm was re-evaluated after the timer was set"));
    }

    private StormUpdate judge(StormRow row, CompiledPolicy policy, DecisionContext occasion) {
        var rule = StormAlerts.rule(row.getStormId(), policy);
        if (rule.isEmpty()) {
            return cease(Optional.of(row), "the policy no longer has a storm rule for it", occasion);
        }
        var storm = new Storm(rule.get());
        var recent = storm.recent(row, occasion.now());
        if (storm.isCalm(row, occasion.now())) {
            return cease(Optional.of(storm.titled(row)), recent
                    + " new alerts within the window, and no open incident is folded under it", occasion);
        }
        var said = row.getSaidAt().filter(at -> at.plus(Storm.LOOK).isAfter(occasion.now()));
        var next = StormRow.newBuilder(row).setSaidAt(said.orElse(occasion.now())).build();
        var goesOn = StormUpdate.of("storm-goes-on", recent + " new alerts within the window, " + row.getFolded()
                + " open incidents folded under it").keeping(put(scheduled(next, storm.look(next, occasion.now()))));
        return said.isPresent() ? goesOn : goesOn.telling(StormAlerts.of(next, AlertStatus.FIRING, occasion));
    }

    /** The alert that stands for it is over; its incident goes on like any other. */
    private StormUpdate cease(Optional<StormRow> found, String why, DecisionContext occasion) {
        return found.filter(StormRow::getAlarmed).map(raging -> StormUpdate.of("storm-calmed", why)
                .keeping(put(scheduled(StormRow.newBuilder(raging).setAlarmed(false).setSlots(Map.of()).build(),
                        Optional.empty())))
                .telling(StormAlerts.of(raging, AlertStatus.RESOLVED, occasion)))
                .orElseGet(() -> StormUpdate.of("storm-noted", why));
    }

    /** What is to be done when a storm's incident changed; when a person resolves it, the storm is over at once. */
    public List<Effect> tell(String stormId, Optional<IncidentRow> before, Incident after, CompiledPolicy policy,
            DecisionContext occasion) {
        var raged = before.map(IncidentRow::getIncident).filter(StormLedger::rages).isPresent();
        var effects = new ArrayList<Effect>();
        if (rages(after) && !raged) {
            effects.addAll(begun(stormId, after, policy, occasion));
        }
        if (raged && !rages(after)) {
            effects.add(new Effect.Log(Bulletins.stormOver(stormId, after, occasion)));
        }
        if (IncidentStates.isOver(after.getState()) && after.getAlertsFiring() > 0) {
            var note = cease(find(stormId), "its incident was resolved", occasion);
            effects.addAll(note.kept());
            note.signals().stream().map(Effect.Log::new).forEach(effects::add);
        }
        return effects;
    }

    /** All are told that the storm has an incident. */
    private List<Effect> begun(String stormId, Incident incident, CompiledPolicy policy, DecisionContext occasion) {
        var row = find(stormId);
        var since = row.flatMap(StormRow::getBeganAt).orElse(occasion.now());
        var kept = row.map(each -> put(StormRow.newBuilder(each).setIncidentId(incident.getId()).build()));
        var told = StormAlerts.rule(stormId, policy).map(rule -> new Effect.Log(Bulletins.stormDeclared(StormBulletin
                .of(
                        rule, stormId.substring(rule.id().length() + 1), incident.getId(), since), incident,
                occasion)));
        return Stream.<Effect>concat(kept.stream(), told.stream()).toList();
    }

    /** Timers that are due, once each. */
    public List<Effect.Lasting> due(Instant now) {
        var fallen = due.entrySet().stream().filter(entry -> !entry.getValue().isAfter(now)).map(Map.Entry::getKey)
                .sorted().toList();
        return fallen.stream().flatMap(id -> find(id).stream()).<Effect.Lasting>mapMulti((row, effects) -> {
            effects.accept(put(StormRow.newBuilder(row).setTimerEmitted(true).build()));
            effects.accept(new Effect.Log(timer(row, now)));
        }).toList();
    }

    private static Signal timer(StormRow row, Instant now) {
        var timer = TimerFired.newBuilder().setKind(TimerKind.STORM_CALM).setIncidentId(row.getIncidentId())
                .setGeneration(row.getGeneration()).setDueAt(row.getDueAt().orElse(now)).setSubject(row.getStormId())
                .build();
        var key = StormBulletin.serviceKey(row.getStormId());
        return Signal.newBuilder().setId(key + "/" + row.getGeneration()).setServiceKey(key).setReceivedAt(now)
                .setBody(timer).build();
    }

    private static StormRow scheduled(StormRow row, Optional<Instant> at) {
        return StormRow.newBuilder(row).setDueAt(at.orElse(null)).setGeneration(row.getGeneration() + 1)
                .setTimerEmitted(false).build();
    }

    private static Effect.Lasting put(StormRow row) {
        return new Effect.Put<>(RowKind.STORMS, row.getStormId(), row);
    }

    private static List<String> incident(StormRow row) {
        return row.getIncidentId().isEmpty() ? List.of() : List.of(row.getIncidentId());
    }

    private static boolean rages(Incident incident) {
        return !IncidentStates.isOver(incident.getState()) && incident.getAlertsFiring() > 0;
    }

    private static StormUpdate unknown(String stormId, DecisionContext occasion) {
        return StormUpdate.of("storm-noted", "no alerts of " + stormId + " counted before " + occasion.now());
    }
}
