package dev.tocsin.notifier.delivery;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.event.NotificationKind.TICKET;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.delivery.ModelReceivers.type;
import static dev.tocsin.notifier.fixture.Notifications.a;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.freshness.Freshness;
import dev.tocsin.notifier.freshness.IncidentView;
import dev.tocsin.notifier.throttle.HoldRule;
import dev.tocsin.policy.model.Throttle;

/** Incidents, the notifications that the escalator would write of them, one partition's book, and model receivers. */
final class OutsideWorld {

    private static final Throttle LIMIT = new Throttle(2, Duration.ofMinutes(5));

    /** What becomes of an attempt. */
    enum Arrival {
        TAKEN(true, new Outcome.Delivered("", 200)), LOST_AFTER(true, Outcome.RetryAfter.answerLost(
                "lost")), LOST_BEFORE(
                        false, Outcome.RetryAfter.answerLost("lost")), REFUSED(false, Outcome.RetryAfter.notArrived(
                                "refused"));

        private final boolean arrives;
        private final Outcome outcome;

        Arrival(boolean arrives, Outcome outcome) {
            this.arrives = arrives;
            this.outcome = outcome;
        }
    }

    /** An incident as it is. */
    private static final class Truth {

        private IncidentState state = IncidentState.RESOLVED;
        private int round;
        private int revision;
        private int rung;
    }

    private final Map<Integer, Truth> truths = new TreeMap<>();
    private final IncidentView view = new IncidentView();
    private final List<Incident> unseen = new ArrayList<>();
    private final List<DeliveryStep.Claim> flying = new ArrayList<>();
    private final List<Notification> held = new ArrayList<>();
    private final ModelReceivers receivers = new ModelReceivers();
    private final Book book = new Book();
    private boolean lags;
    private int told;

    OutsideWorld() {
        this(UnaryOperator.identity());
    }

    /**
     * One with a notifier that is changed.
     *
     * @param change
     *            what the notifier asks instead of its rules
     */
    OutsideWorld(UnaryOperator<FreshnessCheck> change) {
        book.judgedBy(change.apply(new Freshness(view, () -> !lags, new Freshness.Receivers() {
            @Override
            public Optional<Boolean> keyed(Notification notification) {
                return Optional.of(type(notification).repeats().known());
            }

            @Override
            public Optional<String> refusal(Notification notification) {
                return Optional.empty();
            }

            @Override
            public int parallel(Notification notification) {
                return type(notification).parallel();
            }

            @Override
            public Optional<Throttle> throttle(Notification notification) {
                return HoldRule.mayHold(notification, type(notification)) ? Optional.of(LIMIT) : Optional.empty();
            }
        })));
    }

    void fires(int incident) {
        var truth = truths.computeIfAbsent(incident, _ -> new Truth());
        var opens = truth.state == IncidentState.RESOLVED;
        if (truth.state == IncidentState.ACKNOWLEDGED) {
            return;
        }
        if (opens) {
            truth.round++;
            truth.rung = 0;
        }
        truth.rung++;
        move(incident, truth, IncidentState.OPEN);
        tell(incident, PAGE, "pagerduty", "slack", "email", "voice");
        if (opens) {
            tell(incident, TICKET, "linear");
            tell(incident, STATUS_PAGE, "statuspage");
        }
        turn();
    }

    void acknowledged(int incident) {
        var truth = truths.get(incident);
        if (truth != null && truth.state == IncidentState.OPEN) {
            move(incident, truth, IncidentState.ACKNOWLEDGED);
            tell(incident, ACKNOWLEDGED, "pagerduty", "slack", "email");
            turn();
        }
    }

    void updated(int incident) {
        var truth = truths.get(incident);
        if (truth != null && truth.state != IncidentState.RESOLVED) {
            move(incident, truth, truth.state);
            tell(incident, UPDATED, "slack", "email");
            tell(incident, STATUS_PAGE, "statuspage");
            turn();
        }
    }

    void resolved(int incident) {
        var truth = truths.get(incident);
        if (truth != null && truth.state != IncidentState.RESOLVED) {
            move(incident, truth, IncidentState.RESOLVED);
            tell(incident, RESOLVED, "pagerduty", "linear", "slack", "email");
            tell(incident, STATUS_PAGE, "statuspage");
            turn();
        }
    }

    private void move(int incident, Truth truth, IncidentState next) {
        truth.state = next;
        truth.revision++;
        unseen.add(of(incident, PAGE, "hook").incident());
        if (!lags) {
            catchUp();
        }
    }

    private void catchUp() {
        unseen.forEach(view::saw);
        unseen.clear();
    }

    private Notifications of(int incident, NotificationKind kind, String channel) {
        var truth = truths.get(incident);
        var rank = incident == 0 ? 1 : 2;
        var made = a(kind).id("n" + told++).of("i" + incident, truth.round).to(channel, "x").rung(truth.rung).with(
                it -> it.setState(truth.state).setRevision(truth.revision).setSeverity(new Severity("SEV" + rank,
                        rank)));
        return kind == STATUS_PAGE
                ? made.on("", "status", truth.state == IncidentState.RESOLVED ? "resolved" : "investigating")
                : made;
    }

    private void tell(int incident, NotificationKind kind, String... channels) {
        for (var channel : channels) {
            book.told(Notification.newBuilder(of(incident, kind, channel).build()).setCreatedAt(book.now()).build());
        }
    }

    void answered(int which, Arrival arrival) {
        if (!flying.isEmpty()) {
            var claim = flying.remove(which % flying.size());
            arrive(claim, arrival.arrives);
            book.answer(claim.notification().getId(), arrival.outcome);
            turn();
        }
    }

    void passes(Duration time) {
        book.advance(time);
        turn();
    }

    void viewLags(boolean behind) {
        lags = behind;
        if (!lags) {
            catchUp();
        }
        turn();
    }

    /** Requests in flight arrive or do not, and nobody is there to hear the answers. */
    void crash(boolean arrived) {
        flying.forEach(claim -> arrive(claim, arrived));
        flying.clear();
        book.crash();
        turn();
    }

    void aborted() {
        book.turnInVain();
        turn();
    }

    private void turn() {
        book.turn().forEach(step -> {
            switch (step) {
                case DeliveryStep.Claim claim -> {
                    flying.add(claim);
                    check(claim);
                }
                case DeliveryStep.Hold it -> held.add(it.notification());
                case DeliveryStep.Postpone _,DeliveryStep.Finish _ -> {
                }
            }
        });
    }

    /** What is sent is so, as far as the view of incidents is read. */
    private void check(DeliveryStep.Claim claim) {
        if (lags) {
            return;
        }
        var message = claim.message();
        if (claim.isDigest()) {
            receivers.takeDigest(message, truths.entrySet().stream().collect(Collectors.toMap(it -> "i" + it.getKey(),
                    it -> it.getValue().state)));
        } else {
            var truth = truths.get(Integer.parseInt(message.getIncident().getId().substring(1)));
            receivers.start(message, truth.state, truth.round);
        }
    }

    private void arrive(DeliveryStep.Claim claim, boolean arrives) {
        if (arrives && !claim.isDigest()) {
            receivers.take(claim.message(), claim.possibleRepeat());
        }
    }

    /** All incidents end, all receivers answer, and time passes until nothing is left. */
    void settle() {
        viewLags(false);
        List.copyOf(truths.keySet()).forEach(this::resolved);
        for (var round = 0; round < 200 && book.book().size() > 0; round++) {
            while (!flying.isEmpty()) {
                answered(0, Arrival.TAKEN);
            }
            passes(Duration.ofSeconds(150));
        }
    }

    Set<?> open() {
        return receivers.open();
    }

    int unfinished() {
        return book.book().size();
    }

    List<String> oldWords() {
        return receivers.oldWords();
    }

    /** What was held back although it may not wait. */
    List<Notification> heldWrongly() {
        return held.stream().filter(notification -> !ModelReceivers.mayWait(notification)).toList();
    }
}
