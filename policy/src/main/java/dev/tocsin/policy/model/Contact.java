package dev.tocsin.policy.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a person wants to be paged.
 *
 * @param rules
 *            in order, the first that applies counts; where none does, all addresses are used at once
 * @param quiet
 *            when pages of low severities wait
 */
public record Contact(List<ContactRule> rules, Optional<QuietHours> quiet) {

    /** All addresses at once, at any hour. */
    public static final Contact AT_ONCE = new Contact(List.of(), Optional.empty());

    public Contact {
        rules = List.copyOf(rules);
        Objects.requireNonNull(quiet, "quiet");
    }

    /** The rule for a page of that severity at a moment; empty when none applies. */
    public Optional<ContactRule> rule(String severity, Instant at) {
        return rules.stream().filter(rule -> rule.appliesTo(severity, at)).findFirst();
    }
}
