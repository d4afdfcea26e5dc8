package dev.tocsin.benchmarks.correlator;

import java.time.Instant;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyLoader;

/** A policy of as many rules as asked, each for an alert name of its own, so that one rule matches an alert. */
final class BenchPolicy {

    private static final int CEL_EVERY = 10;

    private BenchPolicy() {}

    static PolicyVersion of(int rules) {
        var text = new StringBuilder("""
                policy: bench
                severities:
                  - {id: SEV1, title: Load, ladder: later, quiet: 5m, reopen: 10m}
                  - {id: SEV2, title: Less, ladder: later, quiet: 5m, reopen: 10m}
                rules:
                """);
        for (var i = 0; i < rules; i++) {
            var when = i % CEL_EVERY == 0
                    ? "'labels.alertname == \"Alert" + i + "\" && labels.namespace == \"shop\"'"
                    : "'alertname=\"Alert" + i + "\", severity=~\"critical|warning\"'";
            text.append("  - {id: r").append(i).append(", reason: Is it ").append(i).append("?, when: ").append(when)
                    .append(", severity: ").append(i % 2 == 0 ? "SEV1" : "SEV2").append(", correlate-by: [service]}\n");
        }
        text.append("""
                fallback: {reason: It is load, severity: SEV1, correlate-by: [service]}
                ladders: {later: {steps: [{after: 1h, notify: [nobody]}]}}
                targets: {nobody: [{channel: inbox}]}
                channels: {inbox: {type: inbox}}
                """);
        return PolicyVersion.newBuilder().setName("bench").setVersion(rules).setSha256(PolicyLoader.sha256(text
                .toString())).setText(text.toString()).setAuthor("bench").setPublishedAt(Instant.EPOCH).build();
    }
}
