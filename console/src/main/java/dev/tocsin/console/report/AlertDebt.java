package dev.tocsin.console.report;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Alerts that nobody needs as they are: all their incidents resolved within five minutes, and nobody ever gave a command on one.
 *
 * @param alert
 *            name of the alerts
 * @param service
 *            service of their incidents
 * @param responses
 *            rounds of their incidents that began in the period, at least three
 * @param pages
 *            pages of their incidents in the period
 * @param longestSeconds
 *            longest round
 * @param incidents
 *            in the order in which they first were heard of
 */
public record AlertDebt(String alert, String service, int responses, int pages, long longestSeconds,
        List<String> incidents) implements Named {

    static final Duration SHORT = Duration.ofMinutes(5);
    static final int LEAST = 3;

    public AlertDebt {
        incidents = List.copyOf(incidents);
    }

    /** Those that paged most often first. */
    static List<AlertDebt> of(Collection<AlertGroup> groups) {
        return groups.stream().flatMap(group -> of(group).stream()).sorted(Comparator.comparingInt(AlertDebt::pages)
                .thenComparingInt(AlertDebt::responses).reversed().thenComparing(AlertDebt::alert).thenComparing(
                        AlertDebt::service)).toList();
    }

    private static Optional<AlertDebt> of(AlertGroup group) {
        var rounds = group.responses().stream().map(Scope.Response::round).toList();
        var lengths = rounds.stream().flatMap(round -> round.timeToResolve().stream()).toList();
        var isDebt = rounds.size() >= LEAST && lengths.size() == rounds.size() && rounds.stream().noneMatch(
                Round::isActedOn) && lengths.stream().allMatch(length -> length.compareTo(SHORT) <= 0);
        return isDebt
                ? Optional.of(new AlertDebt(group.key().alert(), group.key().service(), rounds.size(), group.pages(),
                        lengths.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO).toSeconds(), Scope.named(
                                group.incidents())))
                : Optional.empty();
    }
}
