package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.incident.IncidentEvent;
import dev.tocsin.correlator.incident.IncidentEvent.Ceased;
import dev.tocsin.correlator.incident.IncidentEvent.Commanded;
import dev.tocsin.correlator.incident.IncidentEvent.Fired;
import dev.tocsin.correlator.incident.IncidentEvent.TimerFell;
import dev.tocsin.correlator.incident.IncidentEvent.PageConfirmed;
import dev.tocsin.correlator.incident.IncidentEvent.PageFailed;
import dev.tocsin.correlator.incident.IncidentIds;
import dev.tocsin.correlator.incident.IncidentLifecycle;
import dev.tocsin.correlator.incident.Snapshots;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Changed;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Counted;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Dropped;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Missing;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Noted;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Nothing;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Part;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Regrouped;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Retired;
import dev.tocsin.correlator.incident.decision.PolicyNames;
import dev.tocsin.correlator.incident.decision.ResponsePractice;
import dev.tocsin.correlator.incident.decision.TimelineEntries;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.JoinReason;
import dev.tocsin.correlator.incident.member.JoiningAlert;
import dev.tocsin.correlator.influence.Influences;
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
import dev.tocsin.schemas.incident.PageReport;
import dev.tocsin.schemas.incident.Undelivered;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;

/**
 * Correlates one signal: finds the incident of an alert by {@link IncidentMatch}, lets {@link IncidentLifecycle} decide,
 * applies the {@link Influences}, and returns rows to store and records to publish.
 */
final class CorrelateStep {

    private final CorrelateState state;
    private final Influences surroundings;
    private final JudgedSignal judged;
    private final Signal signal;
    private final CompiledPolicy policy;
    private final DecisionContext occasion;
    private final List<Effect> effects = new ArrayList<>();

    private CorrelateStep(CorrelateState state, Influences surroundings, JudgedSignal judged,
            DecisionContext occasion) {
        this.state = state;
        this.surroundings = surroundings;
        this.judged = judged;
        this.signal = judged.signal();
        this.policy = judged.policy();
        this.occasion = occasion;
    }

    /**
     * Decides on one signal.
     *
     * @param state
     *            state of the partition; not modified
     * @param surroundings
     *            influences on the incidents of the partition; not modified
     * @param now
     *            log time of the signal
     * @return the effects, in order
     */
    static List<Effect> decide(CorrelateState state, Influences surroundings, JudgedSignal judged, Instant now) {
        var signal = judged.signal();
        var policy = judged.policy();
        var step = new CorrelateStep(state, surroundings, judged, new DecisionContext(signal.getId(), signal
                .getServiceKey(),
                policy.name(), policy.version(), now, ResponsePractice.of(policy.policy())));
        step.decide();
        return step.effects;
    }

    private void decide() {
        switch (signal.getBody()) {
            case Alert _ when !signal.getMoreAlerts().isEmpty() -> request();
            case Alert alert -> judged.alert().ifPresent(applied -> deliver(alert, applied));
            case Command command -> happen(state.find(command.getIncidentId()), commanded(command), command
                    .getIncidentId());
            case TimerFired timer when Influences.hears(timer) -> hear();
            case TimerFired timer -> happen(state.find(timer.getIncidentId()), fell(timer), timer.getIncidentId());
            case Bulletin bulletin when bulletin.getKind() == BulletinKind.DELIVERY_FAILED -> unheard(bulletin);
            case Bulletin bulletin when bulletin.getKind() == BulletinKind.DELIVERY_CONFIRMED -> confirmed(bulletin);
            case Change _,SilenceSet _,Bulletin _,PolicyActivated _ -> hear();
            default -> throw new IllegalStateException("no step for " + signal.getBody().getClass());
        }
    }

    /** The request arrives twice: before the first of its alerts and after the last. */
    private void request() {
        if (!state.request().isOf(signal)) {
            effects.add(new Effect.Remember(new CorrelateMemory.RequestBegan(signal.getId())));
            return;
        }
        effects.add(new Effect.Remember(new CorrelateMemory.RequestOver()));
        state.request().changed().forEach((id, before) -> then(later -> later.publishAfterAll(id, before)));
        then(CorrelateStep::letWaitLonger);
    }

    /** With all that was counted meanwhile. */
    private void publishAfterAll(String incidentId, Optional<IncidentRow> before) {
        state.incident(incidentId).ifPresent(row -> {
            if (state.isAhead(incidentId)) {
                effects.addAll(IncidentRows.kept(Optional.of(row), row, state));
            }
            effects.add(new Effect.Publish(row.getIncident()));
            effects.addAll(surroundings.tell(before, row, policy, occasion));
        });
    }

    private void deliver(Alert alert, AppliedAlert applied) {
        var known = new IncidentMatch(state).following(applied.next());
        judged.classification().ifPresentOrElse(by -> {
            fire(new Fired(alert, known, applied.before(), by, JoinReason.MEMBER, List.of()));
            if (!applied.heldBefore()) {
                count(alert, by);
            }
        }, () -> cease(new Ceased(alert, known.getRank(), applied.expired()), known));
    }

    private void fire(Fired event) {
        var by = event.classification();
        var identity = event.alert().getIdentity();
        var place = new IncidentMatch(state).of(event.alert(), event.known(), event.heldBefore(), by, occasion);
        var leaves = event.heldBefore() && event.known().getIncidentId().isEmpty()
                ? WaitingRows.leftFor(place instanceof IncidentMatch.Place.Waits ? by.correlationKey() : "", identity,
                        state)
                : List.<Effect>of();
        after(leaves, later -> later.belong(event, place));
    }

    private void belong(Fired event, IncidentMatch.Place place) {
        var by = event.classification();
        switch (place) {
            case IncidentMatch.Place.In(var row, var kinship) -> effects.add(AlertRows.filed(event.known(), happen(
                    Optional
                            .of(row), event.because(kinship, List.of()), ""), Optional.of(by)));
            case IncidentMatch.Place.New(var why) -> {
                var called = WaitingRows.calledIn(by.correlationKey(), state);
                after(called.effects(), later -> later.open(event, why, later.joiners(called.called())));
            }
            case IncidentMatch.Place.Waits(var reason) -> {
                effects.addAll(WaitingRows.entered(by.correlationKey(), event.alert(), occasion, reason, state));
                effects.add(AlertRows.waiting(event.known(), by));
                say(about(event, StepDecision.of("waiting", reason)));
            }
        }
    }

    private void open(Fired event, JoinReason why, List<JoiningAlert> called) {
        var opened = happen(Optional.empty(), event.because(why, called), "");
        effects.add(AlertRows.filed(event.known(), opened, Optional.of(event.classification())));
        if (!called.isEmpty()) {
            opened.ifPresent(row -> then(later -> later.effects.addAll(AlertRows.filed(called, row, state))));
        }
    }

    /** Classifies the alerts that waited. */
    private List<JoiningAlert> joiners(List<HeldAlert> waited) {
        return waited.stream().map(row -> new JoiningAlert(row.getAlert(), policy.classify(row.getAlert(), row
                .getServiceKey(), occasion.now()), row.getFlapping())).toList();
    }

    private void cease(Ceased event, AlertState known) {
        var leaving = known.getIncidentId().isEmpty()
                ? WaitingRows.left(event.alert().getIdentity(), state)
                : Optional.<WaitingRows.Leaving>empty();
        leaving.ifPresentOrElse(left -> {
            effects.addAll(left.effects());
            say(about(event, StepDecision.of("waited-in-vain",
                    "resolved before reaching the threshold; "
                            + left.others() + " alerts still waiting")));
            effects.add(AlertRows.filed(known, Optional.empty(), Optional.empty()));
        }, () -> effects.add(AlertRows.filed(known, happen(state.incident(known.getIncidentId()), event, known
                .getIncidentId()), Optional.empty())));
    }

    /** Counts a new alert for storms; new incidents may delay first pages. */
    private void count(Alert alert, Classification by) {
        effects.addAll(surroundings.count(alert, by, policy, occasion));
        if (!state.request().isOpen()) {
            then(CorrelateStep::letWaitLonger);
        }
    }

    private void letWaitLonger() {
        if (surroundings.oneBegan()) {
            effects.add(surroundings.asked());
            lookAgain(surroundings.waitLonger(policy, occasion));
        }
    }

    private Commanded commanded(Command command) {
        var arguments = command.getArguments();
        return new Commanded(command, PolicyNames.of(policy.policy()), state.incident(arguments.getOrDefault("into",
                arguments.getOrDefault("to", "")).strip()));
    }

    private TimerFell fell(TimerFired timer) {
        return new TimerFell(timer, timer.getKind() == TimerKind.INACTIVITY
                ? state.incident(timer.getIncidentId()).flatMap(row -> AlertRows.lastWord(row, state))
                : Optional.empty(), state.isAhead(timer.getIncidentId()));
    }

    /** A page failed: the escalator reads this from the incident's next snapshot and continues the escalation. */
    private void unheard(Bulletin bulletin) {
        Undelivered.of(bulletin).ifPresentOrElse(word -> happen(state.find(word.incidentId()), new PageFailed(word,
                PageReport.isReported(bulletin)), word.incidentId()), this::unreadable);
    }

    /** A page reached somebody: that is told on the timeline. */
    private void confirmed(Bulletin bulletin) {
        PageReport.confirmed(bulletin).ifPresentOrElse(word -> happen(state.find(word.incidentId()), new PageConfirmed(
                word), word.incidentId()), this::unreadable);
    }

    private void unreadable() {
        say(StepDecision.of("unreadable", "the bulletin does not identify the page"));
    }

    /** Processes a signal that concerns no single incident, and re-evaluates the open incidents it may affect. */
    private void hear() {
        var heard = surroundings.hear(signal, policy, occasion);
        effects.addAll(heard.kept());
        lookAgain(heard.incidents());
        heard.signals().forEach(told -> effects.add(new Effect.Log(told)));
        if (signal.getBody() instanceof Bulletin && heard.isWithoutEffect()) {
            effects.add(new Effect.Count(heard.outcome()));
        } else {
            say(StepDecision.of(heard.outcome(), heard.reason() + (heard.incidents().isEmpty()
                    ? ""
                    : "; " + heard.incidents().size() + " open incidents re-evaluated")));
        }
    }

    /** Each when those before it stand as they do then. */
    private void lookAgain(List<String> ids) {
        ids.stream().flatMap(id -> state.incident(id).stream()).map(row -> new Effect.Then(() -> lookAgain(row)))
                .forEach(effects::add);
    }

    private List<Effect> lookAgain(IncidentRow row) {
        var placed = surroundings.place(Optional.of(row), row, policy, occasion);
        if (!placed.isChanged()) {
            return List.of();
        }
        var later = later();
        later.publish(Optional.of(row), Snapshots.changing(placed.row()).setIncident(Snapshots.changing(placed.row()
                .getIncident()).setRevision(row.getIncident().getRevision() + 1).setUpdatedAt(occasion.now()).build())
                .build(), placed.facts());
        return later.effects;
    }

    /**
     * Applies an event to an incident, or opens one.
     *
     * @param incidentId
     *            the incident that it is about, known or not; empty when it is about none yet
     * @return the row of the incident, if it changed
     */
    private Optional<IncidentRow> happen(Optional<IncidentRow> known, IncidentEvent event, String incidentId) {
        var verdict = IncidentLifecycle.decide(known, event, occasion);
        var row = switch (verdict) {
            case Changed(var changed, var facts, _, _) -> Optional.of(place(new Part(known, changed, facts)));
            case Counted(var counted, var facts, _, _) -> keep(counted, IncidentRows.counted(counted, occasion.now()),
                    facts);
            case Noted(var noted, var facts, _, _) -> keep(noted, IncidentRows.noted(known, noted, state), facts);
            case Regrouped regrouped -> Optional.of(regroup(regrouped));
            case Retired(var retired, _, _) -> keep(retired, IncidentRows.retired(retired, state), List.of());
            case Dropped(var dropped, _, _) -> {
                effects.addAll(IncidentRows.dropped(dropped, state));
                yield Optional.<IncidentRow>empty();
            }
            case Missing(var fact, _, _) -> {
                tellOfMissing(incidentId, fact);
                yield Optional.<IncidentRow>empty();
            }
            case Nothing _ -> Optional.<IncidentRow>empty();
        };
        say(about(event, StepDecision.of(verdict.outcome(), verdict.reason()).incident(row.or(() -> known).map(
                each -> each
                        .getIncident().getId()).orElse(incidentId))));
        return row;
    }

    private Optional<IncidentRow> keep(IncidentRow row, List<Effect> kept, List<TimelineFact> facts) {
        effects.addAll(kept);
        tell(row, facts);
        return Optional.of(row);
    }

    private IncidentRow place(Part part) {
        var placed = surroundings.place(part.before(), part.row(), policy, occasion);
        publish(part.before(), placed.row(), Stream.concat(part.facts().stream(), placed.facts().stream()).toList());
        return placed.row();
    }

    /** Stores both incidents, then their correlation keys and the moved alerts. */
    private IncidentRow regroup(Regrouped regrouped) {
        var from = place(regrouped.from());
        then(next -> {
            var to = next.place(regrouped.to());
            next.then(last -> last.regrouped(regrouped, from, to));
        });
        return from;
    }

    private void regrouped(Regrouped regrouped, IncidentRow from, IncidentRow to) {
        if (regrouped.merged()) {
            effects.addAll(IncidentRows.redirected(from, to, state));
        }
        effects.addAll(AlertRows.refiled(regrouped.moved(), from, to, state));
    }

    /** At once; or what a request changes, when all of its alerts were decided on. */
    private void publish(Optional<IncidentRow> before, IncidentRow row, List<TimelineFact> facts) {
        var request = state.request();
        if (request.isOpen()) {
            var next = request.revised(before, row);
            effects.add(new Effect.Remember(new CorrelateMemory.ChangedByRequest(next.getIncident().getId(), before)));
            effects.addAll(IncidentRows.kept(before, next, state));
            effects.add(surroundings.stands(next));
            tell(next, facts);
            return;
        }
        effects.addAll(IncidentRows.kept(before, row, state));
        effects.add(new Effect.Publish(row.getIncident()));
        tell(row, facts);
        effects.addAll(surroundings.tell(before, row, policy, occasion));
    }

    private void tell(IncidentRow row, List<TimelineFact> facts) {
        for (var fact : facts) {
            effects.add(new Effect.Tell(TimelineEntries.of(row, fact, occasion)));
        }
    }

    /** The timeline of a dropped incident remains, so the refusal is recorded there. */
    private void tellOfMissing(String incidentId, TimelineFact fact) {
        if (IncidentIds.isOf(occasion.serviceKey(), incidentId)) {
            effects.add(new Effect.Tell(TimelineEntries.of(incidentId, occasion.serviceKey(), fact, occasion)));
        }
    }

    private static StepDecision about(IncidentEvent event, StepDecision said) {
        return switch (event) {
            case Fired fired -> said.alert(fired.alert().getIdentity()).rule(fired.classification().ruleId());
            case Ceased ceased -> said.alert(ceased.alert().getIdentity());
            case Commanded _,TimerFell _,PageFailed _,PageConfirmed _ -> said;
        };
    }

    private void say(StepDecision said) {
        effects.add(new Effect.Say(said));
    }

    /** What follows reads what these change, if they change anything. */
    private void after(List<Effect> changes, Consumer<CorrelateStep> decision) {
        if (changes.isEmpty()) {
            decision.accept(this);
        } else {
            effects.addAll(changes);
            then(decision);
        }
    }

    /** Defers a decision until the effects before it are applied. */
    private void then(Consumer<CorrelateStep> decision) {
        effects.add(new Effect.Then(() -> {
            var later = later();
            decision.accept(later);
            return later.effects;
        }));
    }

    private CorrelateStep later() {
        return new CorrelateStep(state, surroundings, judged, occasion);
    }
}
