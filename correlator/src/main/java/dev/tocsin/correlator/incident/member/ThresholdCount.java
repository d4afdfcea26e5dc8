package dev.tocsin.correlator.incident.member;

import java.time.Instant;
import java.util.List;

import dev.tocsin.policy.model.Grouping.Threshold;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.WaitingAlert;

/**
 * Progress towards the threshold of a rule.
 *
 * @param came
 *            how many that still hold began within the time, with the one that is judged
 */
public record ThresholdCount(int came, Threshold threshold) {

    public static ThresholdCount with(List<WaitingAlert> waiting, String identity, Instant now, Threshold threshold) {
        var since = now.minus(threshold.within());
        var others = waiting.stream().filter(each -> !each.getIdentity().equals(identity) && !each.getAt().isBefore(
                since)).count();
        var itself = waiting.stream().filter(each -> each.getIdentity().equals(identity)).allMatch(each -> !each
                .getAt().isBefore(since));
        return new ThresholdCount((int) others + (itself ? 1 : 0), threshold);
    }

    public boolean isEnough() {
        return came >= threshold.alerts();
    }

    /** For a person. */
    public String inWords() {
        return came + " of " + threshold.alerts() + " alerts within " + Durations.written(threshold.within())
                + " needed to open an incident";
    }
}
