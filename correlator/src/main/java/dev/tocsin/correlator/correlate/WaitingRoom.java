package dev.tocsin.correlator.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.incident.Occasion;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.event.Alert;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;
import dev.tocsin.state.WaitingAlert;

/**
 * Alerts that fire, but wait until so many came that an incident is opened: listed by correlation key in the rows
 * {@link Kind#CORRELATIONS}, and whole in the rows {@link Kind#HELD} under the kind "threshold". They leave when they are over, or
 * when they are enough.
 */
final class WaitingRoom {

    /** {@code HeldBy.kind} of what waits here. */
    static final String KIND = "threshold";

    /** Of one key; the oldest ones leave first, and are no part of an incident until they fire again. */
    static final int SEATS = 500;

    private final Rows<CorrelationRow> correlations;
    private final Rows<HeldAlert> held;

    WaitingRoom(State state) {
        this.correlations = state.rows(Kind.CORRELATIONS);
        this.held = state.rows(Kind.HELD);
    }

    List<WaitingAlert> waiting(String correlationKey) {
        return Optional.ofNullable(correlations.get(correlationKey)).map(CorrelationRow::getWaiting).orElse(List.of());
    }

    /** Comes in, or stays with what its last delivery says. */
    void enter(String correlationKey, Alert alert, Occasion occasion, String reason) {
        var waiting = waiting(correlationKey);
        if (waiting.stream().noneMatch(each -> each.getIdentity().equals(alert.getIdentity()))) {
            var more = new ArrayList<>(waiting);
            more.add(new WaitingAlert(alert.getIdentity(), occasion.now()));
            while (more.size() > SEATS) {
                release(more.removeFirst().getIdentity());
            }
            seat(correlationKey, more);
        }
        var before = Optional.ofNullable(held.get(alert.getIdentity()));
        var by = Stream.concat(before.map(HeldAlert::getBy).orElse(List.of()).stream().filter(each -> !isHere(each)),
                Stream.of(HeldBy.newBuilder().setKind(KIND).setId(correlationKey).setReason(reason).build())).toList();
        held.put(alert.getIdentity(), before.map(HeldAlert::newBuilder).orElseGet(() -> HeldAlert.newBuilder()
                .setHeldSince(occasion.now())).setAlert(alert).setSignalId(occasion.signalId())
                .setServiceKey(occasion.serviceKey()).setBy(by).build());
    }

    /** Goes, if it is here; returns under which key it waited. */
    Optional<String> leave(String identity) {
        var key = Optional.ofNullable(held.get(identity)).stream().flatMap(row -> row.getBy().stream())
                .filter(WaitingRoom::isHere).map(HeldBy::getId).findFirst();
        key.ifPresent(waitedFor -> {
            release(identity);
            seat(waitedFor, waiting(waitedFor).stream().filter(each -> !each.getIdentity().equals(identity)).toList());
        });
        return key;
    }

    /** Goes, unless it waits under that key. */
    void leaveFor(String correlationKey, String identity) {
        if (waiting(correlationKey).stream().noneMatch(each -> each.getIdentity().equals(identity))) {
            leave(identity);
        }
    }

    /** All go, since an incident is opened with them; the alerts as last delivered, those that came first first. */
    List<HeldAlert> callIn(String correlationKey) {
        var called = waiting(correlationKey).stream().flatMap(each -> Optional.ofNullable(held.get(each.getIdentity()))
                .stream()).toList();
        called.forEach(row -> release(row.getAlert().getIdentity()));
        seat(correlationKey, List.of());
        return called;
    }

    private void release(String identity) {
        Optional.ofNullable(held.get(identity)).ifPresent(row -> {
            var others = row.getBy().stream().filter(each -> !isHere(each)).toList();
            if (others.isEmpty() && !row.getFlapping()) {
                held.delete(identity);
            } else {
                held.put(identity, HeldAlert.newBuilder(row).setBy(others).build());
            }
        });
    }

    private void seat(String correlationKey, List<WaitingAlert> waiting) {
        var incident = Optional.ofNullable(correlations.get(correlationKey)).map(CorrelationRow::getIncidentId).orElse(
                "");
        if (incident.isEmpty() && waiting.isEmpty()) {
            correlations.delete(correlationKey);
        } else {
            correlations.put(correlationKey, new CorrelationRow(incident, waiting));
        }
    }

    private static boolean isHere(HeldBy by) {
        return by.getKind().equals(KIND);
    }
}
