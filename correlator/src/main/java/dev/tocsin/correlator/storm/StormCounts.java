package dev.tocsin.correlator.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.tocsin.correlator.bulletin.StormNews;
import dev.tocsin.correlator.bulletin.Tally;
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
     * Counts one new alert.
     *
     * @param value
     *            source or rule of the alert
     * @param rages
     *            whether the storm is known already
     * @return what is to be told now
     */
    public Optional<Tally> count(StormRule rule, String value, String serviceKey, String name, Instant now,
            boolean rages) {
        var stormId = StormNews.stormId(rule.id(), value);
        if (counts.size() > SCOPES) {
            counts.clear();
        }
        var count = counts.computeIfAbsent(stormId, _ -> new Count());
        var width = slotMillis(rule.within());
        var slot = now.toEpochMilli() / width;
        count.add(slot, serviceKey, name, rages);
        var enough = rages ? Math.max(1, rule.alerts() / PARTS_WHILE_IT_RAGES) : Math.max(1, part(rule));
        if (count.untold >= enough || (rages && slot > count.toldIn)) {
            return Optional.of(count.tell(stormId, partition, slot, width));
        }
        return Optional.empty();
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

        void add(long slot, String serviceKey, String alertName, boolean rages) {
            if (!rages) {
                forget(slot - SLOTS);
            }
            last = slot;
            slots.merge(slot, 1L, Long::sum);
            untold++;
            if (services.size() < SERVICES) {
                services.add(serviceKey);
            }
            prevail(alertName);
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

        Tally tell(String stormId, int partition, long slot, long width) {
            var tally = new Tally(stormId, partition, slots, width, services.size(), name);
            slots.clear();
            untold = 0;
            toldIn = slot;
            lead = 0;
            return tally;
        }
    }
}
