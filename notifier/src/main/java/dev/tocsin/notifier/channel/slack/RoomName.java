package dev.tocsin.notifier.channel.slack;

import java.text.Normalizer;
import java.util.Locale;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.kind.KindDetails;

/**
 * Name of an incident channel: the policy's template in the characters that Slack allows (lower-case letters, digits, hyphen and underscore, at most 80).
 *
 * @param template
 *            may contain {@value #NUMBER}, for the first free number of the day
 * @param incidentId
 *            makes the name unique
 */
record RoomName(String template, String incidentId) {

    /** Stands for a number of two digits or more. */
    static final String NUMBER = "NN";

    private static final int LONGEST = 80;
    /** Longest unique part; ids of incidents are shorter. */
    private static final int LONGEST_ENDING = 40;

    static RoomName of(Notification room) {
        return new RoomName(new KindDetails(room).text("name").orElse(room.getAddress()), room.getIncident().getId());
    }

    /** Whether the name has a number. */
    boolean isNumbered() {
        return template.contains(NUMBER);
    }

    /** The name without a number. */
    String plain() {
        return slug(template, "");
    }

    /** A name that is unique to this incident. */
    String own() {
        var ofIncident = incidentId.substring(incidentId.lastIndexOf('-') + 1);
        return slug(template.replace(NUMBER, ""), "-" + ofIncident);
    }

    /** The name with a number. */
    String numbered(int number) {
        return slug(template.replace(NUMBER, String.format(Locale.ROOT, "%02d", number)), "");
    }

    private static String slug(String text, String ending) {
        var all = letters(ending);
        var end = all.substring(0, Math.min(all.length(), LONGEST_ENDING));
        var start = letters(text).replaceAll("^[-_]+", "");
        var cut = start.substring(0, Math.min(start.length(), LONGEST - end.length())).replaceAll("[-_]+$", "");
        return cut.isEmpty() ? "incident" + end : cut + end;
    }

    private static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT).replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9_-]+", "-").replaceAll("-{2,}", "-");
    }
}
