package dev.tocsin.ingest.quarantine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.schemas.alert.OwnAlert;
import dev.tocsin.schemas.alert.OwnAlerts;

/**
 * The sources whose bodies are not understood. Such a body may hide an alert, so it raises one of Tocsin's own: one for each
 * source, told at most once a minute with a count, and over when the source was understood for an hour.
 */
public final class UnreadableBodies {

    private static final Duration TELL_EVERY = Duration.ofMinutes(1);
    private static final Duration OVER_AFTER = Duration.ofHours(1);
    private static final Duration SHOWN_FOR = Duration.ofDays(1);

    /**
     * What goes wrong with one source.
     *
     * @param all
     *            bodies since the beginning
     * @param untold
     *            bodies that the alert did not tell of yet
     * @param lastReason
     *            code of the last refusal
     */
    private record Episode(Instant began, Instant last, Optional<Instant> toldAt, int all, int untold,
            String lastReason, String lastDetail, String lastId) {

        boolean mayTell(Instant now) {
            return toldAt.filter(told -> told.plus(TELL_EVERY).isAfter(now)).isEmpty();
        }

        Episode told(Instant now) {
            return new Episode(began, last, Optional.of(now), all, 0, lastReason, lastDetail, lastId);
        }

        Episode notTold(int again) {
            return new Episode(began, last, Optional.empty(), all, untold + again, lastReason, lastDetail, lastId);
        }
    }

    private final Clock clock;
    private final Map<String, Episode> episodes = new ConcurrentHashMap<>();

    public UnreadableBodies(Clock clock) {
        this.clock = clock;
    }

    /** A body, or a part of it, could not be read and goes to quarantine: the alert that is to be published with it, if any. */
    public synchronized Optional<Alert> notUnderstood(Incoming incoming, Refusal refusal) {
        var now = clock.instant();
        var before = Optional.ofNullable(episodes.get(incoming.source()));
        var episode = new Episode(before.map(Episode::began).orElse(incoming.receivedAt()), now, before.flatMap(
                Episode::toldAt), before.map(Episode::all).orElse(0) + 1, before.map(Episode::untold).orElse(0) + 1,
                refusal.reason().code(), refusal.detail(), incoming.id());
        episodes.put(incoming.source(), episode);
        return tell(incoming.source(), episode, now);
    }

    /** A body was read: the alert that is to be published with it, when one is owed or when it is over. */
    public synchronized Optional<Alert> understood(Incoming incoming) {
        var episode = episodes.get(incoming.source());
        if (episode == null) {
            return Optional.empty();
        }
        var now = clock.instant();
        if (episode.untold() > 0) {
            return tell(incoming.source(), episode, now);
        }
        if (episode.last().plus(OVER_AFTER).isAfter(now)) {
            return Optional.empty();
        }
        episodes.remove(incoming.source());
        return Optional.of(OwnAlerts.resolved(OwnAlert.BODY_UNREADABLE, incoming.source(), "Messages of source "
                + incoming.source() + " are readable again", "", details(episode, episode.all()), now, incoming.id()));
    }

    /** The alert could not be published: it is owed. */
    public synchronized void lost(Alert alert) {
        var source = alert.getLabels().getOrDefault(OwnAlert.BODY_UNREADABLE.subjectLabel(), "");
        episodes.computeIfPresent(source, (_, episode) -> episode.notTold(1));
    }

    /** What is wrong now, by source, for a person. */
    public synchronized Map<String, String> troubled() {
        var shownFrom = clock.instant().minus(SHOWN_FOR);
        var troubled = new TreeMap<String, String>();
        episodes.forEach((source, episode) -> {
            if (episode.last().isAfter(shownFrom)) {
                troubled.put(source, episode.all() + (episode.all() == 1 ? " message" : " messages")
                        + " could not be read since " + episode.began()
                        + "; the last: " + episode.lastReason() + ", quarantine " + episode.lastId());
            }
        });
        return troubled;
    }

    private Optional<Alert> tell(String source, Episode episode, Instant now) {
        if (!episode.mayTell(now)) {
            return Optional.empty();
        }
        episodes.put(source, episode.told(now));
        var count = episode.untold();
        var what = count == 1 ? "A message of source " + source : count + " messages of source " + source;
        return Optional.of(OwnAlerts.firing(OwnAlert.BODY_UNREADABLE, source, what + " could not be read",
                "It may contain an alert. " + episode.lastDetail() + " Quarantine ID of the original bytes: " + episode
                        .lastId()
                        + ".",
                details(episode, count), episode.began(), episode.lastId()));
    }

    private static Map<String, String> details(Episode episode, int count) {
        return Map.of("quarantine_id", episode.lastId(), "reason", episode.lastReason(), "detail", episode
                .lastDetail(), "messages", Integer.toString(count), "messages_since_start", Integer.toString(episode
                        .all()));
    }
}
