package dev.tocsin.notifier.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.Notification;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.message.MessageTemplate;

/**
 * Reader of a message: link target and time zones.
 *
 * @param console
 *            address at which people reach the console, without a slash at its end
 * @param zones
 *            zones of team and person; UTC is always shown
 * @param template
 *            how the policy words the message; empty for the usual words
 */
public record Reader(Optional<String> console, List<ZoneId> zones, Optional<MessageTemplate> template) {

    private static final DateTimeFormatter SAME_DAY = DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);
    private static final DateTimeFormatter OTHER_DAY = DateTimeFormatter.ofPattern("d MMM HH:mm zzz", Locale.ENGLISH);

    public Reader {
        console = console.map(it -> it.replaceFirst("/+$", ""));
        zones = List.copyOf(zones);
    }

    /** Of the usual words. */
    public Reader(Optional<String> console, List<ZoneId> zones) {
        this(console, zones, Optional.empty());
    }

    /**
     * The reader of a notification of a policy, for live messages and drills.
     *
     * @param otherwise
     *            console address, unless the policy has one
     */
    public static Reader of(CompiledPolicy policy, Notification told, Optional<String> otherwise) {
        var practice = policy.policy().practice();
        return new Reader(policy.policy().console().or(() -> otherwise), Stream.concat(Stream.of(practice.zone()),
                practice.zoneOf(told.getTarget()).stream()).distinct().toList(), policy.message(told.getKind(), told
                        .getChannel()));
    }

    /** The page of an incident. */
    Optional<String> incident(String id) {
        return console.map(it -> it + "/?incident=" + id).filter(SafeText::isWebAddress);
    }

    /** The review document of an incident. */
    Optional<String> review(String id) {
        return console.map(it -> it + "/api/incidents/" + id + "/review.html").filter(SafeText::isWebAddress);
    }

    /** An instant in UTC and in the zones of team and reader. */
    String moment(Instant at) {
        var shown = new ArrayList<String>(List.of(RelativeTimes.moment(at)));
        var utc = at.atZone(ZoneOffset.UTC);
        zones.stream().map(at::atZone).filter(it -> !it.getOffset().equals(ZoneOffset.UTC)).map(
                it -> (it.toLocalDate().equals(utc.toLocalDate()) ? SAME_DAY : OTHER_DAY).format(it)).distinct()
                .forEach(shown::add);
        return String.join(", ", shown);
    }

    /** An instant with the relative time. */
    String by(Instant moment, Instant now) {
        return moment(moment) + " (" + RelativeTimes.off(moment, now) + ")";
    }
}
