package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.decision.Said;
import dev.tocsin.correlator.decision.Trail;
import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.incident.Customs;
import dev.tocsin.correlator.incident.Fact;
import dev.tocsin.correlator.incident.IncidentEvent;
import dev.tocsin.correlator.incident.IncidentEvent.Ceased;
import dev.tocsin.correlator.incident.IncidentEvent.Commanded;
import dev.tocsin.correlator.incident.IncidentEvent.Fired;
import dev.tocsin.correlator.incident.IncidentEvent.TimerFell;
import dev.tocsin.correlator.incident.IncidentEvent.Unheard;
import dev.tocsin.correlator.incident.IncidentIds;
import dev.tocsin.correlator.incident.IncidentLifecycle;
import dev.tocsin.correlator.incident.Kinship;
import dev.tocsin.correlator.incident.Occasion;
import dev.tocsin.correlator.incident.Snapshots;
import dev.tocsin.correlator.incident.TimelineEntries;
import dev.tocsin.correlator.incident.TimerSignals;
import dev.tocsin.correlator.incident.Verdict.Changed;
import dev.tocsin.correlator.incident.Verdict.Counted;
import dev.tocsin.correlator.incident.Verdict.Dropped;
import dev.tocsin.correlator.incident.Verdict.Missing;
import dev.tocsin.correlator.incident.Verdict.Noted;
import dev.tocsin.correlator.incident.Verdict.Nothing;
import dev.tocsin.correlator.incident.Verdict.Part;
import dev.tocsin.correlator.incident.Verdict.Regrouped;
import dev.tocsin.correlator.incident.Verdict.Retired;
import dev.tocsin.correlator.incident.Vocabulary;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.suppress.Suppressors;
import dev.tocsin.correlator.surroundings.SuppressedMembers;
import dev.tocsin.correlator.surroundings.Surroundings;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Change;
import dev.tocsin.event.Command;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.runtime.streams.PartitionCount;
import dev.tocsin.schemas.incident.Undelivered;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.IncidentRow;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shell of {@link IncidentLifecycle}: finds the incident of a signal, lets it be decided, and carries it out. */
public final class CorrelateProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "correlate";

    /** Name of the sink to {@code tocsin.incidents}. */
    public static final String INCIDENTS = "to-incidents";

    /** Name of the sink to {@code tocsin.timeline}. */
    public static final String TIMELINE = "to-timeline";

    private static final Logger LOG = LoggerFactory.getLogger(CorrelateProcessor.class);

    private final Timers timers;
    private final MeterRegistry metrics;
    private IncidentStore incidents;
    private AlertBook book;
    private WaitingRoom room;
    private Belonging belonging;
    private Surroundings surroundings;
    private DecisionLog decisions;
    private SignalLog log;
    private RequestStep step;

    public CorrelateProcessor(Timers timers, MeterRegistry metrics) {
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var state = State.of(context);
        incidents = new IncidentStore(state, new TimerSweep<>(DueTimer::of));
        book = new AlertBook(state.rows(Kind.ALERTS));
        room = new WaitingRoom(state);
        belonging = new Belonging(incidents, room);
        surroundings = new Surroundings(state, new SuppressedMembers(Suppressors.of(context)), context.taskId()
                .partition(), PartitionCount.of(context));
        step = new RequestStep();
        incidents.rebuild(row -> surroundings.found(row.getIncident()));
        surroundings.begin();
        log = new SignalLog(timers, context);
        decisions = new DecisionLog(NAME, metrics);
        switch (timers) {
            case LIVE -> {
                context.schedule(TimerSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, this::sweep);
            }
            case REPLAY -> LOG.info("timers come from the log alone");
        }
    }

    private void sweep(long now) {
        var at = Instant.ofEpochMilli(now);
        incidents.sweep(at, row -> log.write(TimerSignals.of(row, at), at));
        surroundings.due(at).forEach(signal -> log.write(signal, at));
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var judged = message.value();
        var signal = judged.signal();
        var policy = judged.policy();
        var trail = judged.trail();
        var occasion = new Occasion(signal.getId(), signal.getServiceKey(), judged.policy().name(),
                judged.policy().version(), Instant.ofEpochMilli(message.timestamp()),
                Customs.of(judged.policy().policy()));
        switch (signal.getBody()) {
            case Alert _ when step.isOf(signal) && !signal.getMoreAlerts().isEmpty() -> endStep(policy, occasion);
            case Alert _ when !signal.getMoreAlerts().isEmpty() -> step.begin(signal);
            case Alert alert -> judged.alert().ifPresent(applied -> file(trail, alert, applied,
                    judged.classification(), policy, occasion));
            case Command command -> apply(trail, incidents.find(command.getIncidentId()),
                    commanded(command, policy), policy,
                    occasion, command.getIncidentId());
            case TimerFired timer when Surroundings.hears(timer) -> hear(judged, occasion);
            case TimerFired timer -> apply(trail, incidents.find(timer.getIncidentId()), fell(timer), policy, occasion,
                    timer.getIncidentId());
            case Bulletin bulletin when bulletin.getKind() == BulletinKind.DELIVERY_FAILED -> unheard(trail, bulletin,
                    policy, occasion);
            case Change _,SilenceSet _,Bulletin _,PolicyActivated _ -> hear(judged, occasion);
            default -> throw new IllegalStateException("no step for " + signal.getBody().getClass());
        }
    }

    /** A page reached nobody: who is told next is decided by the escalator, from the incident's next snapshot. */
    private void unheard(Trail trail, Bulletin bulletin, CompiledPolicy policy, Occasion occasion) {
        Undelivered.of(bulletin).ifPresentOrElse(word -> apply(trail, incidents.find(word.incidentId()), new Unheard(
                word), policy, occasion, word.incidentId()),
                () -> say(trail, Said.of("unreadable", "it does not say which page reached nobody")));
    }

    /** Takes in what concerns no single incident, and looks at all open ones again when that may change them. */
    private void hear(JudgedSignal judged, Occasion occasion) {
        var heard = surroundings.hear(judged.signal(), judged.policy(), occasion);
        lookAgain(heard.incidents(), judged.policy(), occasion);
        emit(heard.signals(), occasion);
        if (judged.signal().getBody() instanceof Bulletin && heard.isWithoutEffect()) {
            decisions.count(heard.outcome());
            return;
        }
        say(judged.trail(), Said.of(heard.outcome(), heard.reason() + (heard.incidents().isEmpty()
                ? ""
                : "; " + heard.incidents().size() + " open incidents were looked at again")));
    }

    private void lookAgain(List<String> ids, CompiledPolicy policy, Occasion occasion) {
        for (var row : ids.stream().flatMap(id -> incidents.byId(id).stream()).toList()) {
            var placed = surroundings.place(Optional.of(row), row, policy, occasion);
            if (placed.isChanged()) {
                var next = Snapshots.changing(placed.row()).setIncident(Snapshots.changing(placed.row().getIncident())
                        .setRevision(row.getIncident().getRevision() + 1).setUpdatedAt(occasion.now()).build())
                        .build();
                publish(Optional.of(row), next, placed.facts(), policy, occasion);
            }
        }
    }

    private void publish(Optional<IncidentRow> before, IncidentRow row, List<Fact> facts, CompiledPolicy policy,
            Occasion occasion) {
        if (step.isOpen()) {
            var next = step.changed(before, row);
            incidents.keep(before, next);
            logState(before, next);
            surroundings.found(next.getIncident());
            tell(next, facts, occasion);
            return;
        }
        incidents.keep(before, row);
        logState(before, row);
        forward(row.getIncident().getId(), row.getIncident(), occasion, INCIDENTS);
        tell(row, facts, occasion);
        emit(surroundings.tell(before, row, policy, occasion), occasion);
    }

    /** After the last alert of a request, with all that was counted meanwhile. */
    private void endStep(CompiledPolicy policy, Occasion occasion) {
        step.end().forEach((id, before) -> incidents.byId(id).ifPresent(row -> {
            if (incidents.isAhead(id)) {
                incidents.keep(Optional.of(row), row);
            }
            forward(id, row.getIncident(), occasion, INCIDENTS);
            emit(surroundings.tell(before, row, policy, occasion), occasion);
        }));
        lookAgain(surroundings.waitLonger(policy, occasion), policy, occasion);
    }

    private void emit(List<Signal> signals, Occasion occasion) {
        signals.forEach(signal -> log.write(signal, occasion.now()));
    }

    /** Decides on an alert, and files the alert under the incident it belongs to then. */
    private void file(Trail trail, Alert alert, AppliedAlert applied, Optional<Classification> classification,
            CompiledPolicy policy, Occasion occasion) {
        var known = belonging.following(applied.next());
        classification.ifPresentOrElse(by -> {
            fire(trail, new Fired(alert, known, applied.before(), by, Kinship.MEMBER, List.of()), policy,
                    occasion);
            if (!applied.heldBefore()) {
                emit(surroundings.count(alert, by, policy, occasion), occasion);
                if (!step.isOpen()) {
                    lookAgain(surroundings.waitLonger(policy, occasion), policy, occasion);
                }
            }
        }, () -> cease(trail, new Ceased(alert, known.getRank(), applied.expired()), known, policy, occasion));
    }

    private void fire(Trail trail, Fired event, CompiledPolicy policy, Occasion occasion) {
        var by = event.classification();
        var place = belonging.of(event.alert(), event.known(), event.heldBefore(), by, occasion);
        if (event.heldBefore() && event.known().getIncidentId().isEmpty()) {
            room.leaveFor(place instanceof Belonging.Place.Waits ? by.correlationKey() : "", event.alert()
                    .getIdentity());
        }
        switch (place) {
            case Belonging.Place.In(var row, var kinship) -> book.file(event.known(), apply(trail, Optional.of(row),
                    event.because(kinship, List.of()), policy, occasion, ""), Optional.of(by));
            case Belonging.Place.New(var why) -> {
                var called = book.joiners(room.callIn(by.correlationKey()), policy, occasion);
                var opened = apply(trail, Optional.empty(), event.because(why, called), policy, occasion, "");
                book.file(event.known(), opened, Optional.of(by));
                opened.ifPresent(row -> book.fileCalled(called, row));
            }
            case Belonging.Place.Waits(var reason) -> {
                room.enter(by.correlationKey(), event.alert(), occasion, reason);
                book.fileWaiting(event.known(), by);
                say(trail, about(event, Said.of("waiting", reason)));
            }
        }
    }

    private void cease(Trail trail, Ceased event, AlertState known, CompiledPolicy policy, Occasion occasion) {
        var waitedFor = known.getIncidentId().isEmpty()
                ? room.leave(event.alert().getIdentity())
                : Optional.<String>empty();
        if (waitedFor.isPresent()) {
            say(trail, about(event, Said.of("waited-in-vain", "it is over before there were enough alerts to"
                    + " open an incident; " + room.waiting(waitedFor.get()).size() + " others still wait")));
            book.file(known, Optional.empty(), Optional.empty());
        } else {
            book.file(known, apply(trail, incidents.byId(known.getIncidentId()), event, policy, occasion,
                    known.getIncidentId()), Optional.empty());
        }
    }

    private Commanded commanded(Command command, CompiledPolicy policy) {
        var arguments = command.getArguments();
        return new Commanded(command, Vocabulary.of(policy.policy()), incidents.byId(arguments.getOrDefault("into",
                arguments.getOrDefault("to", "")).strip()));
    }

    private TimerFell fell(TimerFired timer) {
        return new TimerFell(timer, timer.getKind() == TimerKind.INACTIVITY
                ? incidents.byId(timer.getIncidentId()).flatMap(book::lastWord)
                : Optional.empty(), incidents.isAhead(timer.getIncidentId()));
    }

    private Optional<IncidentRow> apply(Trail trail, Optional<IncidentRow> known, IncidentEvent event,
            CompiledPolicy policy, Occasion occasion, String incidentId) {
        var verdict = IncidentLifecycle.decide(known, event, occasion);
        var row = switch (verdict) {
            case Changed(var changed, var facts, _, _) -> Optional.of(place(new Part(known, changed, facts), policy,
                    occasion));
            case Counted(var counted, var facts, _, _) -> {
                incidents.count(counted, occasion.now());
                tell(counted, facts, occasion);
                yield Optional.of(counted);
            }
            case Noted(var noted, var facts, _, _) -> {
                incidents.note(known, noted);
                tell(noted, facts, occasion);
                yield Optional.of(noted);
            }
            case Regrouped regrouped -> Optional.of(regroup(regrouped, policy, occasion));
            case Retired(var retired, _, _) -> {
                incidents.retire(retired);
                yield Optional.of(retired);
            }
            case Dropped(var dropped, _, _) -> {
                incidents.drop(dropped);
                yield Optional.<IncidentRow>empty();
            }
            case Missing(var fact, _, _) -> {
                tellOfMissing(incidentId, fact, occasion);
                yield Optional.<IncidentRow>empty();
            }
            case Nothing _ -> Optional.<IncidentRow>empty();
        };
        say(trail, about(event, Said.of(verdict.outcome(), verdict.reason()).incident(row.or(() -> known)
                .map(each -> each.getIncident().getId()).orElse(incidentId))));
        return row;
    }

    private IncidentRow place(Part part, CompiledPolicy policy, Occasion occasion) {
        var placed = surroundings.place(part.before(), part.row(), policy, occasion);
        publish(part.before(), placed.row(), Stream.concat(part.facts().stream(), placed.facts().stream()).toList(),
                policy, occasion);
        return placed.row();
    }

    /** Both incidents, what leads to them, and the alerts that went. */
    private IncidentRow regroup(Regrouped regrouped, CompiledPolicy policy, Occasion occasion) {
        var from = place(regrouped.from(), policy, occasion);
        var to = place(regrouped.to(), policy, occasion);
        if (regrouped.merged()) {
            incidents.redirect(from, to);
        }
        book.refile(regrouped.moved(), from, to);
        return from;
    }

    /** Of an incident that is gone, there still is a timeline on which the one who asked can read the answer. */
    private void tellOfMissing(String incidentId, Fact fact, Occasion occasion) {
        if (IncidentIds.isOf(occasion.serviceKey(), incidentId)) {
            forward(occasion.serviceKey(), TimelineEntries.of(incidentId, occasion.serviceKey(), fact, occasion),
                    occasion, TIMELINE);
        }
    }

    private static Said about(IncidentEvent event, Said said) {
        return switch (event) {
            case Fired fired -> said.alert(fired.alert().getIdentity()).rule(fired.classification().ruleId());
            case Ceased ceased -> said.alert(ceased.alert().getIdentity());
            case Commanded _,TimerFell _,Unheard _ -> said;
        };
    }

    private void tell(IncidentRow row, List<Fact> facts, Occasion occasion) {
        for (var fact : facts) {
            forward(row.getIncident().getServiceKey(), TimelineEntries.of(row, fact, occasion), occasion,
                    TIMELINE);
        }
    }

    private static void logState(Optional<IncidentRow> before, IncidentRow row) {
        var is = row.getIncident();
        var was = before.map(each -> each.getIncident().getState().name()).orElse("new");
        if (!was.equals(is.getState().name())) {
            LOG.info("incident {} round {} of {}: {} -> {}, {}", is.getId(), is.getRound(), is.getServiceKey(), was,
                    is.getState(), is.getSeverity().getId());
        }
    }

    private void say(Trail trail, Said said) {
        decisions.say(trail, said);
    }

    private void forward(String key, Object value, Occasion occasion, String sink) {
        context().forward(new Record<>(key, value, occasion.now().toEpochMilli()), sink);
    }
}
