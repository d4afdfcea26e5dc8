package dev.tocsin.console.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.console.report.ReportTable;
import dev.tocsin.console.route.Route;

/** What the OpenAPI document says about lists, the tables of the reports in CSV, and questions that are posted. */
final class OpenApiReads {

    private static final List<String> TAGS = List.of("lists");

    private OpenApiReads() {}

    static Map<String, Object> operation(ReadSpec spec) {
        var responses = responses(Map.of("description", "The list.", "content", OpenApi.content(AnswerSchema.of(spec
                .answer()))));
        if (spec.isTagged()) {
            responses.put("304", Map.of("description", "The client has this answer: If-None-Match names its ETag."));
        }
        var path = OpenApi.pathParameters(spec.path());
        if (!path.isEmpty()) {
            responses.put("404", OpenApi.problem("There is no such incident."));
        }
        return Map.of("operationId", spec.name(), "summary", spec.summary(), "tags", TAGS, "parameters", Stream.concat(
                path.stream(), query(spec.parameters())).toList(), "responses", responses);
    }

    static Map<String, Object> operation(ReportTable table) {
        var csv = Map.<String, Object>of("type", "string", "description",
                "CSV (RFC 4180); the first line names the columns: " + String.join(",", table.columns()));
        var name = Map.of("description", "Name of the file.", "schema", Map.of("type", "string", "const",
                "attachment; filename=\"tocsin-" + table.fileName() + '"'));
        var responses = responses(Map.of("description", "The table.", "headers", Map.of("Content-Disposition", name),
                "content", OpenApi.content("text/csv", csv)));
        return Map.of("operationId", "report-" + table.fileName().replace('.', '-'), "summary", table.summary(), "tags",
                TAGS, "parameters", query(ReportForm.parameters()).toList(), "responses", responses);
    }

    /** Of a question that is posted and changes nothing. */
    static Map<String, Object> operation(FormSpec spec, Route row) {
        return Map.of("operationId", spec.name(), "summary", row.summary(), "tags", TAGS, "parameters", query(spec
                .parameters()).toList(), "requestBody", Map.of("required", true, "content", OpenApi.content(spec
                        .body())), "responses", responses(Map.of("description", "The answer; nothing was changed.",
                                "content", OpenApi.content(AnswerSchema.of(spec.answer())))));
    }

    private static Stream<Map<String, Object>> query(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(each -> OpenApi.parameter(each.getKey(), "query", false, each
                .getValue()));
    }

    private static Map<String, Object> responses(Map<String, Object> good) {
        return new TreeMap<>(Map.of("200", good, "400", OpenApi.problem("A parameter is invalid."), "503", OpenApi
                .problem("The console has not read its topics yet.")));
    }
}
