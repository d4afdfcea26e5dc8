package dev.tocsin.console.access;

import java.time.Duration;
import java.time.Instant;

/**
 * A login at a browser, as its cookie holds it.
 *
 * @param id
 *            secret; logs and topics name its {@link #digest()}
 * @param endsAt
 *            when it ends whatever is done
 * @param seenAt
 *            when somebody last used it
 */
public record Session(String id, Grant grant, Instant startedAt, Instant endsAt, Instant seenAt) {

    private static final int DIGEST_LETTERS = 16;

    /** Names the session where its ID must not appear. */
    public String digest() {
        return StoredToken.digest("session " + id).substring(0, DIGEST_LETTERS);
    }

    /** Whether it has not ended. */
    boolean lasts(Instant now, Duration idle) {
        return now.isBefore(endsAt) && now.isBefore(seenAt.plus(idle));
    }

    Session seen(Instant now) {
        return new Session(id, grant, startedAt, endsAt, now);
    }
}
