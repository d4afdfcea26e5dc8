package dev.tocsin.escalator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.account.DecisionKey;
import dev.tocsin.escalator.account.DecisionRecords;
import dev.tocsin.escalator.account.EscalationFacts;
import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.decision.EscalationResult;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.LadderDecision.Contacting;
import dev.tocsin.escalator.decision.LadderDecision.Exhausted;
import dev.tocsin.escalator.decision.LadderDecision.Held;
import dev.tocsin.escalator.decision.LadderDecision.Listed;
import dev.tocsin.escalator.decision.LadderDecision.Missed;
import dev.tocsin.escalator.decision.LadderDecision.NobodyReached;
import dev.tocsin.escalator.decision.LadderDecision.Nothing;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.PagedInEmergency;
import dev.tocsin.escalator.decision.LadderDecision.Released;
import dev.tocsin.escalator.decision.LadderDecision.ScheduleRung;
import dev.tocsin.escalator.decision.LadderDecision.Skipped;
import dev.tocsin.escalator.decision.LadderDecision.Spared;
import dev.tocsin.escalator.decision.LadderDecision.StartLadder;
import dev.tocsin.escalator.decision.LadderDecision.StopLadder;
import dev.tocsin.escalator.decision.LadderDecision.Tell;
import dev.tocsin.escalator.decision.LadderDecision.Unlisted;
import dev.tocsin.escalator.decision.NotPagedReason;
import dev.tocsin.escalator.decision.ObligationDecision.Notify;
import dev.tocsin.escalator.notify.Notifications;
import dev.tocsin.escalator.notify.UnansweredIncident;
import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.escalator.policy.PolicyNotReadException;
import dev.tocsin.escalator.route.RouteRows;
import dev.tocsin.escalator.timer.SweepLimits;
import dev.tocsin.escalator.timer.TimerSweep;
import dev.tocsin.escalator.timer.WakeUp;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.state.Escalation;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step {@code ladder}: reads the row, lets {@link EscalationDecider} decide, stores the row and passes on what was decided,
 * all in one transaction.
 */
final class LadderProcessor extends ContextualProcessor<String, Incident, String, SpecificRecord>
        implements
            TimerSweep.DueRows {

    private static final Logger LOG = LoggerFactory.getLogger(LadderProcessor.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final EscalationDecider escalating;
    private final Notifications notifications;
    private final TimerSweep sweep;
    private final SweepLimits limits;
    private final Backlog backlog;
    private final LadderMetrics metrics;
    private KeyValueStore<String, Escalation> rows;
    private WakeUp wakeUp;

    LadderProcessor(EscalationDecider escalating, Notifications notifications, TimerSweep sweep, SweepLimits limits,
            Backlog backlog, LadderMetrics metrics) {
        this.escalating = escalating;
        this.notifications = notifications;
        this.sweep = sweep;
        this.limits = limits;
        this.backlog = backlog;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        rows = context.getStateStore(EscalatorTopology.ESCALATIONS);
        metrics.left(context.taskId());
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        sweep.begin(now);
        try (var all = rows.all()) {
            all.forEachRemaining(entry -> {
                sweep.set(entry.value);
                metrics.changed(context.taskId(), Optional.empty(), Optional.of(entry.value));
            });
        }
        wakeUp = new WakeUp(context, limits, this::sweep);
        wakeUpForNext(now);
    }

    private void sweep(Instant now) {
        sweep.run(now, this);
        wakeUpForNext(now);
    }

    private void wakeUpForNext(Instant now) {
        wakeUp.at(sweep.next(now), now);
    }

    @Override
    public void process(Record<String, Incident> snapshot) {
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        sweep.saw(Instant.ofEpochMilli(snapshot.timestamp()), now);
        var before = find(snapshot.key());
        if (snapshot.value() == null) {
            before.ifPresent(this::forget);
            return;
        }
        if (snapshot.value().getPageNotBefore().isPresent()) {
            backlog.watch();
        }
        var moment = escalating.at(now);
        take(escalating.onSnapshot(before, snapshot.value(), moment), before, DecisionKey.snapshot(snapshot.value(),
                now),
                moment);
        wakeUpForNext(now);
    }

    @Override
    public Optional<Escalation> find(String incidentId) {
        return Optional.ofNullable(rows.get(incidentId));
    }

    @Override
    public boolean mustReadMore(Escalation row, Instant firstLook, Instant now) {
        return escalating.mustReadMore(row, backlog, firstLook, now);
    }

    @Override
    public void waits(Escalation row, Instant now) {
        take(new EscalationResult(row, List.of(new Nothing(NotPagedReason.LOG_UNREAD))), Optional.of(row), DecisionKey
                .waiting(row, now),
                escalating.at(now));
    }

    @Override
    public int due(Escalation row, Instant now) {
        if (row.getWakeAt().isEmpty()) {
            forget(row);
            return 0;
        }
        metrics.late(Duration.between(row.getWakeAt().get(), now));
        var moment = escalating.at(now);
        return decided(row, moment).map(turn -> take(turn, Optional.of(row), DecisionKey.due(row, now), moment)).orElse(
                0);
    }

    /** One incident that cannot be decided must not keep all others waiting: it is tried again in a while. */
    private Optional<EscalationResult> decided(Escalation row, ObligationContext moment) {
        try {
            return Optional.of(escalating.onDue(row, moment));
        } catch (PolicyNotReadException notYet) {
            throw notYet;
        } catch (RuntimeException broken) {
            LOG.error("cannot decide the due timers of incident {}; next attempt in {}", row.getIncident()
                    .getId(),
                    AGAIN, broken);
            metrics.undecided();
            var later = Escalation.newBuilder(row).setWakeAt(moment.now().plus(AGAIN)).setGeneration(row.getGeneration()
                    + 1).build();
            rows.put(later.getIncident().getId(), later);
            sweep.set(later);
            return Optional.empty();
        }
    }

    /** Carries out a turn; returns how many notifications came of it. */
    private int take(EscalationResult turn, Optional<Escalation> before, DecisionKey occasion,
            ObligationContext moment) {
        var row = turn.row();
        var incident = row.getIncident();
        store(row, before);
        var facts = new EscalationFacts(occasion, row);
        var told = 0;
        for (int number = 0; number < turn.decisions().size(); number++) {
            var decision = turn.decisions().get(number);
            var seen = RouteRows.of(row, turn.route(number));
            var notification = notification(decision, seen, occasion.at());
            told += carryOut(notification, new EscalationFacts(occasion, seen).of(decision, notification), occasion);
            list(decision, seen, occasion);
            metrics.decided(decision);
        }
        for (var duty : turn.duties()) {
            var notification = duty instanceof Notify notify
                    ? Optional.of(notifications.notify(notify, row, moment))
                    : Optional.<Notification>empty();
            told += carryOut(notification, facts.of(duty, notification), occasion);
            metrics.decided(duty);
        }
        var reason = DecisionRecords.of(occasion, turn);
        send(incident.getServiceKey(), reason, occasion, EscalatorTopology.DECISIONS);
        if (!turn.duties().isEmpty() || turn.decisions().stream().anyMatch(it -> !(it instanceof Nothing))) {
            LOG.info("incident {} round {}: {}", incident.getId(), incident.getRound(), incident.getConfidential()
                    ? reason.getOutcome()
                    : reason.getReason());
        }
        return told;
    }

    private int carryOut(Optional<Notification> notification, Optional<TimelineEntry> fact, DecisionKey occasion) {
        notification.ifPresent(it -> send(it.getDestination(), it, occasion, EscalatorTopology.NOTIFICATIONS));
        fact.ifPresent(it -> send(it.getServiceKey(), it, occasion, EscalatorTopology.TIMELINE));
        return notification.isPresent() ? 1 : 0;
    }

    private Optional<Notification> notification(LadderDecision decision, Escalation row, Instant now) {
        return switch (decision) {
            case Page page -> Optional.of(notifications.page(page, row, now));
            case Missed missed -> Optional.of(notifications.missed(missed, row, now));
            case Tell tell -> Optional.of(notifications.tell(tell, now));
            case StartLadder _,ScheduleRung _,StopLadder _,Exhausted _,Held _,Contacting _,Released _,Skipped _,Spared _,PagedInEmergency _,NobodyReached _,Listed _,Unlisted _,Nothing _ ->
                Optional.empty();
        };
    }

    private void list(LadderDecision decision, Escalation row, DecisionKey occasion) {
        if (decision instanceof Listed || decision instanceof Unlisted) {
            var signal = UnansweredIncident.signal(row, decision instanceof Listed, occasion);
            send(signal.getServiceKey(), signal, occasion, EscalatorTopology.SIGNALS);
        }
    }

    private void store(Escalation row, Optional<Escalation> before) {
        if (before.filter(row::equals).isPresent()) {
            return;
        }
        rows.put(row.getIncident().getId(), row);
        if (before.map(Escalation::getGeneration).filter(old -> old == row.getGeneration()).isEmpty()) {
            sweep.set(row);
        }
        metrics.changed(context().taskId(), before, Optional.of(row));
    }

    private void forget(Escalation row) {
        rows.delete(row.getIncident().getId());
        metrics.changed(context().taskId(), Optional.of(row), Optional.empty());
    }

    private void send(String key, SpecificRecord value, DecisionKey occasion, String sink) {
        context().forward(new Record<>(key, value, occasion.at().toEpochMilli()), sink);
    }

    @Override
    public void close() {
        metrics.left(context().taskId());
    }
}
