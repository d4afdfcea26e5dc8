package dev.tocsin.policy.suppress;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.SilenceKind;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.condition.Judgement;

/**
 * A compiled silence or maintenance window, from the policy or from the log.
 *
 * @param id
 *            its name
 * @param when
 *            which alerts it hides
 * @param services
 *            whose alerts it hides; empty: of all
 * @param from
 *            when it begins; empty: ever since
 * @param until
 *            when it ends, exclusive; empty: never
 * @param windows
 *            times that come back in which it holds; empty: all the time
 */
public record Silence(String id, SilenceKind kind, Condition when, List<String> services, Optional<Instant> from,
        Optional<Instant> until, List<TimeWindow> windows, String author, String reason) {

    public Silence {
        services = List.copyOf(services);
        windows = List.copyOf(windows);
    }

    /** Whether it holds at a moment. */
    public boolean holdsAt(Instant at) {
        return from.filter(at::isBefore).isEmpty() && until.filter(end -> !at.isBefore(end)).isEmpty()
                && (windows.isEmpty() || windows.stream().anyMatch(window -> window.holdsAt(at)));
    }

    /** Whether it hides an alert at the moment of the facts. */
    public boolean hides(AlertFacts facts) {
        return holdsAt(facts.at()) && (services.isEmpty() || services.contains(facts.service()))
                && when.judge(facts) instanceof Judgement.Yes;
    }

    /** The next moment after the given one at which it begins or ceases to hold; empty when it stays as it is. */
    public Optional<Instant> nextChange(Instant after) {
        var candidates = new java.util.TreeSet<Instant>();
        from.filter(start -> start.isAfter(after)).ifPresent(candidates::add);
        until.filter(end -> end.isAfter(after)).ifPresent(candidates::add);
        windows.forEach(window -> window.nextChange(after).ifPresent(candidates::add));
        return candidates.stream().findFirst();
    }
}
