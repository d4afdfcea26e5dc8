package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/** The policy of the acceptance tests: rungs and quiet times of seconds, one webhook with a signature. */
public final class TestPolicy {

    /** What messages are signed with. */
    public static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString("acceptance-test-secret-32-bytes!"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    /** Target of the first rung. */
    public static final String FIRST = "first";

    /** Target of the second rung. */
    public static final String SECOND = "second";

    /** How many rungs the ladder of a critical alert has. */
    public static final int RUNGS = 2;

    /** When the second rung of SEV1 and the only one of SEV2 are due, where nobody has to answer before. */
    public static final Duration LATER = Duration.ofSeconds(8);

    /** Setting of the escalator: a page that is later than this says so. */
    public static final String LATE_AFTER = "2s";

    private TestPolicy() {}

    /**
     * The policy, with {@link #LATER}.
     *
     * @param folder
     *            where the file with the secret is kept
     */
    public static String paging(WebhookReceiver receiver, Path folder) {
        return paging(receiver, folder, LATER);
    }

    /**
     * The policy. {@code severity="critical"} is SEV1 with two rungs, {@code "patient"} is SEV2 whose only rung comes after
     * some seconds, everything else SEV3 with one page at once.
     *
     * @param folder
     *            where the file with the secret is kept
     * @param later
     *            when the second rung of SEV1 and the only one of SEV2 are due, to the second
     */
    public static String paging(WebhookReceiver receiver, Path folder, Duration later) {
        return """
                policy: acceptance
                severities:
                  - {id: SEV1, title: Critical, ladder: climb, quiet: 1s, reopen: 1h}
                  - {id: SEV2, title: Can wait a little, ladder: patient, quiet: 1s, reopen: 1h}
                  - {id: SEV3, title: Once, ladder: once, quiet: 1s, reopen: 1h}
                rules:
                  - {id: critical, reason: Does the source call it critical?, when: 'severity="critical"', severity: SEV1}
                  - {id: patient, reason: Can it wait a little?, when: 'severity="patient"', severity: SEV2}
                fallback: {severity: SEV3}
                ladders:
                  climb:
                    steps:
                      - {after: 0s, notify: [first]}
                      - {after: %ds, notify: [second]}
                  patient: {steps: [{after: %ds, notify: [first]}]}
                  once: {steps: [{after: 0s, notify: [first]}]}
                targets:
                  first: [{channel: hook, address: first}]
                  second: [{channel: hook, address: second}]
                channels:
                  hook: {type: webhook, url: '%s', secret: {file: '%s'}}
                """.formatted(later.toSeconds(), later.toSeconds(), receiver.url(), secretIn(folder));
    }

    /** The file with {@link #SECRET} in a folder; writes it. */
    public static Path secretIn(Path folder) {
        try {
            var file = Files.createDirectories(folder).resolve("webhook-secret").toAbsolutePath();
            Files.writeString(file, SECRET);
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
