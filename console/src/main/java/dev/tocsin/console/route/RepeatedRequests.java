package dev.tocsin.console.route;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.console.access.Caller;
import dev.tocsin.console.access.StoredToken;
import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.http.RequestNotes;
import dev.tocsin.console.idempotency.IdempotencyBook;
import dev.tocsin.console.idempotency.IdempotencyBook.Answer;
import dev.tocsin.console.idempotency.IdempotencyBook.Outcome;
import dev.tocsin.console.idempotency.IdempotencyBook.Verdict;
import dev.tocsin.event.AuditEntry;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import tools.jackson.databind.json.JsonMapper;

/** Carries out a request with an {@code Idempotency-Key} once, and answers a repeated one as the first. */
public final class RepeatedRequests {

    /** The header. */
    public static final String HEADER = "Idempotency-Key";

    /** Set on an answer to a repeated request. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int DIGEST_LETTERS = 32;
    private static final int TRY_AGAIN_SECONDS = 2;

    /** Nothing else was decided for good: a request that is answered otherwise can be sent again with its key. */
    private static final Set<Integer> FINAL_REFUSALS = Set.of(409);

    private final IdempotencyBook book;

    /** The answer to a request whose first answer is known from the log only. */
    private record CarriedOut(String status, String id) {}

    public RepeatedRequests(IdempotencyBook book) {
        this.book = book;
    }

    /** Handles a request, once for each key. */
    void handle(Context context, Handler handler) throws Exception {
        var given = Optional.ofNullable(context.header(HEADER)).map(RepeatedRequests::unquoted);
        if (given.isEmpty()) {
            handler.handle(context);
            return;
        }
        if (!KEY.matcher(given.get()).matches()) {
            throw ProblemException.badRequest(HEADER + " must be 1 to 255 visible ASCII characters, such as a UUID");
        }
        var key = digest(scope(Caller.of(context)) + "\n" + given.get());
        var fingerprint = fingerprint(context);
        RequestNotes.repeatable(context, key, fingerprint);
        switch (book.begin(key, fingerprint)) {
            case Verdict.First() -> carryOut(context, handler, key);
            case Verdict.InFlight() -> throw ProblemException.notNow(Problem.of(409, "idempotency-in-flight",
                    "The same request is being carried out", "Wait for its answer, or send it again in a moment."),
                    TRY_AGAIN_SECONDS);
            case Verdict.OtherRequest() -> throw new ProblemException(Problem.of(422, "idempotency-key-reused",
                    "The key belongs to another request", "Use a new " + HEADER
                            + " for each request that differs in method, path, query or body."));
            case Verdict.Answered(var answer) -> {
                context.header(REPLAYED, "true");
                context.status(answer.status());
                if (!answer.contentType().isEmpty()) {
                    context.contentType(answer.contentType()).result(answer.body());
                }
            }
            case Verdict.OnTheLog(var outcome) -> answerFromTheLog(context, outcome);
        }
    }

    /** Digest of method, path, query and body; whitespace and order in the body count. */
    private static String fingerprint(Context context) {
        return digest(context.method().name() + " " + context.path() + "?" + Optional.ofNullable(context.queryString())
                .orElse("") + "\n" + java.util.HexFormat.of().formatHex(JsonBody.bytes(context)));
    }

    private void carryOut(Context context, Handler handler, String key) throws Exception {
        var kept = false;
        try {
            handler.handle(context);
            kept = keep(key, context.statusCode(), Optional.ofNullable(context.res().getContentType()).orElse(""),
                    context
                            .result());
        } catch (ProblemException refused) {
            kept = keep(key, refused.problem().status(), Problem.CONTENT_TYPE, refused.problem().json());
            throw refused;
        } finally {
            if (!kept) {
                book.release(key);
            }
        }
    }

    private boolean keep(String key, int status, String contentType, String body) {
        if (!isFinal(status)) {
            return false;
        }
        book.finish(key, new Answer(status, body == null ? "" : contentType, body == null ? "" : body));
        return true;
    }

    private static boolean isFinal(int status) {
        return status / 100 == 2 || FINAL_REFUSALS.contains(status);
    }

    /** Whether the request of an entry was decided for good; the refusal of a repeated one was not its decision. */
    public static boolean isFinal(AuditEntry entry) {
        return isFinal(entry.getStatus()) && !entry.getProblem().startsWith("idempotency-");
    }

    private static void answerFromTheLog(Context context, Outcome outcome) {
        context.header(REPLAYED, "true");
        if (!outcome.problem().isEmpty()) {
            throw new ProblemException(Problem.of(outcome.status(), outcome.problem(), "The request was refused",
                    "The same request was refused before; the console no longer holds the reason. Send it with a new "
                            + HEADER + " to try again."));
        }
        context.status(outcome.status()).contentType("application/json").result(JsonMapper.shared().writeValueAsString(
                new CarriedOut("already-carried-out", outcome.written())));
    }

    /** A session that begins anew is the same person. */
    private static String scope(Caller caller) {
        return caller.credential() + "\n" + caller.name();
    }

    /** A structured string (RFC 9651), as the draft writes it, or plain. */
    private static String unquoted(String header) {
        var text = header.strip();
        return text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static String digest(String text) {
        return StoredToken.digest(text).substring(0, DIGEST_LETTERS);
    }
}
