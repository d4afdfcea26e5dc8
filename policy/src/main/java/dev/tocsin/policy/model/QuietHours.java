package dev.tocsin.policy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.oncall.Restriction;

/**
 * Hours in which pages of low severities do not reach a person at once.
 *
 * @param severities
 *            ids of the severities that wait, at least one; never the most severe one
 * @param hours
 *            when they wait: while all of them hold, at least one
 * @param instead
 *            channel of the person that is used meanwhile; empty: the page waits until the quiet hours end
 */
public record QuietHours(Set<String> severities, List<Restriction> hours, Optional<String> instead) {

    /** A page does not wait longer; quiet hours that do not end within it hold nothing back. */
    private static final Duration LONGEST = Duration.ofDays(14);

    public QuietHours {
        severities = Set.copyOf(severities);
        hours = List.copyOf(hours);
        if (hours.isEmpty()) {
            throw new IllegalArgumentException("quiet hours without hours");
        }
    }

    /**
     * When the quiet hours end that hold at a moment.
     *
     * @return empty when a page of that severity does not wait then
     */
    public Optional<Instant> until(String severity, Instant at) {
        if (!severities.contains(severity)) {
            return Optional.empty();
        }
        var moment = at;
        while (hold(moment)) {
            var next = nextChange(moment).filter(change -> change.isBefore(at.plus(LONGEST)));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            moment = next.get();
        }
        return Optional.of(moment).filter(at::isBefore);
    }

    private boolean hold(Instant at) {
        return hours.stream().allMatch(hour -> hour.holdsAt(at));
    }

    private Optional<Instant> nextChange(Instant after) {
        return hours.stream().flatMap(hour -> hour.nextChange(after).stream()).min(Instant::compareTo);
    }
}
