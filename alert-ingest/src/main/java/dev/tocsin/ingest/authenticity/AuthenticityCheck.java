package dev.tocsin.ingest.authenticity;

import java.util.Optional;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;

/** How a source's requests are checked. */
public interface AuthenticityCheck {

    /**
     * What is already clear before the body is read: a wrong token, or none where nothing else would do.
     *
     * @param authorization
     *            the header, empty when there is none
     */
    Optional<AuthenticityVerdict.Forged> beforeBody(String authorization);

    /**
     * The verdict where it does not depend on the body; empty where it does.
     *
     * @param authorization
     *            the header, empty when there is none; it already passed {@link #beforeBody}
     */
    Optional<AuthenticityVerdict> withoutBody(String authorization);

    /** Headers that it needs, in lower case, where they are not always kept with a request. */
    default Set<String> headers() {
        return Set.of();
    }

    /**
     * The verdict over a whole request.
     *
     * @param caller
     *            who sent it; what it shows already passed {@link #beforeBody}
     */
    AuthenticityVerdict check(Incoming incoming, Caller caller);
}
