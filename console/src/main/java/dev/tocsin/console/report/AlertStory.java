package dev.tocsin.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One alert within one incident: how often and how long it fired. Built while facts are folded, then only read. */
final class AlertStory {

    private static final int MOST_SPELLS = 50;

    /**
     * A time in which it fired.
     *
     * @param end
     *            empty while it fires, or if that was not told
     */
    record Spell(Instant start, Optional<Instant> end) {

        Optional<Duration> length() {
            return end.map(to -> Duration.between(start, to)).filter(length -> !length.isNegative());
        }
    }

    private final String identity;
    private final List<Spell> spells = new ArrayList<>();
    private final List<Instant> firings = new ArrayList<>();
    private String title = "";
    private int flaps;

    AlertStory(String identity) {
        this.identity = identity;
    }

    void fire(Instant at, String summary) {
        title = summary.isEmpty() ? title : summary;
        if (firings.size() < MOST_SPELLS) {
            firings.add(at);
        }
        if (spells.isEmpty() || spells.getLast().end().isPresent()) {
            if (spells.size() < MOST_SPELLS) {
                spells.add(new Spell(at, Optional.empty()));
            }
        }
    }

    void cease(Instant at) {
        if (!spells.isEmpty() && spells.getLast().end().isEmpty()) {
            spells.set(spells.size() - 1, new Spell(spells.getLast().start(), Optional.of(at)));
        }
    }

    void flap() {
        flaps++;
    }

    String identity() {
        return identity;
    }

    /** Its summary when it last fired; may be empty. */
    String title() {
        return title;
    }

    List<Spell> spells() {
        return spells;
    }

    /** Times at which it fired, at most 50. */
    List<Instant> firings() {
        return firings;
    }

    /** How often it was reported as flapping. */
    int flaps() {
        return flaps;
    }
}
