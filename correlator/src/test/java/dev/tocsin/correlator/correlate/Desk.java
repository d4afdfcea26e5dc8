package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.AlertFixture;
import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.correlator.flow.AppliedAlert.Before;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.MapShell;
import dev.tocsin.correlator.influence.Influences;
import dev.tocsin.correlator.influence.MemberSuppression;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.IncidentRow;
import org.apache.avro.specific.SpecificRecord;

/** The correlate step over maps in the place of the store: what it decides is done at once, and remembered. */
final class Desk {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final String SERVICE = "payments";

    private final CompiledPolicy policy;
    private final MapShell shell;
    private final Influences surroundings;
    private final KnownIncidents incidents;
    private int count;

    Desk(CompiledPolicy policy) {
        this.policy = policy;
        surroundings = new Influences(id -> row(RowKind.STORMS, id), id -> row(RowKind.INCIDENTS, id),
                MemberSuppression.NONE,
                0,
                1);
        incidents = new KnownIncidents(this::row, surroundings);
        shell = new MapShell(incidents);
    }

    private <V extends SpecificRecord> Optional<V> row(RowKind<V> kind, String key) {
        return shell.row(kind, key);
    }

    /** An alert begins to fire. */
    Desk fire(AlertFixture alert, Instant now) {
        return fire(SERVICE, alert, now);
    }

    /** An alert of a service begins to fire. */
    Desk fire(String service, AlertFixture alert, Instant now) {
        return happen(service, alert.since(now).firing(), Before.NOT_FIRING, now);
    }

    /** An alert that fired is over. */
    Desk resolve(AlertFixture alert, Instant now) {
        return happen(SERVICE, alert.since(now).until(now).resolved(), Before.COUNTED, now);
    }

    private Desk happen(String service, Alert alert, Before before, Instant now) {
        count++;
        return doAll(decide(signal("signal-" + count, service, alert, List.of(), now), before, now));
    }

    /** All alerts of one request begin to fire; returns what was published at each step, with the one after the last. */
    List<List<Integer>> request(Instant now, AlertFixture... fixtures) {
        count++;
        var alerts = List.of(fixtures).stream().map(each -> each.since(now).firing()).toList();
        var whole = signal("signal-" + count, SERVICE, alerts.getFirst(), alerts.subList(1, alerts.size()), now);
        var published = new ArrayList<List<Integer>>();
        doAll(decide(whole, Before.NOT_FIRING, now));
        for (var number = 0; number < alerts.size(); number++) {
            doAll(decide(signal(whole.getId() + "/" + number, SERVICE, alerts.get(number), List.of(), now),
                    Before.NOT_FIRING, now));
            published.add(counts());
        }
        doAll(decide(whole, Before.NOT_FIRING, now));
        published.add(counts());
        return published;
    }

    private List<Integer> counts() {
        return shell.published().stream().map(incident -> incident.getAlertsFiring()).toList();
    }

    /** Something else happens. */
    Desk happen(Object body, Instant now) {
        count++;
        return doAll(decide(signal("signal-" + count, SERVICE, body, List.of(), now), Before.NOT_FIRING, now));
    }

    private Desk doAll(List<? extends Effect> effects) {
        shell.apply(effects);
        return this;
    }

    /** What the step wants done, and nobody does. */
    List<Effect> decide(Signal signal, Before before, Instant now) {
        var judged = JudgedSignal.under(policy, signal);
        if (signal.getBody() instanceof Alert alert && signal.getMoreAlerts().isEmpty()) {
            judged = judged.applied(new AppliedAlert(known(alert, signal.getServiceKey(), now), before));
            if (alert.getStatus() == AlertStatus.FIRING) {
                judged = judged.classified(policy.classify(alert, signal.getServiceKey(), now));
            }
        }
        return CorrelateStep.decide(incidents, surroundings, judged, now);
    }

    private AlertState known(Alert alert, String service, Instant now) {
        return shell.row(RowKind.ALERTS, alert.getIdentity()).map(AlertState::newBuilder).orElseGet(
                () -> AlertState.newBuilder().setIdentity(alert.getIdentity()).setServiceKey(service).setStartsAt(now)
                        .setFirstSeen(now).setOccurrences(1).setRepeats(0)).setStatus(alert.getStatus()).setLastSeen(
                                now).build();
    }

    static Signal signal(String id, String service, Object body, List<Alert> more, Instant now) {
        return Signal.newBuilder().setId(id).setServiceKey(service).setReceivedAt(now).setBody(body).setMoreAlerts(
                more).build();
    }

    /** Time passes; what falls due is put into the log. */
    Desk sweep(Instant now) {
        var due = new ArrayList<Effect>();
        incidents.sweep(now, row -> due.addAll(IncidentRows.fellDue(row, now)));
        due.addAll(surroundings.due(now));
        return doAll(due);
    }

    /** Only the bodies of what went into the log. */
    List<Object> logged() {
        return shell.logged().stream().<Object>map(Signal::getBody).toList();
    }

    MapShell done() {
        return shell;
    }

    CorrelateState state() {
        return incidents;
    }

    /** The only incident there is. */
    IncidentRow incident() {
        var rows = shell.all(RowKind.INCIDENTS);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " incidents");
        }
        return rows.getFirst();
    }
}
