package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.CalledIn;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.state.Escalation;

/**
 * One incident through a random history, told as the correlator would tell it. After every event, nobody must be
 * forgotten.
 */
final class LadderHistory implements AutoCloseable {

    static final List<String> PEOPLE = List.of("anna", "bob", "cleo");
    private static final String ID = "0a1b2c3d-abcdefghijkl";

    /** Something that happens some seconds after the last. */
    record Event(What what, int who, int afterSeconds) {}

    enum What {
        ACKNOWLEDGE, EXPIRE, MITIGATE, MITIGATION_FAILED, RESOLVE, REOPEN, WORSE, MILDER, SUPPRESS, RELEASE, CALL_IN, NOTE, REPEAT, OUTAGE, FUTURE_STATE, NEW_ROSTER
    }

    /** A ladder of two severities, both with the same conduct. */
    record Terms(List<Ladder.Rung> worse, List<Ladder.Rung> milder, int repeat, Ladder.Conduct conduct,
            Optional<Duration> pageWithin) {}

    private final Terms terms;
    private final EscalatorHarness escalator;
    private final List<Notification> sent = new ArrayList<>();
    private Incident incident;
    private int versions = 1;

    LadderHistory(Terms terms) {
        this.terms = terms;
        this.escalator = new EscalatorHarness(policy(0));
        this.incident = Incident.newBuilder(anIncident().severity(2, "sev2").build())
                .setAcknowledgesNeeded(terms.conduct().acknowledges()).build();
        tell();
    }

    private Policy policy(int turn) {
        var policy = new PolicyBuilder().channel("hook", "webhook").channel("inbox", "inbox").schedule("primary", Map
                .of(
                        OPENED_AT.minusSeconds(60), List.of(PEOPLE.get(turn % PEOPLE.size())), OPENED_AT.plusSeconds(
                                1_800),
                        List.of(), OPENED_AT.plusSeconds(5_400), List.of("cleo")));
        PEOPLE.forEach(name -> policy.target(name, "hook:" + name));
        terms.pageWithin().ifPresent(policy::pageWithin);
        return policy.ladder("sev1", terms.repeat(), Duration.ofMinutes(7), terms.worse().toArray(Ladder.Rung[]::new))
                .ladder("sev2", terms.repeat(), Duration.ofMinutes(7), terms.milder().toArray(Ladder.Rung[]::new))
                .conduct("sev1", terms.conduct()).conduct("sev2", terms.conduct()).build();
    }

    /** Lives it all, and what comes in the hours after it. */
    List<Notification> live(List<Event> events) {
        for (var event : events) {
            escalator.advance(Duration.ofSeconds(event.afterSeconds()));
            happens(event);
            check();
        }
        escalator.advance(Duration.ofHours(8));
        check();
        return sent;
    }

    Incident incident() {
        return incident;
    }

    Escalation row() {
        return escalator.store().get(ID);
    }

    private void happens(Event event) {
        var open = incident.getState() == IncidentState.OPEN;
        var over = incident.getState() == IncidentState.RESOLVED;
        switch (event.what()) {
            case ACKNOWLEDGE -> {
                if (open) {
                    change(draft -> acknowledged(draft, PEOPLE.get(event.who())));
                }
            }
            case EXPIRE -> {
                if (incident.getState() == IncidentState.ACKNOWLEDGED || incident
                        .getState() == IncidentState.UNKNOWN) {
                    change(draft -> openAgain(draft));
                }
            }
            case MITIGATE -> {
                if (!over) {
                    change(draft -> draft.setState(IncidentState.MITIGATED).setMitigatedBy(PEOPLE.get(event.who())));
                }
            }
            case MITIGATION_FAILED -> {
                if (incident.getState() == IncidentState.MITIGATED) {
                    change(draft -> openAgain(draft));
                }
            }
            case RESOLVE -> {
                if (!over) {
                    change(draft -> draft.setState(IncidentState.RESOLVED).setResolvedAt(escalator.now()));
                }
            }
            case REOPEN -> {
                if (over) {
                    change(draft -> openAgain(draft).setRound(draft.getRound() + 1).setRoundStartedAt(escalator.now()));
                }
            }
            case WORSE -> {
                if (!over && incident.getSeverity().getRank() > 1) {
                    change(draft -> openAgain(draft).setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));
                }
            }
            case MILDER -> change(draft -> draft.setSeverity(new Severity("SEV2", 2)).setLadder("sev2"));
            case SUPPRESS -> change(draft -> draft.setSuppressedBy("a storm"));
            case RELEASE -> change(draft -> draft.setSuppressedBy(""));
            case CALL_IN -> change(draft -> called(draft, event.who() == 0 ? "primary" : PEOPLE.get(event.who())));
            case NOTE -> change(draft -> draft.setNote("looking"));
            case REPEAT -> tell();
            case OUTAGE -> escalator.outage(Duration.ofSeconds(event.afterSeconds()));
            case FUTURE_STATE -> {
                if (!over) {
                    change(draft -> draft.setState(IncidentState.UNKNOWN));
                }
            }
            case NEW_ROSTER -> escalator.policy(++versions, policy(event.who()));
        }
    }

    private Incident.Builder acknowledged(Incident.Builder draft, String who) {
        if (draft.getAcknowledgements().stream().anyMatch(given -> given.getBy().equals(who))) {
            return draft;
        }
        var given = new ArrayList<>(draft.getAcknowledgements());
        given.add(Acknowledgement.newBuilder().setBy(who).setVia("slack").setAt(escalator.now()).build());
        draft.setAcknowledgements(given);
        return given.size() < draft.getAcknowledgesNeeded()
                ? draft
                : draft.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedBy(who).setAcknowledgedAt(escalator.now());
    }

    private static Incident.Builder openAgain(Incident.Builder draft) {
        return draft.setState(IncidentState.OPEN).setAcknowledgements(List.of()).setAcknowledgedBy("")
                .setAcknowledgedAt(null).setMitigatedBy("").setResolvedAt(null);
    }

    private Incident.Builder called(Incident.Builder draft, String name) {
        var called = new ArrayList<>(draft.getCalledIn());
        called.add(new CalledIn(name, "alice", escalator.now(), ""));
        return draft.setCalledIn(called);
    }

    private void change(UnaryOperator<Incident.Builder> change) {
        incident = change.apply(Incident.newBuilder(incident).setRevision(incident.getRevision() + 1).setUpdatedAt(
                escalator.now())).build();
        tell();
    }

    private void tell() {
        escalator.snapshot(incident);
    }

    /** While it is open, somebody is waited for, or the alarm was raised; while it is held back, it is known what goes on. */
    private void check() {
        sent.addAll(escalator.notifications());
        var row = row();
        var isHeld = row.getHeldAt().isPresent() && !incident.getSuppressedBy().isEmpty();
        if (incident.getState() == IncidentState.OPEN) {
            assertThat(row.getNextDueAt().isPresent() || row.getAlarms() > 0 || isHeld).as("nobody is forgotten: %s",
                    row).isTrue();
        } else if (incident.getState() != IncidentState.UNKNOWN) {
            assertThat(List.of(row.getNextDueAt(), row.getAlarmAt(), row.getHeldAt())).as("nobody is waited for")
                    .containsOnly(Optional.empty());
        }
    }

    @Override
    public void close() {
        escalator.close();
    }
}
