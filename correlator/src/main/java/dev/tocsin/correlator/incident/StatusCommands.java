package dev.tocsin.correlator.incident;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.UpdateAudience;
import dev.tocsin.schemas.command.ArgumentValue;

/** Commands for assessment and status updates. */
final class StatusCommands {

    /** Updates that a snapshot shows; earlier ones stay on the timeline. */
    private static final int SHOWN = 5;
    private static final Map<String, UpdateAudience> AUDIENCES = Map.of("inside",
            UpdateAudience.INSIDE, "outside", UpdateAudience.OUTSIDE, "both", UpdateAudience.BOTH);

    private StatusCommands() {}

    /** The first one of a round says when and by whom it was assessed; later ones say it better. */
    static IncidentDecision assess(CommandContext asked) {
        var draft = asked.draft();
        draft.incident.setAssessment(asked.argument("assessment"));
        if (asked.incident().getAssessedAt().isEmpty()) {
            draft.incident.setAssessedAt(asked.occasion().now()).setAssessedBy(asked.actor());
        }
        draft.fact(FactKind.ASSESSED, asked.sentence(Map.of()), asked.actor(), asked.details(Map.of()));
        return asked.done(draft, "assessed");
    }

    static IncidentDecision update(CommandContext asked) {
        var now = asked.occasion().now();
        return update(asked, AUDIENCES.getOrDefault(asked.argument("audience"), UpdateAudience.INSIDE), asked.argument(
                "status"), ArgumentValue.duration(asked.argument("next")).map(now::plus));
    }

    private static IncidentDecision update(CommandContext asked, UpdateAudience audience, String status,
            Optional<Instant> next) {
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
        draft.fact(FactKind.UPDATE_POSTED, asked.sentence(Map.of()), asked.actor(), asked.details(details));
        return asked.done(draft, "update-posted");
    }
}
