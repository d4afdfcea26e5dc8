package dev.tocsin.correlator.bulletin;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.event.Bulletin;

/**
 * New alerts of one storm in one partition since its last tally.
 *
 * @param partition
 *            which
 * @param alerts
 *            how many, by slot of time; the number of the slot since 1970
 * @param slotMillis
 *            length of a slot, in milliseconds
 * @param services
 *            how many services the partition saw in it
 * @param name
 *            most frequent alert name
 */
public record StormTally(String stormId, int partition, Map<Long, Long> alerts, long slotMillis, int services,
        String name) {

    public StormTally {
        alerts = Map.copyOf(alerts);
    }

    /** As told. */
    public static StormTally of(Bulletin bulletin) {
        var alerts = new TreeMap<Long, Long>();
        for (var slot : BulletinDetails.text(bulletin, "alerts").split(" ", -1)) {
            var colon = slot.indexOf(':');
            if (colon > 0) {
                alerts.put(BulletinDetails.number(slot.substring(0, colon)), BulletinDetails.number(slot.substring(colon
                        + 1)));
            }
        }
        return new StormTally(bulletin.getSubject(), (int) BulletinDetails.number(bulletin, "partition"), alerts,
                BulletinDetails.number(bulletin, "slotMillis"), (int) BulletinDetails.number(bulletin, "services"),
                BulletinDetails.text(bulletin, "name"));
    }

    Map<String, String> details() {
        return Map.of("partition", Integer.toString(partition), "alerts", new TreeMap<>(alerts).entrySet().stream()
                .map(slot -> slot.getKey() + ":" + slot.getValue()).collect(Collectors.joining(" ")), "slotMillis",
                Long.toString(slotMillis), "services", Integer.toString(services), "name", name);
    }

    /** All of them. */
    public long total() {
        return alerts.values().stream().mapToLong(Long::longValue).sum();
    }
}
