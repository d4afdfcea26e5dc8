package dev.tocsin.correlator.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Alert;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;
import dev.tocsin.state.WaitingAlert;

/**
 * Firing alerts that wait for the threshold of their rule: listed by correlation key in the rows
 * {@link RowKind#CORRELATIONS}, and whole in the rows {@link RowKind#HELD} under the kind "threshold". They leave when they
 * resolve, or when the threshold is reached.
 */
final class WaitingRows {

    /** {@code HeldBy.kind} of what waits here. */
    static final String KIND = "threshold";

    /** Of one key; the oldest ones leave first, and are no part of an incident until they fire again. */
    static final int SEATS = 500;

    private WaitingRows() {}

    /**
     * An alert that leaves.
     *
     * @param others
     *            how many still wait where it waited
     */
    record Leaving(List<Effect> effects, int others) {}

    /**
     * All that leave, since an incident is opened with them.
     *
     * @param called
     *            the alerts as last delivered, those that came first first
     */
    record Called(List<Effect> effects, List<HeldAlert> called) {}

    /** Which alerts wait under a key. */
    static List<WaitingAlert> waiting(String correlationKey, CorrelateState state) {
        return state.correlation(correlationKey).map(CorrelationRow::getWaiting).orElse(List.of());
    }

    /** Comes in, or stays with what its last delivery says. */
    static List<Effect> entered(String correlationKey, Alert alert, DecisionContext occasion, String reason,
            CorrelateState state) {
        var effects = new ArrayList<Effect>();
        var waiting = waiting(correlationKey, state);
        if (waiting.stream().noneMatch(each -> each.getIdentity().equals(alert.getIdentity()))) {
            var more = new ArrayList<>(waiting);
            more.add(new WaitingAlert(alert.getIdentity(), occasion.now()));
            while (more.size() > SEATS) {
                state.held(more.removeFirst().getIdentity()).map(WaitingRows::released).ifPresent(effects::add);
            }
            effects.add(seated(correlationKey, more, state));
        }
        var before = state.held(alert.getIdentity());
        var by = Stream.concat(before.map(HeldAlert::getBy).orElse(List.of()).stream().filter(each -> !isHere(each)),
                Stream.of(HeldBy.newBuilder().setKind(KIND).setId(correlationKey).setReason(reason).build())).toList();
        effects.add(new Effect.Put<>(RowKind.HELD, alert.getIdentity(), before.map(HeldAlert::newBuilder).orElseGet(
                () -> HeldAlert.newBuilder().setHeldSince(occasion.now())).setAlert(alert).setSignalId(occasion
                        .signalId()).setServiceKey(occasion.serviceKey()).setBy(by).build()));
        return effects;
    }

    /** Goes, if it is here. */
    static Optional<Leaving> left(String identity, CorrelateState state) {
        return state.held(identity).flatMap(row -> row.getBy().stream().filter(WaitingRows::isHere).map(HeldBy::getId)
                .findFirst().map(key -> left(row, key, state)));
    }

    private static Leaving left(HeldAlert row, String correlationKey, CorrelateState state) {
        var others = waiting(correlationKey, state).stream().filter(each -> !each.getIdentity().equals(row.getAlert()
                .getIdentity())).toList();
        return new Leaving(List.of(released(row), seated(correlationKey, others, state)), others.size());
    }

    /** Goes, unless it waits under that key. */
    static List<Effect> leftFor(String correlationKey, String identity, CorrelateState state) {
        return waiting(correlationKey, state).stream().anyMatch(each -> each.getIdentity().equals(identity))
                ? List.of()
                : left(identity, state).map(Leaving::effects).orElse(List.of());
    }

    /** All go that wait under that key. */
    static Called calledIn(String correlationKey, CorrelateState state) {
        var waiting = waiting(correlationKey, state);
        if (waiting.isEmpty()) {
            return new Called(List.of(), List.of());
        }
        var called = waiting.stream().flatMap(each -> state.held(each.getIdentity()).stream()).toList();
        return new Called(Stream.concat(called.stream().map(WaitingRows::released), Stream.of(seated(correlationKey,
                List
                        .of(), state))).toList(), called);
    }

    private static Effect released(HeldAlert row) {
        var identity = row.getAlert().getIdentity();
        var others = row.getBy().stream().filter(each -> !isHere(each)).toList();
        return others.isEmpty() && !row.getFlapping()
                ? new Effect.Delete(RowKind.HELD, identity)
                : new Effect.Put<>(RowKind.HELD, identity, HeldAlert.newBuilder(row).setBy(others).build());
    }

    private static Effect seated(String correlationKey, List<WaitingAlert> waiting, CorrelateState state) {
        return CorrelationRows.of(correlationKey, state.correlation(correlationKey).map(CorrelationRow::getIncidentId)
                .orElse(""), waiting);
    }

    private static boolean isHere(HeldBy by) {
        return by.getKind().equals(KIND);
    }
}
