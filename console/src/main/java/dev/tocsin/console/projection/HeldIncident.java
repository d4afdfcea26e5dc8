package dev.tocsin.console.projection;

import java.util.Optional;

/** One incident in memory: always its headline, and its details while the limits allow. Not thread-safe. */
final class HeldIncident {

    private IncidentHeadline headline;
    private LogPlace place;
    private Optional<HeldDetails> details = Optional.empty();
    private boolean lost;

    HeldIncident(IncidentHeadline headline, LogPlace place) {
        this.headline = headline;
        this.place = place;
    }

    IncidentHeadline headline() {
        return headline;
    }

    LogPlace place() {
        return place;
    }

    Optional<HeldDetails> details() {
        return details;
    }

    void move(IncidentHeadline newer, LogPlace where) {
        headline = newer;
        place = where;
    }

    void keep(HeldDetails kept) {
        details = Optional.of(kept);
        if (lost) {
            kept.beginsLate();
        }
    }

    void drop() {
        details = Optional.empty();
        lost = true;
    }

    /** Dropped records will be read again. */
    void startOver() {
        lost = false;
        details.ifPresent(HeldDetails::beginsInTime);
    }
}
