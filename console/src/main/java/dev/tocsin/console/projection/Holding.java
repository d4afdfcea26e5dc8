package dev.tocsin.console.projection;

import java.util.Optional;

/** What is held of one incident: its headline always, its dossier while there is room. Not thread-safe. */
final class Holding {

    private Headline headline;
    private LogPlace place;
    private Optional<Dossier> dossier = Optional.empty();
    private boolean lost;

    Holding(Headline headline, LogPlace place) {
        this.headline = headline;
        this.place = place;
    }

    Headline headline() {
        return headline;
    }

    LogPlace place() {
        return place;
    }

    Optional<Dossier> dossier() {
        return dossier;
    }

    void move(Headline newer, LogPlace where) {
        headline = newer;
        place = where;
    }

    void hold(Dossier details) {
        dossier = Optional.of(details);
        if (lost) {
            details.beginsLate();
        }
    }

    void letGo() {
        dossier = Optional.empty();
        lost = true;
    }

    /** What was let go will be read again. */
    void startOver() {
        lost = false;
        dossier.ifPresent(Dossier::beginsInTime);
    }
}
