package dev.tocsin.console.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list that the API answers, as the OpenAPI document describes it.
 *
 * @param parameters
 *            description by name of the query parameter
 * @param answer
 *            the record that is answered
 */
record ReadSpec(String path, String name, String summary, Map<String, String> parameters,
        Class<? extends Record> answer) {

    /** All described lists. */
    static final List<ReadSpec> ALL = List.of(new ReadSpec("/api/incidents", "list-incidents", "Lists incidents.",
            incidents(), ReadRoutes.IncidentPage.class));

    private static Map<String, String> incidents() {
        var parameters = new LinkedHashMap<String, String>();
        Arrays.stream(IncidentParameter.values()).forEach(each -> parameters.put(each.key(), each.description()));
        return parameters;
    }
}
