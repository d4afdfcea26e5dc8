package dev.tocsin.correlator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;

/** Plays histories on one correlator and tells them to a reference; each history must end without a difference. */
final class Player implements AutoCloseable {

    private static final int HISTORIES_ON_ONE_STAGE = 25;

    private final Function<Terms, Reference> reference;
    private final Theatre theatre = new Theatre();
    private int played;

    Player(Function<Terms, Reference> reference) {
        this.reference = reference;
    }

    void play(List<Step> history) {
        if (++played % HISTORIES_ON_ONE_STAGE == 0) {
            theatre.clear();
        }
        assertThat(new Play(theatre, "h" + played + "-", reference).of(history)).isEmpty();
    }

    @Override
    public void close() {
        theatre.close();
    }
}
