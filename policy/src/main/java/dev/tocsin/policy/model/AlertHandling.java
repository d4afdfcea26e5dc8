package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.suppress.Inhibition;
import dev.tocsin.policy.suppress.Silence;

/**
 * Handling of alerts apart from the rules.
 *
 * @param services
 *            what depends on what
 * @param silences
 *            standing silences and maintenance windows
 * @param inhibitions
 *            which alerts make which others needless
 * @param flapping
 *            when an alert flaps; empty: never
 * @param storms
 *            when many alerts are one storm
 * @param expiry
 *            after how long without a word from its source an alert is over, by name of the source; {@code "*"} is for all
 *            others; absent: never
 * @param lookBack
 *            how long before an incident a change is a suspect
 * @param foldsDependents
 *            whether nobody is paged for an incident while one of a service that it depends on, at least as bad, is open
 * @param heartbeats
 *            signs of life that must come
 * @param reports
 *            what customers and staff may report
 * @param emergency
 *            who is paged directly while Kafka is unavailable; empty: nobody
 */
public record AlertHandling(ServiceGraph services, List<Silence> silences, List<Inhibition> inhibitions,
        Optional<Flapping> flapping, List<StormRule> storms, Map<String, Duration> expiry, Duration lookBack,
        boolean foldsDependents, List<Heartbeat> heartbeats, ReportIntake reports,
        Optional<Emergency> emergency) {

    /** How long before an incident a change is a suspect when the policy does not say. */
    public static final Duration LOOK_BACK = Duration.ofHours(4);

    /** Nothing but rules. */
    public static final AlertHandling PLAIN = new AlertHandling(ServiceGraph.NONE, List.of(), List.of(), Optional
            .empty(),
            List.of(), Map.of(), LOOK_BACK, false, List.of(), ReportIntake.NONE, Optional.empty());

    public AlertHandling {
        Objects.requireNonNull(services, "services");
        silences = List.copyOf(silences);
        inhibitions = List.copyOf(inhibitions);
        Objects.requireNonNull(flapping, "flapping");
        storms = List.copyOf(storms);
        expiry = Map.copyOf(expiry);
        Objects.requireNonNull(lookBack, "lookBack");
        heartbeats = List.copyOf(heartbeats);
        Objects.requireNonNull(reports, "reports");
        Objects.requireNonNull(emergency, "emergency");
    }

    /** After how long without a word from it an alert of a source is over. */
    public Optional<Duration> expiry(String source) {
        return Optional.ofNullable(expiry.getOrDefault(source, expiry.get("*")));
    }

    /**
     * When an alert flaps.
     *
     * @param transitions
     *            so many transitions within the window begin it
     * @param within
     *            the window
     * @param leave
     *            so few within the window end it
     * @param quiet
     *            no transition for so long ends it too
     */
    public record Flapping(int transitions, Duration within, int leave, Duration quiet) {}
}
