package dev.tocsin.console.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.QuarantineEntry;
import dev.tocsin.event.Authenticity;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.ReplayState;

/**
 * Which requests a person wants to have replayed: by {@code ids}, or those of a {@code source}, of all if it is {@code *},
 * {@code since} a moment.
 *
 * @param old
 *            also alerts that are old news
 * @param again
 *            also what was replayed before
 */
public record ReplayForm(List<String> ids, Optional<String> source, Optional<Instant> since, String actor, boolean old,
        boolean again) {

    private static final int MOST = 500;
    private static final int LONGEST_ACTOR = 120;
    /** How long a requested replay counts as under way. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(2);

    public ReplayForm {
        ids = List.copyOf(ids);
    }

    /** Reads it. */
    static ReplayForm read(JsonBody body) {
        var known = body.only(Set.of("ids", "source", "since", "actor", "old", "again"));
        var ids = known.strings("ids");
        var source = known.string("source").filter(it -> !it.isBlank());
        var actor = known.string("actor").orElse("").strip();
        if (ids.isEmpty() == source.isEmpty()) {
            throw ProblemException.badRequest("Give either 'ids' or 'source' ('*' for all sources).");
        }
        if (ids.size() > MOST) {
            throw ProblemException.badRequest("Replay at most " + MOST + " requests at once.");
        }
        if (actor.isEmpty() || actor.length() > LONGEST_ACTOR || actor.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("Give in 'actor' your name, in at most " + LONGEST_ACTOR
                    + " characters: the replay is recorded with it.");
        }
        return new ReplayForm(ids, source, since(known.string("since").orElse("")), actor, known.bool("old").orElse(
                false), known
                        .bool("again").orElse(false));
    }

    private static Optional<Instant> since(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Instant.parse(text.strip()));
        } catch (DateTimeParseException wrong) {
            throw ProblemException.badRequest("'since' is not a moment such as 2026-11-20T02:00:00Z.");
        }
    }

    /**
     * A request that is not replayed.
     *
     * @param why
     *            for the person
     */
    public record Skipped(String id, String why) {}

    /** What is asked of ingest, and what is not. */
    record Choice(List<QuarantineReplay> asked, List<Skipped> skipped) {}

    /** Chooses, of the requests in quarantine; oldest first, so that an alert's changes keep their order. */
    Choice choose(List<QuarantineEntry> quarantine, Instant now) {
        var asked = new ArrayList<QuarantineReplay>();
        var skipped = new ArrayList<Skipped>();
        for (var entry : quarantine.reversed()) {
            if (concerns(entry)) {
                refusal(entry, now).ifPresentOrElse(why -> skipped.add(new Skipped(entry.id(), why)), () -> asked.add(
                        QuarantineReplay.newBuilder().setId(entry.id()).setState(ReplayState.REQUESTED).setActor(actor)
                                .setRequestedAt(now).setOld(old).setAgain(again).build()));
            }
        }
        ids.stream().filter(id -> quarantine.stream().noneMatch(entry -> entry.id().equals(id))).forEach(
                id -> skipped.add(new Skipped(id, "The console holds no quarantined request with this ID.")));
        return asked.size() > MOST
                ? new Choice(asked.subList(0, MOST), List.copyOf(skipped))
                : new Choice(List.copyOf(asked), List.copyOf(skipped));
    }

    private boolean concerns(QuarantineEntry entry) {
        return ids.contains(entry.id()) || (source.filter(wanted -> wanted.equals("*") || wanted.equals(entry.source()))
                .isPresent() && since.filter(from -> entry.receivedAt().isBefore(from)).isEmpty());
    }

    private Optional<String> refusal(QuarantineEntry entry, Instant now) {
        if (entry.authenticity() != Authenticity.VERIFIED && entry.authenticity() != Authenticity.UNCHECKED) {
            return Optional.of("It is not authentic: nobody knows who sent it.");
        }
        return entry.replay().flatMap(replay -> switch (replay.state()) {
            case "replayed" -> again
                    ? Optional.empty()
                    : Optional.of("Replayed before by " + replay.actor() + " at " + replay.endedAt().orElse(replay
                            .requestedAt()) + ".");
            case "requested" -> replay.requestedAt().plus(UNDER_WAY).isAfter(now)
                    ? Optional.of("Its replay is under way, requested by " + replay.actor() + ".")
                    : Optional.empty();
            default -> Optional.empty();
        });
    }
}
