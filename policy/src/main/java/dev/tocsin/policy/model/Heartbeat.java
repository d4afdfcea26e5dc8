package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.condition.Condition;

/**
 * A sign of life that must come at least every so often, such as that of a nightly backup. Its absence is an alert.
 *
 * @param name
 *            its name, part of its address
 * @param every
 *            longest time from one beat to the next
 * @param grace
 *            so much later a beat may come before it is missed; also how long a run may take whose start was reported
 * @param service
 *            service of the alert
 * @param severity
 *            id of the severity of the alert where no rule matches it
 * @param match
 *            alerts that are its beats while they fire, such as Prometheus' Watchdog
 */
public record Heartbeat(String name, Duration every, Duration grace, String service, Optional<String> severity,
        Optional<Condition> match) {

    public Heartbeat {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(every, "every");
        Objects.requireNonNull(grace, "grace");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(match, "match");
    }
}
