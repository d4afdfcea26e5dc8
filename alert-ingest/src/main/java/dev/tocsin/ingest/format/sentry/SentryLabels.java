package dev.tocsin.ingest.format.sentry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.json.Fields;

/**
 * Labels of Sentry's objects, under names that are the same for an issue and for its events, so that both find the same
 * service. Tags that name people or addresses are left out.
 */
final class SentryLabels {

    private static final Set<String> TAGS = Set.of("environment", "release", "server_name", "transaction", "level",
            "handled", "mechanism", "runtime.name", "service", "team", "region", "cluster", "dist");
    private static final Pattern PROJECT_IN_URL = Pattern.compile("/projects/([^/?]+)/([^/?]+)/");
    private static final Pattern ORGANIZATION_IN_URL = Pattern.compile("/organizations/([^/?]+)/");
    private static final Pattern ISSUE_IN_URL = Pattern.compile("/issues/(\\d+)");

    private final Map<String, String> labels = new LinkedHashMap<>();

    SentryLabels put(String name, String value) {
        if (!value.isBlank()) {
            labels.putIfAbsent(name, value);
        }
        return this;
    }

    /** Project of an issue: an object, or in old bodies its id or slug alone. */
    SentryLabels project(Fields project) {
        if (project.isObject()) {
            return put("project", project.text("slug")).put("project_id", project.text("id"))
                    .put("platform", project.text("platform"));
        }
        return number(project.text()) ? put("project_id", project.text()) : put("project", project.text());
    }

    /** Project and organization from addresses, where a body has them only there. */
    SentryLabels addresses(String... urls) {
        for (var url : urls) {
            var project = PROJECT_IN_URL.matcher(url);
            if (project.find()) {
                put("organization", project.group(1)).put(number(project.group(2)) ? "project_id" : "project",
                        project.group(2));
            }
            var organization = ORGANIZATION_IN_URL.matcher(url);
            if (organization.find()) {
                put("organization", organization.group(1));
            }
        }
        return this;
    }

    /** An event's tags: a list of pairs, or of objects with key and value, or one object. */
    SentryLabels tags(Fields event) {
        event.in("tags").texts().forEach((name, value) -> {
            if (TAGS.contains(name)) {
                put(name, value);
            }
        });
        event.list("tags").forEach(tag -> {
            var pair = tag.elements();
            var name = pair.size() == 2 ? pair.getFirst().text() : tag.text("key");
            if (TAGS.contains(name)) {
                put(name, pair.size() == 2 ? pair.getLast().text() : tag.text("value"));
            }
        });
        return this;
    }

    Map<String, String> all() {
        return labels;
    }

    /** An issue's id from the addresses of its events; empty when there is none. */
    static String issueId(String... urls) {
        for (var url : urls) {
            var issue = ISSUE_IN_URL.matcher(url);
            if (issue.find()) {
                return issue.group(1);
            }
        }
        return "";
    }

    private static boolean number(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
