package dev.tocsin.console.projection;

import java.time.Duration;

/**
 * How much the console holds in memory.
 *
 * @param openIncidents
 *            most open incidents of which the headline is held; of more, the least severe and longest unchanged are only
 *            counted
 * @param detailedIncidents
 *            most incidents of which all is held: open before resolved, newest change first
 * @param detailEntries
 *            most snapshots, alerts, facts and messages that these hold together; one takes about a kibibyte
 * @param resolvedIncidents
 *            most resolved incidents, newest kept
 * @param resolvedFor
 *            how long a resolved incident is held after its last change
 * @param timelineEntries
 *            most timeline entries of one incident: the first ones and the newest ones
 * @param messagesPerIncident
 *            most notifications of one incident, newest kept
 * @param strangers
 *            most incident ids for which facts came but no snapshot yet
 * @param quarantined
 *            most quarantined requests, newest kept
 * @param excerptBytes
 *            how much of a quarantined body is held
 */
public record Bounds(int openIncidents, int detailedIncidents, int detailEntries, int resolvedIncidents,
        Duration resolvedFor, int timelineEntries, int messagesPerIncident,
        int strangers, int quarantined, int excerptBytes) {

    /** What holds unless configured otherwise. */
    public static final Bounds DEFAULT = new Bounds(150_000, 5_000, 60_000, 2_000, Duration.ofDays(30), 300, 300, 1_000,
            500, 2_048);

    public Bounds {
        if (openIncidents < 100 || detailedIncidents < 1 || detailEntries < 1_000) {
            throw new IllegalArgumentException(
                    "bounds must allow at least 100 open incidents, one incident with details,"
                            + " and 1000 entries: " + openIncidents + ", " + detailedIncidents + ", " + detailEntries);
        }
        if (resolvedIncidents < 0 || timelineEntries < 2 || messagesPerIncident < 1 || strangers < 1 || quarantined < 1
                || excerptBytes < 0) {
            throw new IllegalArgumentException("bounds must be positive: " + resolvedIncidents + ", " + timelineEntries
                    + ", " + messagesPerIncident + ", " + strangers + ", " + quarantined + ", " + excerptBytes);
        }
    }
}
