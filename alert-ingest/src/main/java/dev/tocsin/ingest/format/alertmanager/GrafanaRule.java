package dev.tocsin.ingest.format.alertmanager;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What Grafana says in its own way. A rule without data, or one that fails, fires as an alert of its own: the rule's name is then
 * in the label {@code rulename} (grafana ngalert/state/compat.go). Grafana 9 sends values only as text.
 */
final class GrafanaRule {

    private static final Map<String, String> OWN_ALERTS = Map.of("DatasourceNoData", "no data", "DatasourceError",
            "evaluation failed");
    private static final Pattern VALUE = Pattern.compile(
            "var='([^']{1,100})'[^\\]]{0,4000}? value=([-+]?[0-9.eE+-]{1,40})\\s*\\]");
    private static final int LONGEST = 20_000;

    private GrafanaRule() {}

    /** The name of an alert by its labels. */
    static String name(Map<String, String> labels) {
        var name = labels.getOrDefault("alertname", "");
        var rule = labels.getOrDefault("rulename", "");
        return OWN_ALERTS.containsKey(name) && !rule.isBlank() ? rule + ": " + OWN_ALERTS.get(name) : name;
    }

    /** The values in a {@code valueString}. */
    static Map<String, Double> values(String valueString) {
        var values = new LinkedHashMap<String, Double>();
        var found = VALUE.matcher(valueString.length() > LONGEST ? valueString.substring(0, LONGEST) : valueString);
        while (found.find()) {
            try {
                values.putIfAbsent(found.group(1), Double.parseDouble(found.group(2)));
            } catch (NumberFormatException notANumber) {
                // A value that is none, such as NaN, says nothing.
            }
        }
        return values;
    }
}
