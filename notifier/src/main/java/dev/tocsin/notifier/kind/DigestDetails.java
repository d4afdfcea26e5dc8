package dev.tocsin.notifier.kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;

/** What a digest says, in the details of its notification: how many messages were held back, and a row for each incident. */
public final class DigestDetails {

    private static final String MESSAGES = "messages";
    private static final String INCIDENTS = "incidents";
    private static final String SEPARATOR = "\t";

    private DigestDetails() {}

    /**
     * One incident.
     *
     * @param severity
     *            id of its severity
     * @param state
     *            as a word, such as open
     */
    public record Row(String id, String severity, String state, String service, String title) {}

    /**
     * The details.
     *
     * @param messages
     *            how many were held back
     * @param incidents
     *            what they were about, most severe first
     */
    public static Map<String, String> of(int messages, List<Incident> incidents) {
        var details = new LinkedHashMap<String, String>();
        details.put(MESSAGES, Integer.toString(messages));
        details.put(INCIDENTS, String.join("\n", incidents.stream().map(DigestDetails::line).toList()));
        return details;
    }

    private static String line(Incident incident) {
        return String.join(SEPARATOR, List.of(incident.getId(), flat(incident.getSeverity().getId()), incident
                .getState()
                .name().toLowerCase(Locale.ROOT), flat(incident.getService()), flat(incident.getTitle())));
    }

    private static String flat(String text) {
        return text.replaceAll("[\\t\\r\\n\\u0085\\u2028\\u2029]", " ");
    }

    /** How many messages were held back. */
    public static String messages(Notification notification) {
        return Optional.ofNullable(notification.getDetails().get(MESSAGES)).orElse("several");
    }

    /** The incidents, most severe first. */
    public static List<Row> rows(Notification notification) {
        var rows = new ArrayList<Row>();
        new KindDetails(notification).text(INCIDENTS).ifPresent(text -> Arrays.stream(text.split("\n", -1)).map(
                line -> line.split(SEPARATOR, -1)).filter(parts -> parts.length == 5).forEach(parts -> rows.add(new Row(
                        parts[0], parts[1], parts[2], parts[3], parts[4]))));
        return List.copyOf(rows);
    }
}
