package dev.tocsin.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.classify.RuleInForce;
import dev.tocsin.policy.condition.Facts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Target;

/** One version of a policy, checked and ready to decide. Immutable; may be used by many threads at once. */
public final class CompiledPolicy {

    private static final int LONGEST_KEY = 200;
    private static final int KEY_HASH_DIGITS = 16;

    private final Policy policy;
    private final int version;
    private final List<RuleInForce> rules;
    private final Map<String, SeverityLevel> severities;

    CompiledPolicy(Policy policy, int version, List<RuleInForce> rules) {
        this.policy = policy;
        this.version = version;
        this.rules = List.copyOf(rules);
        this.severities = policy.severities().stream()
                .collect(Collectors.toUnmodifiableMap(SeverityLevel::id, Function.identity()));
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
     * The service an alert is about: the first non-empty of the policy's service labels, else the alert's name, else its
     * source, else "unknown". Never empty; one line of at most 200 characters (what is longer ends in its hash).
     */
    public String serviceKey(Alert alert) {
        return policy.serviceLabels().stream().map(label -> oneLine(alert.getLabels().getOrDefault(label, "")))
                .filter(value -> !value.isEmpty()).findFirst().or(() -> nonEmpty(alert.getName()))
                .or(() -> nonEmpty(alert.getSource())).map(CompiledPolicy::bounded).orElse("unknown");
    }

    private static Optional<String> nonEmpty(String text) {
        return Optional.of(oneLine(text)).filter(line -> !line.isEmpty());
    }

    private static String oneLine(String text) {
        return text.codePoints().anyMatch(Character::isISOControl)
                ? text.replaceAll("\\p{Cc}+", " ").strip()
                : text.strip();
    }

    private static String bounded(String key) {
        if (key.codePointCount(0, key.length()) <= LONGEST_KEY) {
            return key;
        }
        var hash = HexFormat.of().formatHex(sha256(key)).substring(0, KEY_HASH_DIGITS);
        return key.substring(0, key.offsetByCodePoints(0, LONGEST_KEY - KEY_HASH_DIGITS - 1)) + "~" + hash;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * What the policy makes of an alert: the first rule whose condition holds, else the fallback. Never throws; a rule whose
     * condition fails does not match, and the reason remarks it.
     *
     * @param serviceKey
     *            of the alert, as {@link #serviceKey} gave it when the alert came in
     * @param at
     *            the one "now" of the decision
     */
    public Classification classify(Alert alert, String serviceKey, Instant at) {
        var facts = new Facts(alert, serviceKey, at);
        var remarks = new StringBuilder();
        for (var rule : rules) {
            switch (rule.when().judge(facts)) {
                case Judgement.Yes yes -> {
                    return apply(rule, facts, remarks);
                }
                case Judgement.No no -> {
                }
                case Judgement.Broken(var why) -> remarks.append(" (rule ").append(rule.rule().id())
                        .append(" could not be judged: ").append(why).append(')');
            }
        }
        throw new IllegalStateException("the last rule of a policy matches always");
    }

    private Classification apply(RuleInForce rule, Facts facts, StringBuilder remarks) {
        return rule.apply(facts, severities.get(rule.rule().severity()), rule.rule().question() + remarks);
    }

    /**
     * A ladder that a severity or rule names.
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
