package dev.tocsin.policy.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.model.Heartbeat;
import dev.tocsin.policy.suppress.Breadth;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the list {@code heartbeats}. */
final class HeartbeatReader {

    private static final String EXAMPLE = "[{name: nightly-backup, every: 1d, service: billing}]";
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int SHARE_OF_GRACE = 10;

    private final Conditions conditions;
    private final Set<String> severities;
    private final Findings findings;

    HeartbeatReader(Conditions conditions, Set<String> severities, Findings findings) {
        this.conditions = conditions;
        this.severities = severities;
        this.findings = findings;
    }

    List<Heartbeat> read(Section policy) {
        var heartbeats = new ArrayList<Heartbeat>();
        var names = new Names("heartbeat", findings);
        for (var item : policy.items("heartbeats", EXAMPLE)) {
            Section.of(item, SectionKind.HEARTBEAT, findings).ifPresent(section -> {
                section.neededScalar("name", "nightly-backup").ifPresent(names::give);
                heartbeat(section).ifPresent(heartbeats::add);
            });
        }
        return heartbeats;
    }

    private Optional<Heartbeat> heartbeat(Section section) {
        section.needed("every", "1d");
        var service = section.neededScalar("service", "billing").map(Scalar::text);
        var every = DurationReader.read(section, "every", "1d").filter(period -> isLongEnough(section, period));
        var grace = DurationReader.read(section, "grace", "30m");
        var severity = section.scalar("severity", "SEV2")
                .filter(word -> Names.isKnown(word, "severity", severities, findings)).map(Scalar::text);
        var match = conditions.alert(section, "match").filter(when -> isNarrow(section, when));
        return every.flatMap(period -> service.map(it -> new Heartbeat(section.scalar("name", "nightly-backup").map(
                Scalar::text).orElse(""), period, grace.orElseGet(() -> usualGrace(period)), it, severity, match)));
    }

    /** A tenth of the period, at least a minute. */
    private static Duration usualGrace(Duration period) {
        var share = period.dividedBy(SHARE_OF_GRACE);
        return share.compareTo(SHORTEST) < 0 ? SHORTEST : share;
    }

    private boolean isLongEnough(Section section, Duration period) {
        if (period.compareTo(SHORTEST) < 0) {
            findings.add(section.node("every").orElse(section.whole()).place(), "'every' is shorter than a minute",
                    "write at least 1m");
            return false;
        }
        return true;
    }

    /** A beat is not handled as an alert: a condition that matches everything would hide everything. */
    private boolean isNarrow(Section section, Condition when) {
        if (Breadth.isEverything(when, List.of(), Instant.EPOCH)) {
            findings.add(section.node("match").orElse(section.whole()).place(),
                    "'match' matches unrelated alerts, which would become beats instead of incidents",
                    "name the alert, such as alertname=\"Watchdog\"");
            return false;
        }
        return true;
    }
}
