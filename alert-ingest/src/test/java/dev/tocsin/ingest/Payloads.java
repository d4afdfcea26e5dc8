package dev.tocsin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Bodies as senders sent them; payloads/NOTICE.md says where they come from. */
public final class Payloads {

    public static final List<String> ALERTMANAGER = List.of("deadman-repeated-fingerprint",
            "firing-group-of-three-unicode-escapes", "firing-minimal-hand-written", "firing-no-fingerprint",
            "firing-same-labels-two-fingerprints", "firing-two-instances-no-grouping",
            "mixed-firing-and-resolved-offset-times", "resolved-single", "resolved-zero-endsat-single");
    public static final List<String> CLOUDWATCH = List.of("eventbridge-anomaly-alarm",
            "eventbridge-composite-suppressed", "eventbridge-configuration-change-update",
            "eventbridge-metric-math-alarm", "eventbridge-single-metric-alarm", "raw-metric-alarm", "raw-metric-ok",
            "sns-notification-metric-alarm", "sns-signed-v1-subscription-confirmation", "sns-signed-v2-notification",
            "sns-signed-v2-unsubscribe-confirmation");
    public static final List<String> SENTRY = List.of("comment-created", "event-for-exception-python",
            "event-for-message-python", "installation-created", "issue-assigned-to-team",
            "issue-created-for-exception", "issue-ignored", "issue-resolved", "legacy-plugin-exception-python",
            "metric-alert-critical-with-actions");

    private Payloads() {}

    /** Such as {@code sentry/issue-resolved}. */
    public static byte[] bytes(String name) {
        try (var in = Payloads.class.getResourceAsStream("/payloads/" + (name.endsWith(".pem")
                ? name
                : name + ".json"))) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String text(String name) {
        return new String(bytes(name), UTF_8);
    }

    /** All of them, with the format's name in front. */
    public static Stream<String> all() {
        return Stream.of(ALERTMANAGER.stream().map("alertmanager/"::concat),
                CLOUDWATCH.stream().map("cloudwatch/"::concat), SENTRY.stream().map("sentry/"::concat))
                .flatMap(names -> names);
    }
}
