package dev.tocsin.policytools.drills;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.NotificationKind;

/** Something that happened in a drill. */
public sealed interface DrillEvent {

    /** When, counted from the beginning of the drill. */
    Duration at();

    /** To which incident, by its number in the order of opening, from 1. */
    int incident();

    /** What it is, as expectations name it: {@code page}, {@code clock-breached}. */
    String kind();

    /** What people read of it. */
    String text();

    /** What belongs to it, by name. */
    Map<String, String> details();

    /**
     * Somebody is told something.
     *
     * @param target
     *            who
     * @param channel
     *            by which channel
     * @param address
     *            within the channel; may be empty
     * @param why
     *            why this one now
     */
    record Told(Duration at, int incident, NotificationKind what, String target, String channel, String address,
            String why, String text, Map<String, String> details) implements DrillEvent {

        public Told {
            details = Map.copyOf(details);
        }

        @Override
        public String kind() {
            return MessageKinds.word(what);
        }
    }

    /** A fact on the timeline. */
    record Fact(Duration at, int incident, FactKind what, String text, Map<String, String> details)
            implements
                DrillEvent {

        public Fact {
            details = Map.copyOf(details);
        }

        @Override
        public String kind() {
            return MessageKinds.word(what);
        }
    }
}
