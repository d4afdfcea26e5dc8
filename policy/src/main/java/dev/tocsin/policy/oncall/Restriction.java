package dev.tocsin.policy.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.suppress.TimeWindow;

/** When a layer counts. */
public sealed interface Restriction {

    /** Whether it counts at a moment. */
    boolean holdsAt(Instant at);

    /** The next moment after the given one at which that may change. */
    Optional<Instant> nextChange(Instant after);

    /**
     * In any of some times that come back.
     *
     * @param windows
     *            at least one
     */
    record Within(List<TimeWindow> windows) implements Restriction {

        public Within {
            windows = List.copyOf(windows);
        }

        @Override
        public boolean holdsAt(Instant at) {
            return windows.stream().anyMatch(window -> window.holdsAt(at));
        }

        @Override
        public Optional<Instant> nextChange(Instant after) {
            return windows.stream().flatMap(window -> window.nextChange(after).stream()).min(Instant::compareTo);
        }
    }

    /**
     * While people work, or while they do not.
     *
     * @param open
     *            whether it counts while the calendar is open, otherwise while it is closed
     */
    record WhileWorking(BusinessCalendar calendar, boolean open) implements Restriction {

        @Override
        public boolean holdsAt(Instant at) {
            return calendar.isOpen(at) == open;
        }

        @Override
        public Optional<Instant> nextChange(Instant after) {
            return Optional.of(calendar.nextChange(after));
        }
    }
}
