package dev.tocsin.ingest.format.cloudwatch;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * An alarm went from one state to another: what the four envelopes of CloudWatch have in common. Texts are empty where the
 * envelope has none.
 *
 * @param region
 *            code, such as ap-southeast-2; never the display name
 * @param contributor
 *            id of the time series inside the alarm that changed
 * @param at
 *            as written
 * @param suppressedBy
 *            what holds the alarm's actions back
 * @param metric
 *            namespace, metric name and dimensions as labels
 */
record AlarmChange(String name, String arn, String contributor, String account, String region, String state,
        String previousState, String at, String reason, String description, String suppressedBy,
        Map<String, String> metric, OptionalDouble threshold, OptionalDouble value, String deliveryId) {

    AlarmChange {
        metric = Map.copyOf(metric);
    }

    /** The same at another time, as written. */
    AlarmChange at(String when) {
        return new AlarmChange(name, arn, contributor, account, region, state, previousState, when, reason, description,
                suppressedBy, metric, threshold, value, deliveryId);
    }
}
