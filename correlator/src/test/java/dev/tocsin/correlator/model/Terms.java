package dev.tocsin.correlator.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy of the model says: the reference reads the record, the correlator the text.
 *
 * @param byName
 *            whether alerts of a service belong together by their name, or all of them
 * @param over
 *            when an incident is over: {@code all}, {@code first}, {@code last} or {@code person}
 * @param lower
 *            whether the severity falls with the members
 * @param enough
 *            alerts within ten minutes that open an incident
 * @param window
 *            how long an incident takes alerts
 * @param maxAge
 *            how long it stays open
 */
record Terms(boolean byName, String over, boolean lower, int enough, Optional<Duration> window,
        Optional<Duration> maxAge) {

    static final Duration ENOUGH_WITHIN = Duration.ofMinutes(10);

    /** Worst first. */
    static final List<String> SEVERITIES = List.of("SEV1", "SEV2", "SEV3");
    static final Map<String, String> SEVERITY_OF = Map.of("critical", "SEV1", "warning", "SEV2", "info", "SEV3");
    static final Map<String, Duration> QUIET = Map.of("SEV1", Duration.ofMinutes(5), "SEV2", Duration.ofMinutes(2),
            "SEV3", Duration.ofMinutes(1));
    static final Map<String, Duration> REOPEN = Map.of("SEV1", Duration.ofMinutes(30), "SEV2", Duration.ofMinutes(30),
            "SEV3", Duration.ofMinutes(10));

    /** The worst climbs a ladder of its own, which two people must stop; they are not asked again. */
    static final String WORST = "SEV1";
    static final Duration ACKNOWLEDGE_EXPIRES = Duration.ofMinutes(25);

    /** After these a review is due, until they are closed. */
    static final String REVIEWED = "SEV2";

    private static final Optional<Duration> NONE = Optional.empty();

    static final List<Terms> ALL = List.of(new Terms(true, "all", false, 1, NONE, NONE),
            new Terms(false, "all", true, 1, NONE, NONE), new Terms(true, "first", false, 1, NONE, NONE),
            new Terms(false, "last", false, 1, NONE, NONE), new Terms(false, "person", true, 1, NONE, NONE),
            new Terms(false, "all", false, 3, NONE, NONE),
            new Terms(false, "all", true, 1, Optional.of(Duration.ofMinutes(10)), NONE),
            new Terms(true, "all", false, 1, NONE, Optional.of(Duration.ofMinutes(20))));

    String key(String service, String name) {
        return byName ? service + " " + name : service;
    }

    String yaml() {
        var text = new StringBuilder("""
                policy: model
                severities:
                  - {id: SEV1, title: Customers cannot work, ladder: urgent, quiet: 5m, reopen: 30m}
                  - {id: SEV2, title: Customers notice, ladder: normal, quiet: 2m, reopen: 30m}
                  - {id: SEV3, title: Nobody notices yet, ladder: normal, quiet: 1m, reopen: 10m}
                rules:
                """);
        SEVERITY_OF.forEach((word, severity) -> text.append("  - {id: ").append(word).append(", reason: Is it ")
                .append(word).append("?, when: 'severity=\"").append(word).append("\"', severity: ").append(severity)
                .append(rest()).append("}\n"));
        text.append("fallback: {severity: SEV3").append(", correlate-by: [service]}\n").append("""
                ladders:
                  urgent: {acknowledges: 2, steps: [{after: 1h, notify: [nobody]}]}
                  normal: {acknowledge-expires: 25m, steps: [{after: 1h, notify: [nobody]}]}
                after: [{severities: [SEV2], review: {within: 5d}}]
                targets: {nobody: [{channel: inbox}]}
                channels: {inbox: {type: inbox}}
                """);
        return text.toString();
    }

    private String rest() {
        return (byName ? ", correlate-by: [service, name]" : ", correlate-by: [service]") + ", resolve: " + over
                + ", lower: " + lower + (enough > 1 ? ", threshold: {alerts: " + enough + ", within: 10m}" : "")
                + window.map(time -> ", window: " + time.toMinutes() + "m").orElse("")
                + maxAge.map(time -> ", max-age: " + time.toMinutes() + "m").orElse("");
    }
}
