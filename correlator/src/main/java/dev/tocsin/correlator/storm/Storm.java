package dev.tocsin.correlator.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.bulletin.StormTally;
import dev.tocsin.policy.model.StormRule;
import dev.tocsin.state.StormRow;

/**
 * Pure functions from the row of a storm to its next row.
 *
 * @param rule
 *            of the policy
 */
record Storm(StormRule rule) {

    /** How often a storm that rages is looked at, and said again, when nothing else calls for it. */
    static final Duration LOOK = Duration.ofMinutes(5);

    private static final int NAMES = 10;

    /** A storm of which nothing was heard. */
    StormRow begin(String stormId) {
        return StormRow.newBuilder().setStormId(stormId).setSlotMillis(StormCounts.slotMillis(rule.within())).build();
    }

    /** With what a partition told. */
    StormRow add(StormRow row, StormTally tally) {
        var width = StormCounts.slotMillis(rule.within());
        var now = newest(row, tally);
        var fits = row.getSlotMillis() == width && tally.slotMillis() == width;
        var slots = within(row.getSlotMillis() == width ? row.getSlots() : Map.of(), now);
        var calm = !row.getAlarmed() && slots.isEmpty();
        if (fits) {
            tally.alerts().forEach((slot, alerts) -> slots.merge(Long.toString(slot), alerts, Long::sum));
        } else {
            slots.merge(Long.toString(now.toEpochMilli() / width), tally.total(), Long::sum);
        }
        var services = new HashMap<>(calm ? Map.of() : row.getServices());
        services.merge(Integer.toString(tally.partition()), tally.services(), Math::max);
        var names = new HashMap<>(calm ? Map.of() : row.getNames());
        if (names.size() < NAMES || names.containsKey(tally.name())) {
            names.merge(tally.name(), tally.total(), Long::sum);
        }
        return StormRow.newBuilder(row).setSlots(slots).setSlotMillis(width).setServices(services).setNames(names)
                .setTotal(row.getAlarmed() ? row.getTotal() + tally.total() : sum(slots)).build();
    }

    /** The newest alert that was told of: what was written during an outage is as much of a storm when it is read later. */
    Instant newest(StormRow row, StormTally tally) {
        var known = row.getSlots().keySet().stream().mapToLong(Long::parseLong).max().orElse(0) * row.getSlotMillis();
        var told = tally.alerts().keySet().stream().mapToLong(Long::longValue).max().orElse(0) * tally.slotMillis();
        return Instant.ofEpochMilli(Math.max(known, told));
    }

    /** The oldest alert inside the window. */
    static Instant oldest(StormRow row) {
        return Instant.ofEpochMilli(row.getSlots().keySet().stream().mapToLong(Long::parseLong).min().orElse(0)
                * row.getSlotMillis());
    }

    /** New alerts inside the window. */
    long recent(StormRow row, Instant now) {
        return sum(within(row.getSlots(), now));
    }

    /**
     * Whether the storm has ended: few new alerts, and no open incident is folded under it. While none ever was, word of
     * them may still be on its way, for the log is behind in a storm: it goes on until the next look, and releases nobody
     * before.
     */
    boolean isCalm(StormRow row, Instant now) {
        return recent(row, now) <= rule.leave() && row.getFolded() == 0 && awaitsWordUntil(row, now).isEmpty();
    }

    private static Optional<Instant> awaitsWordUntil(StormRow row, Instant now) {
        return row.getEverFolded()
                ? Optional.empty()
                : row.getSaidAt().map(said -> said.plus(LOOK)).filter(now::isBefore);
    }

    /** When so few new alerts are inside the window that it may calm down, if none comes any more. */
    Instant drained(StormRow row, Instant now) {
        var slots = new TreeMap<Long, Long>();
        within(row.getSlots(), now).forEach((slot, alerts) -> slots.put(Long.parseLong(slot), alerts));
        var left = sum(within(row.getSlots(), now));
        var at = now;
        for (var slot : slots.entrySet()) {
            if (left <= rule.leave()) {
                return at;
            }
            left -= slot.getValue();
            at = Instant.ofEpochMilli((slot.getKey() + StormCounts.SLOTS + 1) * row.getSlotMillis());
        }
        return at;
    }

    /** With the words for its present size. */
    StormRow titled(StormRow row) {
        var services = row.getServices().values().stream().mapToInt(Integer::intValue).sum();
        var what = (rule.by() == StormRule.Scope.SOURCE ? "" : "rule ") + row.getStormId().substring(rule.id().length()
                + 1);
        var prevailing = row.getNames().entrySet().stream().max(Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder()))).map(Map.Entry::getKey);
        return StormRow.newBuilder(row).setTitled(row.getTotal())
                .setTitle("Storm: %s alerts of %s over %s services".formatted(number(row.getTotal()), what,
                        number(services)))
                .setSummary("Since %s.%s New incidents are folded under this one%s.".formatted(
                        row.getBeganAt().map(Instant::toString).orElse("now"),
                        prevailing.map(name -> " Mostly " + name + ".").orElse(""),
                        rule.except().isEmpty()
                                ? ""
                                : ", except " + String.join(", ", rule.except().stream().sorted().toList())))
                .build();
    }

    /** When it is to be looked at again. */
    Optional<Instant> look(StormRow row, Instant now) {
        if (!row.getAlarmed()) {
            return Optional.empty();
        }
        var drained = drained(row, now);
        var soonest = now.plusMillis(row.getSlotMillis());
        var latest = awaitsWordUntil(row, now).orElse(now.plus(LOOK));
        if (!drained.isAfter(now) || drained.isAfter(latest)) {
            return Optional.of(latest);
        }
        return Optional.of(drained.isBefore(soonest) ? soonest : drained);
    }

    private Map<String, Long> within(Map<String, Long> slots, Instant now) {
        var current = now.toEpochMilli() / StormCounts.slotMillis(rule.within());
        var inside = new HashMap<String, Long>();
        slots.forEach((slot, alerts) -> {
            if (Long.parseLong(slot) > current - StormCounts.SLOTS - 1) {
                inside.put(slot, alerts);
            }
        });
        return inside;
    }

    private static long sum(Map<String, Long> slots) {
        return slots.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
