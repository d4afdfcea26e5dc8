package dev.tocsin.correlator.decision;

/**
 * The decision of one step. Absent values are empty strings.
 *
 * @param outcome
 *            code, in lower case with dashes
 * @param reason
 *            why, for a person
 */
public record StepDecision(String outcome, String reason, String ruleId, String incidentId, String alertIdentity) {

    /** Of something that is not about one alert. */
    public static StepDecision of(String outcome, String reason) {
        return new StepDecision(outcome, reason, "", "", "");
    }

    /** The same about an alert. */
    public StepDecision alert(String identity) {
        return new StepDecision(outcome, reason, ruleId, incidentId, identity);
    }

    /** The same about an incident. */
    public StepDecision incident(String id) {
        return new StepDecision(outcome, reason, ruleId, id, alertIdentity);
    }

    /** The same by a rule. */
    public StepDecision rule(String id) {
        return new StepDecision(outcome, reason, id, incidentId, alertIdentity);
    }
}
