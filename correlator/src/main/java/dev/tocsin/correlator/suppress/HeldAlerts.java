package dev.tocsin.correlator.suppress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import dev.tocsin.correlator.state.Rows;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;

/**
 * The alerts that silences, maintenance and inhibitions hold back, as rows {@code held}; what else a row says, that
 * the alert flaps or waits for others, stays as it is. In memory: which are held by what, and when a silence ends that holds
 * something.
 */
final class HeldAlerts {

    private static final Set<String> KINDS = Set.of("silence", "maintenance", "inhibition");

    private final Rows<HeldAlert> rows;
    private final Map<String, NavigableSet<String>> byHolder = new HashMap<>();
    private final NavigableSet<String> all = new TreeSet<>();
    private final TreeMap<Instant, NavigableSet<String>> ends = new TreeMap<>();

    HeldAlerts(Rows<HeldAlert> rows) {
        this.rows = rows;
        try (var found = rows.all()) {
            found.forEachRemaining(entry -> holder(entry.value).ifPresent(by -> add(entry.key, by)));
        }
    }

    /** The row of an alert that is held back. */
    Optional<HeldAlert> get(String identity) {
        return row(identity).filter(row -> holder(row).isPresent());
    }

    /** Whether it waits for others before an incident is opened: it is judged when that is decided. */
    boolean waits(String identity) {
        return row(identity).filter(row -> !others(Optional.of(row)).isEmpty()).isPresent();
    }

    /** What holds back the alert of a row. */
    static Optional<HeldBy> holder(HeldAlert row) {
        return row.getBy().stream().filter(by -> KINDS.contains(by.getKind())).findFirst();
    }

    /** Holds an alert, or goes on to hold it by something else. */
    void hold(Alert alert, Signal signal, HeldBy by, Instant now) {
        var known = row(alert.getIdentity());
        known.flatMap(HeldAlerts::holder).ifPresent(was -> remove(alert.getIdentity(), was));
        var holders = new ArrayList<>(others(known));
        holders.add(by);
        var row = known.map(HeldAlert::newBuilder).orElseGet(() -> HeldAlert.newBuilder().setHeldSince(now))
                .setAlert(alert).setSignalId(signal.getId()).setServiceKey(signal.getServiceKey()).setBy(holders)
                .build();
        if (known.filter(row::equals).isEmpty()) {
            rows.put(alert.getIdentity(), row);
        }
        add(alert.getIdentity(), by);
    }

    /** Nothing holds it back any more. */
    void release(String identity) {
        row(identity).ifPresent(row -> {
            holder(row).ifPresent(by -> remove(identity, by));
            var others = others(Optional.of(row));
            if (others.isEmpty() && !row.getFlapping()) {
                rows.delete(identity);
            } else {
                rows.put(identity, HeldAlert.newBuilder(row).setBy(others).build());
            }
        });
    }

    /** The next ones to look at, in the order of their identities. */
    List<String> next(Look look, int most) {
        var found = look.holder().map(holder -> byHolder.getOrDefault(holder, new TreeSet<>())).orElse(all);
        return look.after().map(after -> found.tailSet(after, false)).orElse(found).stream().limit(most).toList();
    }

    /** Hands over what ended by itself, with the row of one that it holds, and forgets it. */
    void sweepEnds(Instant now, BiConsumer<Map.Entry<Instant, String>, HeldAlert> ended) {
        while (!ends.isEmpty() && !ends.firstKey().isAfter(now)) {
            var due = ends.pollFirstEntry();
            for (var holder : due.getValue()) {
                byHolder.getOrDefault(holder, new TreeSet<>()).stream().findFirst().flatMap(this::row)
                        .ifPresent(row -> ended.accept(Map.entry(due.getKey(), holder), row));
            }
        }
    }

    private Optional<HeldAlert> row(String identity) {
        return Optional.ofNullable(rows.get(identity));
    }

    private static List<HeldBy> others(Optional<HeldAlert> row) {
        return row.map(HeldAlert::getBy).orElse(List.of()).stream().filter(by -> !KINDS.contains(by.getKind()))
                .toList();
    }

    private void add(String identity, HeldBy by) {
        var holder = Look.holder(by);
        byHolder.computeIfAbsent(holder, _ -> new TreeSet<>()).add(identity);
        all.add(identity);
        by.getUntil().ifPresent(until -> ends.computeIfAbsent(until, _ -> new TreeSet<>()).add(holder));
    }

    private void remove(String identity, HeldBy by) {
        all.remove(identity);
        byHolder.computeIfPresent(Look.holder(by), (_, identities) -> {
            identities.remove(identity);
            return identities.isEmpty() ? null : identities;
        });
    }
}
