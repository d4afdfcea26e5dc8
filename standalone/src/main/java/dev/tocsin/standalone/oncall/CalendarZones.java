package dev.tocsin.standalone.oncall;

import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Time zones that a calendar names and that nobody knows. A zone that the file defines itself (VTIMEZONE) stays; a known name
 * behind a prefix ({@code /freeassociation.sourceforge.net/Europe/Berlin}) becomes that name; times of any other are read in
 * the zone of the schedule, with a note, so that one odd name does not cost the file.
 */
final class CalendarZones {

    private static final Pattern FOLD = Pattern.compile("\r?\n[ \t]");
    private static final Pattern DEFINED = Pattern.compile("(?im)^TZID(?:;[^:\r\n]*)?:(.*?)\\s*$");
    private static final Pattern NAMED = Pattern.compile(
            "(?im)^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)[^:\r\n]*?);TZID=(\"[^\"\r\n]*\"|[^;:\"\r\n]*)");

    private final ZoneId zone;
    private final Set<String> unknown = new LinkedHashSet<>();

    /**
     * @param zone
     *            of the schedule
     */
    CalendarZones(ZoneId zone) {
        this.zone = zone;
    }

    /** The text with zones that can be read, and with its long lines unfolded. */
    String known(String ics) {
        var text = FOLD.matcher(ics).replaceAll("");
        var defined = new LinkedHashSet<String>();
        DEFINED.matcher(text).results().forEach(found -> defined.add(found.group(1)));
        return NAMED.matcher(text).replaceAll(found -> java.util.regex.Matcher.quoteReplacement(named(found, defined)));
    }

    /** The names that were not known. */
    Set<String> unknown() {
        return unknown;
    }

    private String named(MatchResult found, Set<String> defined) {
        var name = found.group(2).replace("\"", "");
        var known = behindPrefix(name);
        if (known.isPresent()) {
            return found.group(1) + ";TZID=" + known.get();
        }
        if (defined.contains(name)) {
            return found.group();
        }
        unknown.add(name.replaceAll("\\p{Cntrl}", " "));
        return found.group(1) + ";TZID=" + zone;
    }

    private static Optional<String> behindPrefix(String name) {
        var zones = ZoneId.getAvailableZoneIds();
        for (var rest = name; !rest.isEmpty(); rest = rest.substring(rest.indexOf('/') + 1)) {
            if (zones.contains(rest)) {
                return Optional.of(rest);
            }
            if (rest.indexOf('/') < 0) {
                break;
            }
        }
        return Optional.empty();
    }
}
