package dev.tocsin.correlator.suppress;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;

/**
 * In-memory index over the rows {@code held}: suppressed alerts by what suppresses them, and the ends of silences.
 */
final class SuppressedAlerts {

    private final TreeMap<String, String> holders = new TreeMap<>();
    private final Map<String, NavigableSet<String>> byHolder = new HashMap<>();
    private final TreeMap<Instant, NavigableSet<String>> ends = new TreeMap<>();

    /** Takes notice of a row that was there when the task began. */
    void found(String identity, HeldAlert row) {
        wrote(identity, row);
        SuppressedAlertRows.holder(row).ifPresent(by -> by.getUntil().ifPresent(until -> watch(until, Recheck.holder(
                by))));
    }

    /** Takes notice of a row that was written. */
    void wrote(String identity, HeldAlert row) {
        deleted(identity);
        SuppressedAlertRows.holder(row).ifPresent(by -> add(identity, by));
    }

    /** Takes notice that a row is gone. */
    void deleted(String identity) {
        var holder = holders.remove(identity);
        if (holder != null) {
            byHolder.computeIfPresent(holder, (_, identities) -> {
                identities.remove(identity);
                return identities.isEmpty() ? null : identities;
            });
        }
    }

    private void add(String identity, HeldBy by) {
        var holder = Recheck.holder(by);
        holders.put(identity, holder);
        byHolder.computeIfAbsent(holder, _ -> new TreeSet<>()).add(identity);
    }

    /** Takes notice of when a holder ends by itself. */
    void watch(DueTimer end) {
        watch(end.dueAt(), end.id());
    }

    private void watch(Instant end, String holder) {
        ends.computeIfAbsent(end, _ -> new TreeSet<>()).add(holder);
    }

    /** The next ones to look at, in the order of their identities. */
    List<String> next(Recheck look, int most) {
        var found = look.holder().map(holder -> byHolder.getOrDefault(holder, new TreeSet<>())).orElseGet(
                holders::navigableKeySet);
        return look.after().map(after -> found.tailSet(after, false)).orElse(found).stream().limit(most).toList();
    }

    /**
     * Hands over what ended by itself, with the row of one that it holds, and forgets it.
     *
     * @param rows
     *            a row by the identity of its alert, if it is still there
     */
    void sweepEnds(Instant now, Function<String, Optional<HeldAlert>> rows, BiConsumer<DueTimer, HeldAlert> ended) {
        while (!ends.isEmpty() && !ends.firstKey().isAfter(now)) {
            var due = ends.pollFirstEntry();
            for (var holder : due.getValue()) {
                byHolder.getOrDefault(holder, new TreeSet<>()).stream().findFirst().flatMap(rows)
                        .ifPresent(row -> ended.accept(new DueTimer(due.getKey(), holder, 0), row));
            }
        }
    }
}
