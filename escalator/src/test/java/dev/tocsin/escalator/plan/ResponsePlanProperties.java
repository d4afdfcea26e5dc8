package dev.tocsin.escalator.plan;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.escalator.EscalatorHarness;
import dev.tocsin.escalator.PlannedPolicy;
import dev.tocsin.escalator.Posting;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;

/** What holds of what is opened and told beside the ladder, whatever becomes of an incident in whatever order. */
class ResponsePlanProperties {

    private static final Set<NotificationKind> OPENING = Set.of(NotificationKind.ROOM, NotificationKind.TICKET,
            NotificationKind.STATUS_PAGE);
    private static final Set<NotificationKind> ENDING = Set.of(NotificationKind.RESOLVED, NotificationKind.CLOSED);
    /** What goes to people by name, cut down where it must be. */
    private static final Set<NotificationKind> TO_PEOPLE = Set.of(NotificationKind.PAGE,
            NotificationKind.ACKNOWLEDGED, NotificationKind.MITIGATED, NotificationKind.LADDER_EXHAUSTED,
            NotificationKind.UPDATE_DUE, NotificationKind.UPDATE_LAPSED);

    private enum What {
        ACKNOWLEDGE, MITIGATE, REOPEN_OR_FAIL, RESOLVE, CLOSE, RAISE, LOWER, POST, HOLD, RELEASE, CONFIDE, FREE, CUSTOMERS, WAIT, OUTAGE
    }

    Gen<List<What>> histories() {
        return Gens.of(What.class).list(1, 16);
    }

    @Property(tries = 80)
    void shouldTellEachThingOnceNothingInPublicAndCloseWhateverWasOpened(@ForAll("histories") List<What> history) {
        var ids = new HashSet<String>();
        var open = new HashMap<String, String>();
        try (var escalator = new EscalatorHarness(PlannedPolicy.load())) {
            var state = new State(escalator);
            escalator.snapshot(Incident.newBuilder(anIncident().severity(3, "sev3").roundStartedAt(OPENED_AT).build())
                    .build());
            look(escalator.notifications(), ids, open, false);
            for (var what : history) {
                state.happens(what);
                look(escalator.notifications(), ids, open, state.confidential);
                if (state.isOver()) {
                    assertThat(open).as("closed outside with the end, after " + what).isEmpty();
                }
            }
            state.happens(What.RESOLVE);
            look(escalator.notifications(), ids, open, state.confidential);
        }
        assertThat(open).as("what was opened outside is closed outside").isEmpty();
    }

    private static void look(List<Notification> sent, Set<String> ids, Map<String, String> open, boolean confidential) {
        var heard = new HashSet<String>();
        for (var one : sent) {
            assertThat(ids.add(one.getId())).as("sent twice: %s", one).isTrue();
            var at = one.getDestination();
            assertThat(heard.add(one.getIncident().getRevision() + at + one.getKind() + (one
                    .getKind().name().startsWith("UPDATE") ? one.getOccasion() : ""))).as("told twice: %s", one)
                    .isTrue();
            var status = one.getDetails().getOrDefault("status", "");
            var closes = ENDING.contains(one.getKind()) || status.equals("resolved");
            if (confidential && !TO_PEOPLE.contains(one.getKind()) && !closes) {
                assertThat(one.getChannel()).as("%s where it may not be read", one.getKind()).isEqualTo("inbox");
            }
            if (closes) {
                open.remove(at);
            } else if (OPENING.contains(one.getKind()) || open.containsKey(at)) {
                open.put(at, one.getKind().name());
            } else if (one.getKind() == NotificationKind.REOPENED && (at.contains("#") || at.startsWith("tracker"))) {
                open.put(at, "REOPENED");
            }
        }
    }

    /** The incident as the correlator would tell of it. */
    private static final class State {

        private final EscalatorHarness escalator;
        private IncidentState now = IncidentState.OPEN;
        private boolean confidential;

        State(EscalatorHarness escalator) {
            this.escalator = escalator;
        }

        boolean isOver() {
            return now == IncidentState.RESOLVED || now == IncidentState.CLOSED;
        }

        void happens(What what) {
            switch (what) {
                case ACKNOWLEDGE -> becomes(IncidentState.ACKNOWLEDGED);
                case MITIGATE -> becomes(IncidentState.MITIGATED);
                case RESOLVE -> becomes(IncidentState.RESOLVED);
                case CLOSE -> {
                    if (now != IncidentState.CLOSED) {
                        now = IncidentState.CLOSED;
                        escalator.changed(incident -> incident.setState(now));
                    }
                }
                case REOPEN_OR_FAIL -> {
                    if (isOver()) {
                        now = IncidentState.OPEN;
                        escalator.changed(incident -> incident.setUpdates(List.of()).setUpdatesTotal(0));
                        escalator.reopened();
                    } else {
                        becomes(IncidentState.OPEN);
                    }
                }
                case RAISE -> severity(1);
                case LOWER -> severity(3);
                case POST -> {
                    if (!isOver()) {
                        escalator.changed(Posting.outside("we are at it", "", escalator.now()));
                    }
                }
                case HOLD -> escalator.changed(incident -> incident.setSuppressedBy("silence"));
                case RELEASE -> escalator.changed(incident -> incident.setSuppressedBy(""));
                case CONFIDE, FREE -> {
                    confidential = what == What.CONFIDE;
                    escalator.changed(incident -> incident.setConfidential(confidential));
                }
                case CUSTOMERS -> escalator.changed(incident -> incident.setCustomerFacing(true));
                case WAIT -> escalator.advance(Duration.ofMinutes(7));
                case OUTAGE -> {
                    escalator.outage(Duration.ofMinutes(20));
                    escalator.advance(Duration.ofSeconds(20));
                }
            }
        }

        private void becomes(IncidentState next) {
            if (!isOver()) {
                now = next;
                escalator.changed(incident -> incident.setState(next));
            }
        }

        private void severity(int rank) {
            if (!isOver()) {
                escalator.changed(incident -> incident.setSeverity(new Severity("SEV" + rank, rank)).setLadder("sev"
                        + rank));
            }
        }
    }
}
