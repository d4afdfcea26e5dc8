package dev.tocsin.console.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.console.explain.OnCallReason;
import dev.tocsin.console.routing.RouteTrial.Escalation;
import dev.tocsin.console.routing.RouteTrial.Step;
import dev.tocsin.console.routing.RouteTrial.Target;
import dev.tocsin.console.routing.RouteTrial.TriedRoute;
import dev.tocsin.event.Incident;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.coverage.SampleIncident;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.suppress.SilenceReading;
import dev.tocsin.policytools.routes.RouteAnswer;
import dev.tocsin.policytools.routes.RouteQuestion;

/** Asks the policy in force, with the silences that people set and the on-call changes of today. */
public final class RouteTester {

    private final CompiledPolicy policy;
    private final Map<String, OnCall> schedules;
    private final List<Silence> silences;

    /**
     * @param policy
     *            in force
     * @param schedules
     *            of the policy, with overrides and swaps
     * @param silences
     *            that people set
     */
    public RouteTester(CompiledPolicy policy, Map<String, OnCall> schedules, List<Silence> silences) {
        this.policy = policy;
        this.schedules = Map.copyOf(schedules);
        this.silences = List.copyOf(silences);
    }

    /** Asks. */
    public RouteTrial ask(RouteQuestion question) {
        var answer = RouteAnswer.of(policy, question);
        var found = answer.classification();
        var key = policy.serviceKey(question.alert());
        var incident = incident(found, key, question);
        return new RouteTrial(question.at(), policy.name(), policy.version(), found.severity().getId(), found.severity()
                .getRank(), found.ruleId(), found.reason(), found.service(), key, found.team(), found.correlationKey(),
                answer.nodes().stream().map(node -> new TriedRoute(node.route(), node.outcome().name().toLowerCase(
                        Locale.ROOT).replace('_', ' '), node.why())).toList(), answer.ladders().stream().map(
                                climb -> escalation(climb, incident, question.at())).toList(), hidden(answer, question,
                                        key));
    }

    private Escalation escalation(RouteAnswer.Climb climb, Incident incident, Instant at) {
        var rungs = climb.ladder().rungs();
        var steps = IntStream.range(0, rungs.size()).mapToObj(index -> step(index + 1, rungs.get(index), incident, at))
                .toList();
        return new Escalation(climb.route(), climb.route().isEmpty() ? climb.ladder().name() : "", steps, climb.ladder()
                .repeat(), climb.repeats().map(every -> every.toSeconds()).orElse(0L), climb.mute().orElse(""));
    }

    private Step step(int number, Ladder.Rung rung, Incident incident, Instant at) {
        var due = at.plus(rung.after());
        var pages = !(policy.rungHolds(rung, incident, due) instanceof Judgement.No);
        return new Step(number, rung.after().toSeconds(), due, rung.when().text(), pages, rung.targets().stream().map(
                target -> target(target, due)).toList());
    }

    private Target target(String name, Instant due) {
        return Optional.ofNullable(schedules.get(name)).map(schedule -> OnCallReason.of(schedule, policy, due)).map(
                reason -> new Target(name, reason.people(), reason.by())).orElseGet(() -> new Target(name, List.of(
                        name), ""));
    }

    /** The incident that the alert would open, to judge the conditions of steps. */
    private Incident incident(Classification found, String key, RouteQuestion question) {
        var level = policy.policy().severities().stream().filter(each -> each.id().equals(found.severity().getId()))
                .findFirst();
        return Incident.newBuilder(level.map(each -> sample(each, found, question)).orElseThrow()).setServiceKey(key)
                .setCorrelationKey(found.correlationKey()).setTitle(found.title()).setService(found.service())
                .setEnvironment(found.environment()).setTeam(found.team()).setSymptom(found.symptom()).setRunbook(found
                        .runbook()).setSecurity(found.security()).setConfidential(found.confidential()).setLadder(found
                                .ladder()).setRuleId(found.ruleId()).setRuleReason(found.reason()).setLabels(question
                                        .labels()).build();
    }

    private static Incident sample(SeverityLevel level, Classification found, RouteQuestion question) {
        return SampleIncident.of(level, question.at(), found.customerFacing());
    }

    private List<String> hidden(RouteAnswer answer, RouteQuestion question, String key) {
        var facts = policy.facts(question.alert(), key, question.at());
        var hidden = new ArrayList<>(answer.hidden());
        silences.stream().filter(silence -> silence.hides(facts)).map(silence -> silence.kind().name().toLowerCase(
                Locale.ROOT) + " " + silence.id() + ": " + silence.reason()).forEach(hidden::add);
        return hidden;
    }

    /** Silences that people set, of those that can be judged. */
    public static List<Silence> ready(CompiledPolicy policy, List<SilenceSet> set) {
        return set.stream().map(policy::silence).flatMap(
                reading -> reading instanceof SilenceReading.Ready(var ready)
                        ? Stream.of(ready)
                        : Stream.empty()).toList();
    }
}
