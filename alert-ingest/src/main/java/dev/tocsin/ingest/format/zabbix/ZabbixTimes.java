package dev.tocsin.ingest.format.zabbix;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.SourceTime;
import dev.tocsin.ingest.format.json.Fields;

/**
 * The times of a message. {@code {EVENT.DATE}} and {@code {EVENT.TIME}} are the server's local time and name no zone. The latest
 * time of a message is from just before it was sent, so what lies between that time, read as UTC, and the receive time is the offset
 * of the zone, if there is a zone with about that offset. Source: Zabbix manual, "Supported macros".
 *
 * @param since
 *            when the problem began, as written; local times with their offset
 * @param until
 *            when it was over, the same
 * @param offset
 *            of the server's zone, if local times were read with one
 */
record ZabbixTimes(String since, String until, Optional<ZoneOffset> offset) {

    /** A message comes at most so much later than the event, or by so much the clocks differ. */
    private static final Duration NEAR = Duration.ofMinutes(5);
    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}[T ]\\d{1,2}:\\d{2}(:\\d{2})?");

    static ZabbixTimes of(Fields root, Instant receivedAt) {
        var since = time(root, "event_timestamp", "timestamp", "event");
        var until = time(root, "recovery_timestamp", "event_recovery_timestamp", "recovery");
        var latest = LOCAL.matcher(until).matches() ? until : since;
        if (!LOCAL.matcher(latest).matches() || !(SourceTime.read(latest) instanceof SourceTime.At(var asUtc))) {
            return new ZabbixTimes(since, until, Optional.empty());
        }
        return offset(asUtc, receivedAt).map(offset -> new ZabbixTimes(at(since, offset), at(until,
                offset), Optional.of(offset))).orElseGet(() -> new ZabbixTimes(since, until, Optional.empty()));
    }

    /** One that a zone has at that time; empty where the message is too late to tell, or where it is UTC. */
    private static Optional<ZoneOffset> offset(Instant asUtc, Instant receivedAt) {
        var ahead = Duration.between(receivedAt, asUtc).toSeconds();
        return ZoneId.getAvailableZoneIds().stream().map(zone -> ZoneId.of(zone).getRules().getOffset(receivedAt))
                .distinct().filter(offset -> Math.abs(ahead - offset.getTotalSeconds()) <= NEAR.toSeconds()).filter(
                        offset -> offset.getTotalSeconds() != 0).findFirst();
    }

    private static String at(String written, ZoneOffset offset) {
        return LOCAL.matcher(written).matches() ? written + offset.getId() : written;
    }

    private static String time(Fields root, String stamp, String otherStamp, String prefix) {
        var written = root.first(stamp, otherStamp, prefix + "_datetime");
        if (!written.isEmpty()) {
            return written;
        }
        var date = root.first(prefix + "_date", prefix.equals("event") ? "date" : prefix + "date").replace('.', '-');
        var time = root.first(prefix + "_time", prefix.equals("event") ? "time" : prefix + "time");
        return date.isEmpty() || time.isEmpty() ? "" : date + " " + time;
    }
}
