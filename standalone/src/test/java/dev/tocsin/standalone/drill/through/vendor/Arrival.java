package dev.tocsin.standalone.drill.through.vendor;

import java.time.Duration;

/**
 * What came of a request at a vendor.
 *
 * @param at
 *            since the drill began
 * @param place
 *            whom or what it is about there, such as a room, a number or a service
 * @param what
 *            what came of it, in a word or two
 * @param text
 *            what a person reads of it
 */
public record Arrival(Duration at, String vendor, String place, String what, String text) {

    /** Minute, vendor, place and what happened, in one line. */
    public String line() {
        return at.toMinutes() + "m " + vendor + " " + place + ": " + what;
    }

    @Override
    public String toString() {
        return line() + " | " + text.replace("\n", " / ");
    }
}
