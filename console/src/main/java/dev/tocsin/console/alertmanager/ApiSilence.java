package dev.tocsin.console.alertmanager;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.suppress.Silence;

/** A silence as Alertmanager's API lists it ({@code gettableSilence}). */
record ApiSilence(String id, Status status, Instant updatedAt, List<ApiMatcher> matchers, Instant startsAt,
        Instant endsAt, String createdBy, String comment, Map<String, String> annotations) {

    /** For what has no end: a silence of the policy. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** active, pending or expired. */
    record Status(String state) {}

    static ApiSilence of(SilenceSet set, Instant now) {
        return new ApiSilence(set.getSilenceId(), state(set.getStartsAt(), set.getEndsAt(), now), set.getStartsAt(),
                ApiMatcher.of(set), set.getStartsAt(), set.getEndsAt(), set.getAuthor(), set.getReason(), Map.of(
                        "tocsin_origin", "console"));
    }

    /** One of the policy: its condition is not told. */
    static ApiSilence of(Silence silence, Instant now) {
        var from = silence.from().orElse(Instant.EPOCH);
        var matchers = ApiMatcher.services(silence.services()).or(() -> ApiMatcher.condition("silence " + silence.id()
                + " of the policy"));
        var state = silence.holdsAt(now)
                ? new Status("active")
                : state(from.isAfter(now) ? from : now.plusSeconds(1),
                        silence.until().orElse(NEVER), now);
        return new ApiSilence(silence.id(), state, from, matchers.stream().toList(), from, silence.until().orElse(
                NEVER), silence.author(), silence.reason(), Map.of("tocsin_origin", "policy"));
    }

    private static Status state(Instant from, Instant until, Instant now) {
        if (!now.isBefore(until)) {
            return new Status("expired");
        }
        return new Status(from.isAfter(now) ? "pending" : "active");
    }

    /** What a filter is matched against. */
    Map<String, String> asLabels() {
        return matchers.stream().collect(Collectors.toMap(ApiMatcher::name, ApiMatcher::value, (first, _) -> first));
    }
}
