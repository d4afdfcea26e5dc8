package dev.tocsin.ingest.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Change;
import dev.tocsin.event.Command;
import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.heartbeat.HeartbeatFormat;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.runtime.Problem;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a sender is told. The senders know three answers: done (2xx), again later (503), never again (4xx). 429 is not among
 * them: Alertmanager and Sentry give up on it.
 */
record Answer(int status, Outcome outcome, String contentType, String body, Map<String, String> headers) {

    /** What became of the request; the metric's label. */
    enum Outcome {
        ACCEPTED, NO_ALERT, REFUSED, FORGED, UNAVAILABLE;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A page is nobody else's: not kept, not framed, and its address is passed on to nobody. */
    private static final Map<String, String> PAGE_HEADERS = Map.of("Cache-Control", "no-store", "Referrer-Policy",
            "no-referrer", "X-Frame-Options", "DENY", "X-Content-Type-Options", "nosniff", "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int RETRY_SECONDS = 5;

    Answer {
        headers = Map.copyOf(headers);
    }

    /** Alerts are on the log. */
    static Answer accepted(String id, int alerts, int folded, Optional<Refusal> leftOut) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("alerts", alerts);
        body.put("folded", folded);
        leftOut.ifPresent(refusal -> {
            body.put("quarantineId", id);
            body.put("detail", refusal.detail());
        });
        return json(Outcome.ACCEPTED, body);
    }

    /** Changes are on the log. */
    static Answer changesTaken(String id, List<Change> changes, int notTaken, Optional<Refusal> leftOut) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("changes", changes.size());
        body.put("changeIds", changes.stream().map(Change::getId).toList());
        body.put("notTaken", notTaken);
        leftOut.ifPresent(refusal -> {
            body.put("quarantineId", id);
            body.put("detail", refusal.detail());
        });
        return json(Outcome.ACCEPTED, body);
    }

    /** What people answered elsewhere is on the log. */
    static Answer answersTaken(String id, List<Command> commands) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("commands", commands.stream().map(Command::getId).toList());
        return json(Outcome.ACCEPTED, body);
    }

    /** On our disk, and on the log when Kafka is back. */
    static Answer spooled(String id) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("detail", "Stored. It is processed when Kafka is available again.");
        return json(Outcome.ACCEPTED, body);
    }

    /** A beat is on the log; as Healthchecks answers. */
    static Answer beat() {
        return own(Outcome.ACCEPTED, HeartbeatFormat.OK);
    }

    /** Understood, kept, and no alert. */
    static Answer noAlert(String id, NoAlertReason reason, String detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("alerts", 0);
        body.put("reason", reason.code());
        body.put("detail", detail);
        return json(Outcome.NO_ALERT, body);
    }

    /** In the vendor's or the browser's own kind of body. */
    static Answer own(Outcome outcome, Reply.Own reply) {
        return new Answer(reply.status(), outcome, reply.contentType(), reply.body(), reply.contentType().startsWith(
                "text/html") ? PAGE_HEADERS : Map.of("Cache-Control", "no-store"));
    }

    /** The same with one more header. */
    Answer with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, outcome, contentType, body, all);
    }

    /** Not understood; the bytes are in quarantine where an id is given. */
    static Answer refused(Refusal refusal, Optional<String> quarantineId) {
        var reason = refusal.reason();
        var problem = Problem.of(reason.status(), reason.code(), reason.title(), refusal.detail());
        return problem(Outcome.REFUSED,
                quarantineId.map(id -> problem.with("quarantineId", id)).orElse(problem), Map.of());
    }

    /** Not who it should be. */
    static Answer forged(AuthenticityVerdict.Forged forged) {
        var status = forged.why().status();
        return problem(Outcome.FORGED,
                Problem.of(status, forged.why().code(), "The request is not authentic", forged.detail()),
                status == 401 ? Map.of("WWW-Authenticate", "Basic realm=\"tocsin\"") : Map.of());
    }

    /**
     * Our trouble: the sender shall send it again.
     *
     * @param jitterSeconds
     *            spreads the senders
     */
    static Answer unavailable(String type, String detail, int jitterSeconds) {
        return problem(Outcome.UNAVAILABLE, Problem.of(503, type, "Not stored: send it again later", detail),
                Map.of("Retry-After", Integer.toString(RETRY_SECONDS + jitterSeconds)));
    }

    /** Any other problem of the request line. */
    static Answer problem(Problem problem) {
        return problem(Outcome.REFUSED, problem, Map.of());
    }

    private static Answer problem(Outcome outcome, Problem problem, Map<String, String> headers) {
        return new Answer(problem.status(), outcome, Problem.CONTENT_TYPE, problem.json(), headers);
    }

    private static Answer json(Outcome outcome, Map<String, Object> body) {
        return new Answer(202, outcome, "application/json", JSON.writeValueAsString(body), Map.of());
    }
}
