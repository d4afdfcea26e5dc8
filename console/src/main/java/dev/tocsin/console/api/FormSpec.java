package dev.tocsin.console.api;

import java.util.List;
import java.util.Map;

import dev.tocsin.console.routing.RouteTrial;
import dev.tocsin.console.silence.SilenceForm;
import dev.tocsin.console.silence.SilencePreview;

/**
 * A question that is posted and changes nothing, as the OpenAPI document describes it.
 *
 * @param parameters
 *            description by name of the query parameter
 * @param body
 *            JSON Schema of the request
 * @param answer
 *            the record that is answered
 */
record FormSpec(String path, String name, Map<String, String> parameters, Map<String, Object> body,
        Class<? extends Record> answer) {

    /** All described questions. */
    static final List<FormSpec> ALL = List.of(new FormSpec("/api/silences/preview", "preview-silence", Map.of("past",
            "Also tells what it would have hidden in this time until now, such as 7d; at most 31d (default: does not)."),
            SilenceForm.schema(), SilencePreview.class), new FormSpec("/api/policy/route", "test-route", Map.of(),
                    RouteTrialRoute.schema(), RouteTrial.class));
}
