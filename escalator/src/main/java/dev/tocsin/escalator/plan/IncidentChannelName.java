package dev.tocsin.escalator.plan;

import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.event.Incident;

/**
 * Names of incident channels as chat systems require them: lower-case letters, digits, dashes and underscores, at most 80 (runbook rows A6, B6). Dates are in UTC.
 */
final class IncidentChannelName {

    private static final int LONGEST = 80;
    private static final int LONGEST_BRIEF = 40;
    private static final Pattern REFERENCE = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9_]+");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(
            ZoneOffset.UTC);
    private static final String NUMBER = "number";
    private static final String NEXT = "NN";
    private static final String PLACE = "0000nn0000";

    private final String template;
    private final Incident incident;
    private final Instant at;

    /**
     * @param at
     *            when it is opened
     */
    IncidentChannelName(String template, Incident incident, Instant at) {
        this.template = template;
        this.incident = incident;
        this.at = at;
    }

    /** The name used in the destination: the incident's part of its id replaces a number. */
    String known() {
        return filled(ownPart(incident));
    }

    /** The requested name: the chat channel replaces {@code NN} with the next free number of the day. */
    String wanted() {
        return template.contains("{" + NUMBER + "}")
                ? filled(PLACE).replace(PLACE, NEXT)
                : filled("");
    }

    /** A short form of the title. */
    static String brief(Incident incident) {
        var brief = cut(slug(incident.getConfidential() ? "" : incident.getTitle()), LONGEST_BRIEF);
        return brief.isEmpty() ? ownPart(incident) : brief;
    }

    /** The part of the id that is unique within the service. */
    static String ownPart(Incident incident) {
        return slug(incident.getId().substring(incident.getId().indexOf('-') + 1));
    }

    /** Shortens only the title: cutting a number or date could make two names equal. */
    private String filled(String number) {
        var brief = brief(incident);
        var whole = filled(number, brief);
        var left = brief.length() - (whole.length() - LONGEST);
        var fits = whole.length() <= LONGEST || left <= 0 ? whole : filled(number, cut(brief, left));
        return fits.isEmpty() ? "incident-" + ownPart(incident) : cut(fits, LONGEST);
    }

    private String filled(String number, String brief) {
        var values = Map.of("date", DAY.format(at), NUMBER, number, "brief", brief, "severity", incident
                .getSeverity().getId(), "service", incident.getService(), "id", incident.getId());
        var name = REFERENCE.matcher(template).replaceAll(reference -> Matcher.quoteReplacement(values.getOrDefault(
                reference.group(1), "")));
        return slug(name);
    }

    private static String slug(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("").toLowerCase(
                Locale.ROOT);
        return trimmed(FOREIGN.matcher(plain).replaceAll("-"));
    }

    /** Cuts at a dash in the second half, if there is one. */
    private static String cut(String slug, int most) {
        if (slug.length() <= most) {
            return slug;
        }
        var dash = slug.lastIndexOf('-', most);
        return trimmed(slug.substring(0, dash > most / 2 ? dash : most));
    }

    private static String trimmed(String slug) {
        var from = slug.startsWith("-") ? 1 : 0;
        var to = slug.endsWith("-") && slug.length() > 1 ? slug.length() - 1 : slug.length();
        return from >= to ? "" : slug.substring(from, to);
    }
}
