package dev.tocsin.notifier.delivery;

import static dev.tocsin.runtime.metric.MetricSpec.counter;
import static dev.tocsin.runtime.metric.MetricSpec.gauge;
import static dev.tocsin.runtime.metric.MetricSpec.timer;

import java.util.List;

import dev.tocsin.runtime.metric.MetricSpec;

/** The metrics of the notifier. */
public final class NotifierMetrics {

    /** Attempts by outcome. */
    public static final MetricSpec DELIVERIES = counter("tocsin.notifier.deliveries",
            "Attempts by outcome.", "channel", "outcome");

    /** Time from the decision to notify until the receiver took the message. */
    public static final MetricSpec DELIVERY_DURATION = timer("tocsin.notifier.delivery.duration",
            "Time from the decision to notify until the receiver took the message.", "channel");

    /** Attempts under way. */
    public static final MetricSpec ATTEMPTS_IN_FLIGHT = gauge("tocsin.notifier.attempts.in.flight",
            "Attempts under way.");

    /** Notifications without a final outcome. */
    public static final MetricSpec NOTIFICATIONS_UNFINISHED = gauge("tocsin.notifier.notifications.unfinished",
            "Notifications without a final outcome.");

    /** Age of the oldest notification without a final outcome. */
    public static final MetricSpec OLDEST_UNFINISHED = gauge("tocsin.notifier.oldest.unfinished.seconds",
            "Age of the oldest notification without a final outcome.");

    /** 1 while the channel does not reach people. */
    public static final MetricSpec CHANNEL_FAILING = gauge("tocsin.notifier.channel.failing",
            "1 while the channel does not reach people.", "channel");

    /** State of the circuit breaker of a destination. */
    public static final MetricSpec BREAKER_STATE = gauge("tocsin.notifier.breaker.state",
            "State of the circuit breaker of a destination: 0 closed, 1 half-open, 2 open. Destinations outside the policy share"
                    + " one series, which has the highest of their states.",
            "destination");

    /** Changes of circuit breakers. */
    public static final MetricSpec BREAKER_CHANGES = counter("tocsin.notifier.breaker.changes",
            "Changes of circuit breakers: opened, reopened (a probe failed), closed, reset.", "change");

    /** Restarts of the delivery loop with new Kafka clients. */
    public static final MetricSpec RESTARTS = counter("tocsin.notifier.restarts",
            "Restarts of the delivery loop with new Kafka clients.");

    /** Notifications that were skipped because they could not be decoded. */
    public static final MetricSpec RECORDS_UNDECODABLE = counter("tocsin.notifier.records.undecodable",
            "Notifications that were skipped because they could not be decoded.");

    /** All. */
    public static final List<MetricSpec> ALL = List.of(DELIVERIES, DELIVERY_DURATION, ATTEMPTS_IN_FLIGHT,
            NOTIFICATIONS_UNFINISHED, OLDEST_UNFINISHED, CHANNEL_FAILING, BREAKER_STATE, BREAKER_CHANGES, RESTARTS,
            RECORDS_UNDECODABLE);

    private NotifierMetrics() {}
}
