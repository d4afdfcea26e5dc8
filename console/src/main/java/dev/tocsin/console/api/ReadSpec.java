package dev.tocsin.console.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.console.report.Report;
import dev.tocsin.console.value.ValueHistory;

/**
 * A list that the API answers in JSON, as the OpenAPI document describes it.
 *
 * @param parameters
 *            description by name of the query parameter
 * @param answer
 *            the record that is answered
 */
record ReadSpec(String path, String name, String summary, Map<String, String> parameters,
        Class<? extends Record> answer) {

    private static final String VALUES = "/api/incidents/{id}/values";

    /** All described lists. */
    static final List<ReadSpec> ALL = List.of(new ReadSpec("/api/incidents", "list-incidents", "Lists incidents.",
            incidents(), ReadRoutes.IncidentPage.class), new ReadSpec("/api/alerts", "list-alerts",
                    "Lists the alerts of open incidents, firing ones first.", limit(AlertRoute.USUAL, AlertRoute.MOST),
                    AlertRoute.Alerts.class), new ReadSpec("/api/deliveries", "list-deliveries",
                            "Lists the newest notifications with their deliveries, and the outcomes by channel.", limit(
                                    DeliveryRoute.USUAL, DeliveryRoute.MOST), DeliveryRoute.Deliveries.class),
            new ReadSpec("/api/oncall", "on-call", "Tells who is on call now and in the next 14 days.", Map.of(),
                    OnCallRoute.OnCallNow.class), new ReadSpec("/api/policy", "policy",
                            "Describes the policy in force, and what it lets people choose from.", Map.of(),
                            PolicyRoute.Choices.class), new ReadSpec("/api/policy/text", "policy-text",
                                    "Answers the text of the policy in force.", Map.of(), PolicyRoute.Text.class),
            new ReadSpec("/api/services", "services",
                    "Lists the services, what they depend on, their open incidents and who is paged first.", Map.of(),
                    ServiceRoute.Services.class), new ReadSpec("/api/reports", "reports",
                            "Computes figures over a period: response times, pages, noise, clocks, repeats.",
                            ReportForm.parameters(), Report.class), new ReadSpec(VALUES, "incident-values",
                                    "Lists the numbers that came with the alerts of an incident, over time.", Map.of(),
                                    ValueHistory.class));

    /** Whether the answer has an ETag. What is computed from the log at each request has none. */
    boolean isTagged() {
        return answer != Report.class && answer != ValueHistory.class;
    }

    private static Map<String, String> limit(int usual, int most) {
        return Map.of("limit", "Largest number of entries in the answer, 1 to " + most + "; default " + usual + ".");
    }

    private static Map<String, String> incidents() {
        var parameters = new LinkedHashMap<String, String>();
        Arrays.stream(IncidentParameter.values()).forEach(each -> parameters.put(each.key(), each.description()));
        return parameters;
    }
}
