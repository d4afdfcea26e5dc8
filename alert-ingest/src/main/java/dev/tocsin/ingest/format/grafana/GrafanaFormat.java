package dev.tocsin.ingest.format.grafana;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.alertmanager.AlertmanagerFormat;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReading;

/**
 * Grafana's contact point of type webhook. Its bodies are Alertmanager's with more in them; before version 8 they were flat.
 * Source: grafana/alerting receivers/webhook, grafana/grafana services/alerting.
 */
public final class GrafanaFormat implements AlertFormat {

    public static final String NAME = "grafana";

    private final AlertFormat unified = new AlertmanagerFormat();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean anyContentType() {
        return true;
    }

    @Override
    public Reading read(Incoming incoming) {
        return incoming.json() instanceof JsonReading.Document(var root) && isLegacy(root)
                ? incoming.read(fields -> LegacyRule.read(fields, incoming))
                : unified.read(incoming);
    }

    private static boolean isLegacy(Fields root) {
        return root.isObject() && !root.has("alerts") && (root.has("ruleId") || root.has("ruleName") || root.has(
                "evalMatches"));
    }
}
