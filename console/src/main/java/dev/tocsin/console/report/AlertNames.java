package dev.tocsin.console.report;

import java.util.Map;
import java.util.regex.Pattern;

/** Reads the lists of alerts that entries of the timeline contain: {@code Name (identity), Name (identity) and 3 more}. */
public final class AlertNames {

    private static final Pattern NAMED = Pattern.compile("(.+?) \\(([^()\\s]+)\\)(?:, | and \\d+ more$|$)");

    private AlertNames() {}

    /** Adds the names by identity. */
    public static void read(String list, Map<String, String> names, int most) {
        var found = NAMED.matcher(list);
        while (found.find() && names.size() < most) {
            names.put(found.group(2), found.group(1));
        }
    }
}
