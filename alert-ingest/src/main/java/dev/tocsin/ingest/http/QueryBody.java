package dev.tocsin.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.ingest.format.form.FormFields;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.ingest.source.SourceType;

/**
 * The body of a request: its own, or the query where the sender puts everything there. The query becomes a form, which is
 * stored like any body, so members that hold a secret are left out.
 */
final class QueryBody {

    private static final List<String> SECRETS = List.of("token", "key", "apikey", "api_key", "access_token", "secret",
            "password");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final byte[] bytes;
    private final Map<String, String> headers;

    private QueryBody(byte[] bytes, Map<String, String> headers) {
        this.bytes = bytes;
        this.headers = Map.copyOf(headers);
    }

    /**
     * What is read as the body.
     *
     * @param query
     *            may be null
     * @param headers
     *            as they are kept
     */
    static QueryBody of(Source source, byte[] body, String query, Map<String, String> headers) {
        var queried = body.length == 0 && query != null && SourceType.named(source.format().name()).filter(
                SourceType::sendsQueries).isPresent();
        if (!queried) {
            return new QueryBody(body, headers);
        }
        var form = new TreeMap<>(headers);
        form.put("content-type", FORM);
        return new QueryBody(FormFields.of(query).without(SECRETS).getBytes(UTF_8), form);
    }

    /** Not copied. */
    byte[] bytes() {
        return bytes;
    }

    /** With the content type of a form where the query is the body. */
    Map<String, String> headers() {
        return headers;
    }
}
