package dev.tocsin.correlator.decision;

/**
 * What a step has to say. Empty strings where there is nothing.
 *
 * @param outcome
 *            code, in lower case with dashes
 * @param reason
 *            why, for a person
 */
public record Said(String outcome, String reason, String ruleId, String incidentId, String alertIdentity) {

    /** Of something that is not about one alert. */
    public static Said of(String outcome, String reason) {
        return new Said(outcome, reason, "", "", "");
    }

    /** The same about an alert. */
    public Said alert(String identity) {
        return new Said(outcome, reason, ruleId, incidentId, identity);
    }

    /** The same about an incident. */
    public Said incident(String id) {
        return new Said(outcome, reason, ruleId, id, alertIdentity);
    }

    /** The same by a rule. */
    public Said rule(String id) {
        return new Said(outcome, reason, id, incidentId, alertIdentity);
    }
}
