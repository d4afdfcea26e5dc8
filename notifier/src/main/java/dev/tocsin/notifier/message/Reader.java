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

import dev.tocsin.policy.model.Policy;

/**
 * Who reads a message: where links lead, and in which zones times are told beside UTC.
 *
 * @param console
 *            address at which people reach the console, without a slash at its end
 * @param zones
 *            the team's and the person's zones; UTC is always told
 */
public record Reader(Optional<String> console, List<ZoneId> zones) {

    private static final DateTimeFormatter SAME_DAY = DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);
    private static final DateTimeFormatter OTHER_DAY = DateTimeFormatter.ofPattern("d MMM HH:mm zzz", Locale.ENGLISH);

    public Reader {
        console = console.map(it -> it.replaceFirst("/+$", ""));
        zones = List.copyOf(zones);
    }

    /**
     * Who reads what a policy has told: the one way to a link and to a zone, for live messages and for drills.
     *
     * @param target
     *            name of the person or team that is told
     * @param otherwise
     *            console address, unless the policy has one
     */
    public static Reader of(Policy policy, String target, Optional<String> otherwise) {
        var practice = policy.practice();
        return new Reader(policy.console().or(() -> otherwise), Stream.concat(Stream.of(practice.zone()),
                practice.zoneOf(target).stream()).distinct().toList());
    }

    /** The page of an incident. */
    Optional<String> incident(String id) {
        return console.map(it -> it + "/?incident=" + id).filter(SafeText::isWebAddress);
    }

    /** A moment in UTC, and as clocks show it where the team and the reader are. */
    String moment(Instant at) {
        var shown = new ArrayList<String>(List.of(RelativeTimes.moment(at)));
        var utc = at.atZone(ZoneOffset.UTC);
        zones.stream().map(at::atZone).filter(it -> !it.getOffset().equals(ZoneOffset.UTC)).map(
                it -> (it.toLocalDate().equals(utc.toLocalDate()) ? SAME_DAY : OTHER_DAY).format(it)).distinct()
                .forEach(shown::add);
        return String.join(", ", shown);
    }

    /** A moment, and how far off it is. */
    String by(Instant moment, Instant now) {
        return moment(moment) + " (" + RelativeTimes.off(moment, now) + ")";
    }
}
