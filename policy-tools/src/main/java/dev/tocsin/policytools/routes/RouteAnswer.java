package dev.tocsin.policytools.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.route.RouteTree;
import dev.tocsin.policy.route.RouteTree.Outcome;

/**
 * Where an alert goes.
 *
 * @param classification
 *            its rule, severity and correlation key
 * @param nodes
 *            what became of it at each route, in the order of the tree; none where the policy has no routing
 * @param ladders
 *            who is told when
 * @param hidden
 *            what hides it, for people
 */
public record RouteAnswer(Classification classification, List<Node> nodes, List<Climb> ladders, List<String> hidden) {

    public RouteAnswer {
        nodes = List.copyOf(nodes);
        ladders = List.copyOf(ladders);
        hidden = List.copyOf(hidden);
    }

    /**
     * A route that was asked.
     *
     * @param why
     *            for people; may be empty
     */
    public record Node(String route, Outcome outcome, String why) {}

    /**
     * One ladder that is climbed.
     *
     * @param route
     *            that climbs it; empty where the rule or severity names it
     * @param mute
     *            why nobody is told now, and until when, if so
     */
    public record Climb(String route, Ladder ladder, Optional<String> mute) {

        /** Each step with its delay. */
        public Stream<Ladder.Rung> steps() {
            return ladder.rungs().stream();
        }

        /** How often it repeats, for people; empty when it does not. */
        public Optional<Duration> repeats() {
            return Optional.of(ladder).filter(it -> it.repeat() > 0).map(Ladder::repeatAfter);
        }
    }

    /** Names of all who are told, sorted, each once. */
    public List<String> told() {
        return List.copyOf(new TreeSet<>(ladders.stream().flatMap(Climb::steps).flatMap(rung -> rung.targets().stream())
                .toList()));
    }

    /** Asks a policy. */
    public static RouteAnswer of(CompiledPolicy policy, RouteQuestion question) {
        var alert = question.alert();
        var key = policy.serviceKey(alert);
        var classification = policy.classify(alert, key, question.at());
        var facts = policy.facts(alert, key, question.at());
        var tree = policy.routes();
        var nodes = tree.map(it -> it.visit(facts)).orElse(List.of()).stream()
                .map(visit -> new Node(visit.route().name(), visit.outcome(), visit.why())).toList();
        var climbs = tree.isPresent()
                ? classification.takers().stream().map(route -> climb(policy, tree.get(), route, question.at()))
                        .toList()
                : List.of(new Climb("", policy.ladder(classification.ladder()), Optional.empty()));
        return new RouteAnswer(classification, nodes, climbs, hidden(policy, facts));
    }

    private static Climb climb(CompiledPolicy policy, RouteTree tree, String route, Instant at) {
        var windows = tree.route(route).orElseThrow().windows();
        return new Climb(route, policy.ladder(RouteTree.ladderOf(route)), windows.muteAt(at).map(why -> why
                + windows.nextChange(at).map(until -> " until " + until).orElse("")));
    }

    private static List<String> hidden(CompiledPolicy policy, AlertFacts facts) {
        var hidden = new ArrayList<String>();
        policy.policy().handling().silences().stream().filter(silence -> silence.hides(facts)).forEach(
                silence -> hidden.add("silence " + silence.id() + ": " + silence.reason()));
        policy.inhibitions().stream().filter(rule -> rule.target().judge(facts) instanceof Judgement.Yes).forEach(
                rule -> hidden.add("inhibition " + rule.id() + ", while a source of it fires"));
        return hidden;
    }
}
