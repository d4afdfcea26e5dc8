package dev.tocsin.escalator.clock;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.policy.model.Aftermath;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Rule;
import dev.tocsin.schemas.incident.ClockKind;

/**
 * Time limits of the phases of an incident: those of its rule, else those of its severity (runbook rows A1, C1).
 *
 * @param rule
 *            by which it was classified; empty for a storm
 */
record TimeLimits(Policy policy, Incident incident, Optional<Rule> rule) {

    static TimeLimits of(Policy policy, Incident incident) {
        return new TimeLimits(policy, incident, policy.rule(incident.getRuleId()));
    }

    /** The time for a phase, as an incident of that severity has it; empty when there is none. */
    Optional<Deadline> of(ClockKind phase, String severity) {
        if (phase == ClockKind.RESPOND) {
            return respond(severity);
        }
        var ofAftermath = phase == ClockKind.REVIEW ? review(severity) : Optional.<Deadline>empty();
        return ofRule(phase).or(() -> ofAftermath).or(() -> ofSeverity(phase, severity));
    }

    /** A rule sets only the limit; the warning stays that of the severity. */
    private Optional<Deadline> respond(String severity) {
        var usual = ofSeverity(ClockKind.RESPOND, severity);
        return rule.flatMap(Rule::respond).map(within -> incident.getRespondWithinMillis().map(Duration::ofMillis)
                .orElse(within)).map(within -> new Deadline(within, Optional.empty(), usual.flatMap(
                        Deadline::warnAtPercent)))
                .or(() -> usual);
    }

    private Optional<Deadline> review(String severity) {
        return policy.practice().after().stream().filter(after -> after.severities().contains(severity))
                .flatMap(after -> after.review().stream()).map(Aftermath.Review::deadline).findFirst();
    }

    private Optional<Deadline> ofRule(ClockKind phase) {
        return rule.map(Rule::clocks).map(clocks -> clocks.get(phase));
    }

    private Optional<Deadline> ofSeverity(ClockKind phase, String severity) {
        return policy.severity(severity).flatMap(level -> level.clock(phase));
    }
}
