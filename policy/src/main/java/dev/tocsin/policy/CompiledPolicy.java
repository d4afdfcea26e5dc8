package dev.tocsin.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.change.OnCallChanges;
import dev.tocsin.policy.classify.RuleInForce;
import dev.tocsin.policy.classify.RuleInForce.Circumstances;
import dev.tocsin.policy.classify.RuleIndex;
import dev.tocsin.policy.classify.ServiceNames;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.ConditionReader;
import dev.tocsin.policy.condition.IncidentFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.heartbeat.Heartbeats;
import dev.tocsin.policy.mapping.AlertMapping;
import dev.tocsin.policy.message.MessageTemplate;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Grouping;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.StormRule;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.report.Reports;
import dev.tocsin.policy.route.Route;
import dev.tocsin.policy.route.RouteTree;
import dev.tocsin.policy.suppress.Inhibition;
import dev.tocsin.policy.suppress.LoggedSilences;
import dev.tocsin.policy.suppress.SilenceReading;
import dev.tocsin.schemas.incident.ClockKind;
import dev.tocsin.schemas.time.Durations;

/** One version of a policy, checked and ready to decide. Immutable; may be used by many threads at once. */
public final class CompiledPolicy {

    private final Policy policy;
    private final int version;
    private final List<RuleInForce> rules;
    private final RuleIndex index;
    private final Map<String, SeverityLevel> severities;
    private final ServiceNames services;
    private final LoggedSilences silences;
    private final Map<String, AlertMapping> mappings;
    private final List<MessageTemplate> messages;
    private final Heartbeats heartbeats;
    private final Reports reports;

    CompiledPolicy(Policy policy, int version, List<RuleInForce> rules, Map<String, AlertMapping> mappings,
            List<MessageTemplate> messages) {
        this.messages = List.copyOf(messages);
        this.mappings = Map.copyOf(mappings);
        this.policy = policy;
        this.version = version;
        this.rules = List.copyOf(rules);
        this.index = new RuleIndex(this.rules);
        this.services = new ServiceNames(policy.serviceLabels(), policy.handling().services());
        this.silences = new LoggedSilences(() -> new ConditionReader(policy.practice().calendars()));
        this.heartbeats = new Heartbeats(policy);
        this.reports = new Reports(policy);
        this.severities = policy.severities().stream()
                .collect(Collectors.toUnmodifiableMap(SeverityLevel::id, Function.identity()));
    }

    /** The same with what people changed of its schedules at run time. */
    public CompiledPolicy with(OnCallChanges changes) {
        return new CompiledPolicy(changes.on(policy), version, rules, mappings, messages);
    }

    /** How JSON of a source becomes alerts, by the source's name. */
    public Optional<AlertMapping> mapping(String source) {
        return Optional.ofNullable(mappings.get(source));
    }

    /** How a message is worded; empty for the usual words. */
    public Optional<MessageTemplate> message(NotificationKind kind, String channel) {
        return MessageTemplate.first(messages, kind, channel);
    }

    /** As its author wrote it. */
    public Policy policy() {
        return policy;
    }

    /** Its name. */
    public String name() {
        return policy.name();
    }

    /** 1, 2, 3 ... in the order of publishing; 0 for one that was never published, such as the built-in one. */
    public int version() {
        return version;
    }

    /**
     * The key of the log that an alert belongs to: the system that its service is a part of, else the service, which is the
     * first non-empty of the policy's service labels, else the alert's name, else its source, else "unknown". Never empty;
     * one line of at most 200 characters (what is longer ends in its hash).
     */
    public String serviceKey(Alert alert) {
        return services.key(alert);
    }

    /**
     * What conditions may know of an alert.
     *
     * @param serviceKey
     *            of the alert, as {@link #serviceKey} gave it when the alert came in
     * @param at
     *            the one "now" of the decision
     */
    public AlertFacts facts(Alert alert, String serviceKey, Instant at) {
        return new AlertFacts(alert, services.under(serviceKey, alert), at);
    }

    /**
     * What the policy makes of an alert: the first rule whose condition holds, else the fallback. Rules that demand what the
     * alert does not show are not judged, so the cost grows with the rules that can match. Never throws; a rule whose
     * condition fails does not match, and the reason remarks it.
     *
     * @param serviceKey
     *            of the alert, as {@link #serviceKey} gave it when the alert came in
     * @param at
     *            the one "now" of the decision
     */
    public Classification classify(Alert alert, String serviceKey, Instant at) {
        var facts = facts(alert, serviceKey, at);
        var remarks = new StringBuilder();
        var candidates = index.candidates(facts);
        for (int position = candidates.nextSetBit(0); position >= 0; position = candidates.nextSetBit(position + 1)) {
            var rule = rules.get(position);
            switch (rule.when().judge(facts)) {
                case Judgement.Yes yes -> {
                    var declared = position == rules.size() - 1
                            ? heartbeats.severity(alert).or(() -> reports.severity(alert))
                            : Optional.<String>empty();
                    return declared.map(rule::at).orElse(rule).apply(facts, new Circumstances(serviceKey, severities
                            .get(declared.orElse(rule.rule().severity())), policy.practice().symptoms(), rule.rule()
                                    .question() + remarks, takers(facts)));
                }
                case Judgement.No no -> {
                }
                case Judgement.Broken(var why) -> remarks.append(" (rule ").append(rule.rule().id())
                        .append(" could not be evaluated: ").append(why).append(')');
            }
        }
        throw new IllegalStateException("the last rule of a policy always matches");
    }

    private List<Route> takers(AlertFacts facts) {
        return policy.routes().map(tree -> tree.takers(facts)).orElse(List.of());
    }

    /**
     * Who is told of alerts: the tree of routes. Empty where the policy has no {@code routing}; then the ladder of the rule or
     * severity decides.
     */
    public Optional<RouteTree> routes() {
        return policy.routes();
    }

    /**
     * What becomes of a storm: its incident has the severity and ladder of the storm's rule.
     *
     * @param alert
     *            that stands for the storm; its summary becomes the title
     * @param serviceKey
     *            under which the storm's log runs
     */
    public Classification stormClassification(StormRule storm, Alert alert, String serviceKey, Instant at) {
        var level = severities.get(storm.severity());
        var reason = "At least " + storm.alerts() + " new alerts of one " + word(storm.by()) + " within "
                + Durations.written(storm.within());
        return new Classification(storm.id(), reason, new Severity(level.id(), level.rank()),
                serviceKey + " {storm=" + storm.id() + "}", serviceKey, "", "", "", "", alert.getSummary(), false,
                false,
                storm.ladder().orElse(level.ladder()), level.quietTime(), level.reopenWindow(), false, List.of(),
                Grouping.PLAIN, level.clock(ClockKind.RESPOND).map(clock -> Duration.between(at, clock.due(at))));
    }

    /** Signs of life that must come. */
    public Heartbeats heartbeats() {
        return heartbeats;
    }

    /** What customers and staff may report. */
    public Reports reports() {
        return reports;
    }

    private static String word(StormRule.Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a rung of a ladder is for an incident as it is now.
     *
     * @return {@link Judgement.Broken} when that cannot be said; page then, rather than not
     */
    public Judgement rungHolds(Ladder.Rung rung, Incident incident, Instant at) {
        return rung.when().judge(new IncidentFacts(incident, at));
    }

    /** A silence that a person set, ready to judge, or why it cannot be judged. Never throws. */
    public SilenceReading silence(SilenceSet set) {
        return silences.read(set);
    }

    /** Which alerts make which others needless. */
    public List<Inhibition> inhibitions() {
        return policy.handling().inhibitions();
    }

    /**
     * A ladder that a severity or rule names, or that a route climbs.
     *
     * @throws IllegalArgumentException
     *             when the policy has none of that name
     */
    public Ladder ladder(String name) {
        return Optional.ofNullable(policy.ladders().get(name))
                .orElseThrow(() -> new IllegalArgumentException("policy " + name() + " has no ladder " + name));
    }

    /** A person or team, by name. */
    public Optional<Target> target(String name) {
        return Optional.ofNullable(policy.targets().get(name));
    }

    /** A way to tell somebody, by name. */
    public Optional<ChannelSpec> channel(String name) {
        return Optional.ofNullable(policy.channels().get(name));
    }

    /** A severity, by id. */
    public Optional<SeverityLevel> severity(String id) {
        return Optional.ofNullable(severities.get(id));
    }
}
