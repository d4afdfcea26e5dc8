package dev.tocsin.ingest.format;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReader;
import dev.tocsin.ingest.format.json.JsonReading;
import dev.tocsin.ingest.format.refusal.RefusedException;

/** A request as it came in: chosen headers and the bytes of its body after content decoding. Used by one thread. */
public final class Incoming {

    private final String id;
    private final String source;
    private final Instant receivedAt;
    private final String path;
    private final String query;
    private final Map<String, String> headers;
    private final byte[] body;
    private Optional<JsonReading> json = Optional.empty();

    /**
     * @param id
     *            ingest id
     * @param source
     *            name of the configured source
     * @param headers
     *            lower-case names; no credentials
     * @param body
     *            not copied
     */
    public Incoming(String id, String source, Instant receivedAt, String path, Map<String, String> headers,
            byte[] body) {
        this(id, source, receivedAt, path, "", headers, body);
    }

    /**
     * The same, with what stands behind the path.
     *
     * @param query
     *            raw query, or the last part of a signed address; holds secrets, so it is neither stored nor logged
     */
    public Incoming(String id, String source, Instant receivedAt, String path, String query,
            Map<String, String> headers, byte[] body) {
        this.id = id;
        this.source = source;
        this.receivedAt = receivedAt;
        this.path = path;
        this.query = query;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    public String id() {
        return id;
    }

    public String source() {
        return source;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public String path() {
        return path;
    }

    /** What stands behind the path; secret. */
    public String query() {
        return query;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** A header's value, empty when it was not sent. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** The bytes themselves; nobody changes them. */
    public byte[] body() {
        return body;
    }

    /** The body as JSON; read once. */
    public JsonReading json() {
        if (json.isEmpty()) {
            json = Optional.of(JsonReader.read(body, header("content-type")));
        }
        return json.get();
    }

    /** What had to be mended in what was read of the body up to now. */
    public Set<String> remarks() {
        return json.isPresent() && json.get() instanceof JsonReading.Document(var root) ? root.remarks() : Set.of();
    }

    /** What a reader makes of the body as JSON; a refusal where it is none. */
    public Reading read(Function<Fields, Reading> reader) {
        return switch (json()) {
            case JsonReading.Unreadable(var refusal) -> new Reading.Refused(refusal);
            case JsonReading.Document(var root) -> {
                try {
                    yield reader.apply(root);
                } catch (RefusedException refused) {
                    yield new Reading.Refused(refused.refusal());
                }
            }
        };
    }
}
