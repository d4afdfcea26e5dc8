package dev.tocsin.ingest.format.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.SourceTime;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/** Whether an alert of a body fires. A word that nobody knows fires: in doubt, it pages. */
final class AlertState {

    /** Default of Alertmanager's resolve_timeout. */
    static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    private static final int SHOWN = 40;
    private static final Set<String> FIRING = Set.of("firing", "alerting");
    private static final Set<String> RESOLVED = Set.of("resolved", "ok", "normal", "inactive", "recovered", "closed");

    /** Annotation that Grafana gives a resolve which is none (grafana/grafana ngalert/models, StateReason...). */
    private static final String GRAFANA_REASON = "grafana_state_reason";
    private static final Map<String, String> NO_RECOVERY = Map.of("missingseries", "its series is missing", "nodata",
            "there is no data", "error", "the rule could not be evaluated", "paused", "the rule was paused", "updated",
            "the rule was changed", "ruledeleted", "the rule was deleted");

    private AlertState() {}

    /** How the bodies of one kind say whether an alert fires. */
    @FunctionalInterface
    interface Reader {

        /** Writes it into the draft. */
        void state(GroupedAlert alert, AlertDraft draft, Map<String, String> annotations);
    }

    /** As webhooks say it: by a status. */
    static void sent(GroupedAlert alert, AlertDraft draft, Map<String, String> annotations) {
        var clock = new SourceClock(draft.receivedAt(), SourceClock.HOUR, draft.remarks());
        var startsAt = clock.choose("startsAt", alert.fields().text("startsAt"));
        if (fires(alert.fields(), alert.group(), draft.receivedAt(), draft.remarks())) {
            draft.firing(startsAt);
        } else {
            draft.resolved(startsAt, clock.choose("endsAt", alert.fields().text("endsAt")));
            endReason(annotations).ifPresent(draft::endReason);
        }
    }

    /**
     * As Alertmanager's API takes it: by the end, whatever status is written beside it. It fires while its end lies ahead;
     * without an end, for {@link #RESOLVE_TIMEOUT}. Without a start it began at its end, if that is past, else now.
     */
    static void posted(GroupedAlert alert, AlertDraft draft, Map<String, String> annotations) {
        var now = draft.receivedAt();
        var end = SourceTime.read(alert.fields().text("endsAt"));
        var start = SourceTime.read(alert.fields().text("startsAt"));
        var since = start instanceof SourceTime.At(var at) && !at.isAfter(now.plus(SourceClock.HOUR))
                ? at
                : end instanceof SourceTime.At(var at) && at.isBefore(now) ? at : now;
        switch (end) {
            case SourceTime.At(var at) when at.isAfter(now) -> draft.firing(since, at);
            case SourceTime.At(var at) -> {
                draft.resolved(since, at);
                endReason(annotations).ifPresent(draft::endReason);
            }
            case SourceTime.Absent() -> draft.firing(since, now.plus(RESOLVE_TIMEOUT));
            case SourceTime.Nonsense() -> {
                draft.remarks().add("endsAt is not a valid time: fires for 5 minutes unless it is sent again");
                draft.firing(since, now.plus(RESOLVE_TIMEOUT));
            }
        }
    }

    /** Whether it fires, with remarks on what was assumed. */
    private static boolean fires(Fields alert, Group group, Instant receivedAt, List<String> remarks) {
        var own = written(alert);
        var known = known(own);
        if (known.isPresent()) {
            return known.get();
        }
        var common = known(word(group.status()));
        if (own.isEmpty() && common.isPresent()) {
            remarks.add("the alert has no status: status of the body used");
            return common.get();
        }
        if (!own.isEmpty()) {
            var resolved = common.isPresent() && !common.get();
            remarks.add("status '" + Texts.cut(Texts.oneLine(own), SHOWN) + "' is unknown: " + (resolved
                    ? "resolved, as in the body"
                    : "firing assumed"));
            return !resolved;
        }
        if (SourceTime.read(alert.text("endsAt")) instanceof SourceTime.At(var end) && !end.isAfter(receivedAt)) {
            remarks.add("no status in alert or body: resolved, because endsAt is past");
            return false;
        }
        remarks.add("no status in alert or body: firing assumed");
        return true;
    }

    /** Why a resolved alert ended, where its source says that it did not recover. */
    private static Optional<String> endReason(Map<String, String> annotations) {
        var reason = annotations.getOrDefault(GRAFANA_REASON, "").strip();
        return reason.isEmpty()
                ? Optional.empty()
                : Optional.of(NO_RECOVERY.getOrDefault(reason.toLowerCase(Locale.ROOT), "Grafana reports " + Texts.cut(
                        Texts.oneLine(reason), SHOWN)));
    }

    /** Alertmanager's API has an object here. */
    private static String written(Fields alert) {
        var status = alert.in("status");
        return word(status.isObject() ? status.text("state") : status.text());
    }

    private static Optional<Boolean> known(String word) {
        if (FIRING.contains(word)) {
            return Optional.of(true);
        }
        return RESOLVED.contains(word) ? Optional.of(false) : Optional.empty();
    }

    private static String word(String status) {
        return status.strip().toLowerCase(Locale.ROOT);
    }
}
