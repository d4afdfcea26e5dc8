package dev.tocsin.escalator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.tocsin.event.Incident;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.UpdateAudience;

/** Status updates as the correlator puts them into snapshots. */
public final class Posting {

    private Posting() {}

    public static UnaryOperator<Incident.Builder> inside(String text, Instant at) {
        return update(UpdateAudience.INSIDE, text, "", at, Optional.empty());
    }

    public static UnaryOperator<Incident.Builder> outside(String text, String status, Instant at) {
        return update(UpdateAudience.OUTSIDE, text, status, at, Optional.empty());
    }

    /** With a promise of its author's own. */
    public static UnaryOperator<Incident.Builder> promising(Instant next, Instant at) {
        return update(UpdateAudience.INSIDE, "more soon", "", at, Optional.of(next));
    }

    public static UnaryOperator<Incident.Builder> update(UpdateAudience audience, String text, String status,
            Instant at, Optional<Instant> next) {
        return incident -> {
            var number = incident.getUpdatesTotal() + 1;
            var updates = new ArrayList<>(incident.getUpdates());
            updates.add(new StatusUpdate(number, audience, status, text, "alice", "console", at, next.orElse(null)));
            if (incident.getFirstUpdatedAt() == null) {
                incident.setFirstUpdatedAt(at);
            }
            if (audience != UpdateAudience.OUTSIDE) {
                incident.setInsideUpdatedAt(at);
            }
            if (audience != UpdateAudience.INSIDE) {
                incident.setOutsideUpdatedAt(at);
            }
            return incident.setUpdates(updates.subList(Math.max(0, updates.size() - 5), updates.size()))
                    .setUpdatesTotal(number);
        };
    }
}
