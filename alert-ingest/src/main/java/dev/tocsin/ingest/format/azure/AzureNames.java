package dev.tocsin.ingest.format.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.json.Fields;

/** What stands in Azure's resource IDs, {@code /subscriptions/<id>/resourceGroups/<group>/providers/<type>/<name>}; their case varies. */
final class AzureNames {

    private static final Pattern SUBSCRIPTION = Pattern.compile("(?i)/subscriptions/([^/]+)");
    private static final Pattern GROUP = Pattern.compile("(?i)/resourceGroups/([^/]+)");
    private static final Pattern TYPE = Pattern.compile("(?i)/providers/([^/]+/[^/]+)");
    private static final String PORTAL = "https://portal.azure.com/#view/Microsoft_Azure_Monitoring_Alerts/AlertDetails.ReactView/alertId/";

    private AzureNames() {}

    /** Labels of a resource. */
    static void resource(String id, Facts labels) {
        var slash = id.lastIndexOf('/');
        labels.put("resource", slash < 0 ? id : id.substring(slash + 1)).put("subscription", found(SUBSCRIPTION, id))
                .put("resource_group", found(GROUP, id)).put("resource_type", found(TYPE, id));
    }

    /** The alert in the portal. */
    static String portal(String alertId) {
        return PORTAL + URLEncoder.encode(alertId, UTF_8).replace("+", "%20");
    }

    /** Severity in words; the bare number of classic bodies too. */
    static String severity(String written) {
        return written.matches("[0-4]") ? "Sev" + written : written;
    }

    /** Dimensions, a list of pairs. */
    static void dimensions(Fields condition, Facts labels) {
        condition.list("dimensions").forEach(pair -> labels.put(pair.first("name"), pair.first("value")));
    }

    private static String found(Pattern pattern, String id) {
        var match = pattern.matcher(id);
        return match.find() ? match.group(1) : "";
    }
}
