package dev.tocsin.correlator.incident;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Severity;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Grouping;

/** What a policy makes of alerts. */
public final class ClassificationFixture {

    static final Duration QUIET = Duration.ofMinutes(5);

    private ClassificationFixture() {}

    /** By a plain rule for DiskFull of payments; the number in the severity's id is its rank. */
    public static Classification classified(String severity) {
        return classified(severity, Grouping.PLAIN);
    }

    public static Classification classified(String severity, Grouping grouping) {
        return new Classification("rule-" + severity, "Is it " + severity + "?", new Severity(severity,
                Integer.parseInt(severity.substring(3))), "payments|DiskFull", "payments", "prod", "team-a", "", "", "",
                false, false, "ladder-" + severity, QUIET, Duration.ofMinutes(30), false, List.of(), grouping,
                Optional.empty());
    }
}
