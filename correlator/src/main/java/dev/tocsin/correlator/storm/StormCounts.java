package dev.tocsin.correlator.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.tocsin.correlator.bulletin.StormTally;
import dev.tocsin.policy.model.StormRule;

/**
 * Counts the new alerts of one partition for storms, in slots of log time, and says when it is time to tell: not before so
 * many came within the window that they matter, so that a quiet day tells nothing. In memory only: what a restart forgets
 * is less than one tally.
 */
public final class StormCounts {

    /** Slots of a window. */
    static final int SLOTS = 12;

    /** A partition reports its share of a storm's threshold in this many parts. */
    private static final int PARTS = 2;

    /** The same while it rages, when only the course counts. */
    private static final int PARTS_WHILE_IT_RAGES = 4;

    private static final int SERVICES = 10_000;
    private static final int SCOPES = 10_000;

    private final int partition;
    private final int partitions;
    private final Map<String, Count> counts = new HashMap<>();

    /**
     * Of one partition.
     *
     * @param partition
     *            which
     * @param partitions
     *            of how many, among which a storm spreads
     */
    public StormCounts(int partition, int partitions) {
        this.partition = partition;
        this.partitions = partitions;
    }

    /** So many incidents beginning in this partition within the window are likely to be part of a storm. */
    public int likely(StormRule rule) {
        return Math.max(2, part(rule));
    }

    /** With all partitions holding back less than this, a storm is recognised at its threshold or up to half of it later. */
    private int part(StormRule rule) {
        return rule.alerts() / (PARTS * partitions);
    }

    /** Length of a slot, in milliseconds. */
    static long slotMillis(Duration window) {
        return Math.max(1, window.toMillis() / SLOTS);
    }

    /**
     * One new alert of a storm, or of what may become one.
     *
     * @param stormId
     *            of its rule and its source or rule
     * @param rages
     *            whether the storm is known already
     */
    public record NewAlert(String stormId, StormRule rule, String serviceKey, String name, Instant at, boolean rages) {

        long slot() {
            return at.toEpochMilli() / slotMillis(rule.within());
        }
    }

    /** Counts one new alert. */
    public void add(NewAlert alert) {
        if (counts.size() > SCOPES) {
            counts.clear();
        }
        counts.computeIfAbsent(alert.stormId(), _ -> new Count()).add(alert);
    }

    /** What is to be told now that an alert was counted; all of it until it is {@link #told}. */
    public Optional<StormTally> untold(NewAlert last) {
        var rule = last.rule();
        var enough = Math.max(1, last.rages() ? rule.alerts() / PARTS_WHILE_IT_RAGES : part(rule));
        return Optional.ofNullable(counts.get(last.stormId()))
                .filter(count -> count.untold >= enough || (last.rages() && last.slot() > count.toldIn))
                .map(count -> count.tally(last.stormId(), partition, slotMillis(rule.within())));
    }

    /** All that was counted with an alert was told; the count begins anew. */
    public void told(NewAlert last) {
        Optional.ofNullable(counts.get(last.stormId())).ifPresent(count -> count.told(last.slot()));
    }

    /** One storm's alerts that were not told yet. */
    private static final class Count {

        private final TreeMap<Long, Long> slots = new TreeMap<>();
        private final Set<String> services = new HashSet<>();
        private long untold;
        private long toldIn;
        private long last;
        private String name = "";
        private long lead;

        void add(NewAlert alert) {
            var slot = alert.slot();
            if (!alert.rages()) {
                forget(slot - SLOTS);
            }
            last = slot;
            slots.merge(slot, 1L, Long::sum);
            untold++;
            if (services.size() < SERVICES) {
                services.add(alert.serviceKey());
            }
            prevail(alert.name());
        }

        private void forget(long until) {
            while (!slots.isEmpty() && slots.firstKey() <= until) {
                untold -= slots.pollFirstEntry().getValue();
            }
            if (last <= until) {
                services.clear();
                lead = 0;
            }
        }

        /** The vote of Boyer and Moore: a name that more than half of the alerts have is found with one counter. */
        private void prevail(String alertName) {
            if (lead == 0) {
                name = alertName;
            }
            lead += name.equals(alertName) ? 1 : -1;
        }

        StormTally tally(String stormId, int partition, long width) {
            return new StormTally(stormId, partition, slots, width, services.size(), name);
        }

        void told(long slot) {
            slots.clear();
            untold = 0;
            toldIn = slot;
            lead = 0;
        }
    }
}
