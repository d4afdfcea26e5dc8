package dev.tocsin.correlator.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.UpdateAudience;

/** Commands that say how it stands: what it is, and what others are to be told. */
final class Reporting {

    /** Updates that a snapshot shows; earlier ones stay on the timeline. */
    private static final int SHOWN = 5;
    private static final Duration LATEST_PROMISE = Duration.ofDays(7);
    private static final Map<String, UpdateAudience> AUDIENCES = Map.of("", UpdateAudience.INSIDE, "inside",
            UpdateAudience.INSIDE, "outside", UpdateAudience.OUTSIDE, "both", UpdateAudience.BOTH);
    private static final Set<String> WORDS = Set.of("", "investigating", "identified", "monitoring", "resolved");

    private Reporting() {}

    /** The first one of a round says when and by whom it was assessed; later ones say it better. */
    static IncidentDecision assess(Asked asked) {
        var text = asked.argument("assessment");
        if (text.isEmpty()) {
            return asked.refuse("it does not say what it is: write 'assessment'");
        }
        var unfit = asked.tooLong("assessment");
        if (unfit.isPresent()) {
            return asked.refuse(unfit.get());
        }
        return switch (asked.state()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> {
                var draft = asked.draft();
                draft.incident.setAssessment(text);
                if (asked.incident().getAssessedAt().isEmpty()) {
                    draft.incident.setAssessedAt(asked.occasion().now()).setAssessedBy(asked.actor());
                }
                draft.fact(FactKind.ASSESSED, text, asked.actor(), asked.details(Map.of()));
                yield asked.done(draft, "assessed");
            }
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }

    static IncidentDecision update(Asked asked) {
        var audience = Optional.ofNullable(AUDIENCES.get(asked.argument("audience").toLowerCase(Locale.ROOT)));
        var status = asked.argument("status").toLowerCase(Locale.ROOT);
        var next = Spans.length(asked.argument("next"));
        var unfit = unfit(asked, audience, status, next);
        return unfit.isPresent()
                ? asked.refuse(unfit.get())
                : update(asked, audience.orElseThrow(), status, next.map(asked.occasion().now()::plus));
    }

    private static Optional<String> unfit(Asked asked, Optional<UpdateAudience> audience, String status,
            Optional<Duration> next) {
        if (asked.state() == IncidentState.CLOSED) {
            return Optional.of(CommandTransitions.over(asked.row()));
        }
        if (asked.argument("text").isEmpty()) {
            return Optional.of("the update is empty: write 'text'");
        }
        if (audience.isEmpty()) {
            return Optional.of("audience '" + asked.argument("audience") + "' is none of inside, outside, both");
        }
        if (!WORDS.contains(status)) {
            return Optional.of("status '" + status + "' is none of " + String.join(", ", new TreeSet<>(WORDS)
                    .tailSet("a")));
        }
        if (asked.argument("next").isEmpty()) {
            return asked.tooLong("text");
        }
        if (next.isEmpty() || next.get().isZero() || next.get().compareTo(LATEST_PROMISE) > 0) {
            return Optional.of("'next' is '" + asked.argument("next")
                    + "': write in how long the next update comes, such as 30m, at most 7d");
        }
        return asked.state() == IncidentState.RESOLVED
                ? Optional.of(CommandTransitions.over(asked.row())
                        + ", so no next update is promised: leave 'next' out")
                : asked.tooLong("text");
    }

    private static IncidentDecision update(Asked asked, UpdateAudience audience, String status, Optional<Instant> next) {
        var now = asked.occasion().now();
        var draft = asked.draft();
        var incident = draft.incident;
        var update = StatusUpdate.newBuilder().setNumber(asked.incident().getUpdatesTotal() + 1).setAudience(audience)
                .setStatus(status).setText(asked.argument("text")).setBy(asked.actor())
                .setVia(asked.command().getVia()).setAt(now).setNextAt(next.orElse(null)).build();
        incident.setUpdates(IncidentDraft.latest(SHOWN, asked.incident().getUpdates(), update))
                .setUpdatesTotal(update.getNumber());
        if (asked.incident().getFirstUpdatedAt().isEmpty()) {
            incident.setFirstUpdatedAt(now);
        }
        if (audience != UpdateAudience.OUTSIDE) {
            incident.setInsideUpdatedAt(now);
        }
        if (audience != UpdateAudience.INSIDE) {
            incident.setOutsideUpdatedAt(now);
        }
        var details = new TreeMap<>(Map.of("number", Integer.toString(update.getNumber()), "audience", audience.name()
                .toLowerCase(Locale.ROOT), "status", status));
        next.ifPresent(at -> details.put("next", at.toString()));
        draft.fact(FactKind.UPDATE_POSTED, update.getText(), asked.actor(), asked.details(details));
        return asked.done(draft, "update-posted");
    }
}
