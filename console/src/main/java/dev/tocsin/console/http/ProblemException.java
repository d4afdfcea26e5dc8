package dev.tocsin.console.http;

import java.util.Optional;

import dev.tocsin.runtime.Problem;

/** A request that is answered with a problem document. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Optional<Integer> retryAfterSeconds;

    public ProblemException(Problem problem) {
        this(problem, Optional.empty());
    }

    private ProblemException(Problem problem, Optional<Integer> retryAfterSeconds) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Something in the request is wrong. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of(400, "bad-request", "Invalid request", detail));
    }

    /** There is no such thing. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of(404, "not-found", "Not found", detail));
    }

    /** It is not allowed. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of(403, "forbidden", "Forbidden", detail));
    }

    /** Not now; try again. */
    public static ProblemException notNow(Problem problem, int retryAfterSeconds) {
        return new ProblemException(problem, Optional.of(retryAfterSeconds));
    }

    /** What is answered. */
    public Problem problem() {
        return problem;
    }

    /** After how long it may be tried again, if that is known. */
    public Optional<Integer> retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
