package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.tocsin.event.OnCallChange;

/**
 * An override or swap as the API shows it.
 *
 * @param kind
 *            override or swap
 * @param state
 *            pending, active, ended or undone
 * @param undoneBy
 *            who undid it; empty when nobody did
 */
public record OnCallChangeRow(String id, String kind, String schedule, List<String> people, Instant from, Instant until,
        String author, String reason, Instant setAt, String state, String undoneBy) {

    public OnCallChangeRow {
        people = List.copyOf(people);
    }

    /** As it is at a moment. */
    public static OnCallChangeRow of(OnCallChange change, Instant now) {
        return new OnCallChangeRow(change.getId(), change.getKind().name().toLowerCase(Locale.ROOT), change
                .getSchedule(), change.getPeople(), change.getFrom(), change.getUntil(), change.getAuthor(), change
                        .getReason(), change.getSetAt(), state(change, now), change.getUndoneBy());
    }

    private static String state(OnCallChange change, Instant now) {
        if (change.getUndoneAt().isPresent()) {
            return "undone";
        }
        if (!now.isBefore(change.getUntil())) {
            return "ended";
        }
        return now.isBefore(change.getFrom()) ? "pending" : "active";
    }
}
