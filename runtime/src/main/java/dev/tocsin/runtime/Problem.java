package dev.tocsin.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * A problem document of RFC 9457, the body of every HTTP error that a service answers.
 *
 * @param status
 *            HTTP status
 * @param type
 *            short name of the kind of problem; becomes the relative reference {@code /problems/<type>}
 * @param title
 *            the kind of problem, the same for all of one type
 * @param detail
 *            what is wrong here and what to change
 * @param more
 *            further members, such as {@code quarantineId}
 */
public record Problem(int status, String type, String title, String detail, Map<String, Object> more) {

    public static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonMapper JSON = JsonMapper.shared();

    public Problem {
        more = Map.copyOf(more);
    }

    /** A problem without further members. */
    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(status, type, title, detail, Map.of());
    }

    /** The same with one more member. */
    public Problem with(String member, Object value) {
        var both = new LinkedHashMap<>(more);
        both.put(member, value);
        return new Problem(status, type, title, detail, both);
    }

    /** The document. */
    public String json() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "/problems/" + type);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.putAll(more);
        return JSON.writeValueAsString(members);
    }
}
