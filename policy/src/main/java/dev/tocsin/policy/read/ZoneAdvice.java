package dev.tocsin.policy.read;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.yaml.Nearest;

/**
 * What to write instead of a time zone that is not in the tz database. Abbreviations are no spelling mistakes: EST is New
 * York's winter time, and EET, which looks alike, is seven hours away.
 */
final class ZoneAdvice {

    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(Map.entry("EST", "America/New_York"),
            Map.entry("EDT", "America/New_York"), Map.entry("CST", "America/Chicago"),
            Map.entry("CDT", "America/Chicago"), Map.entry("MST", "America/Denver"),
            Map.entry("MDT", "America/Denver"), Map.entry("PST", "America/Los_Angeles"),
            Map.entry("PDT", "America/Los_Angeles"), Map.entry("BST", "Europe/London"),
            Map.entry("CEST", "Europe/Berlin"), Map.entry("EEST", "Europe/Athens"),
            Map.entry("WEST", "Europe/Lisbon"), Map.entry("MSK", "Europe/Moscow"), Map.entry("IST", "Asia/Kolkata"),
            Map.entry("JST", "Asia/Tokyo"), Map.entry("SGT", "Asia/Singapore"), Map.entry("AEST", "Australia/Sydney"),
            Map.entry("AEDT", "Australia/Sydney"), Map.entry("NZST", "Pacific/Auckland"));

    private ZoneAdvice() {}

    static String of(String written) {
        var word = written.strip().toUpperCase(Locale.ROOT);
        if (word.equals("LOCAL")) {
            return "write the zone by name, such as Europe/Berlin: a policy means the same on every machine";
        }
        return Optional.ofNullable(ABBREVIATIONS.get(word))
                .map(zone -> "write the place, such as '" + zone + "', which has summer time where it applies")
                .or(() -> Nearest.to(written, ZoneId.getAvailableZoneIds()).map(near -> "write '" + near + "'"))
                .orElse("write a name of the tz database, such as Europe/Berlin, or UTC");
    }
}
