package dev.tocsin.standalone.demo;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

/**
 * A moment of the story.
 *
 * @param at
 *            how long after the beginning it happens, at the usual pace
 * @param clock
 *            what time of the made-up day it is
 * @param says
 *            one sentence for who watches
 * @param deeds
 *            in their order
 */
record Beat(Duration at, LocalTime clock, String says, List<Deed> deeds) {

    Beat {
        deeds = List.copyOf(deeds);
    }
}
