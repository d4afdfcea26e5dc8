package dev.tocsin.policy.condition;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import com.google.errorprone.annotations.Immutable;
import dev.tocsin.policy.calendar.BusinessCalendar;

/** The calendars that {@code businessHours} knows. */
@Immutable
final class Calendars {

    @SuppressWarnings("Immutable") // made by Map.copyOf, of records that hold immutable values only
    private final Map<String, BusinessCalendar> byName;

    Calendars(Map<String, BusinessCalendar> byName) {
        this.byName = Map.copyOf(byName);
    }

    Set<String> names() {
        return byName.keySet();
    }

    /**
     * Whether the team works at a moment.
     *
     * @throws IllegalArgumentException
     *             when there is no such calendar
     */
    boolean isOpen(String name, Instant at) {
        var calendar = byName.get(name);
        if (calendar == null) {
            throw new IllegalArgumentException("unknown calendar '" + name + "'");
        }
        return calendar.isOpen(at);
    }
}
