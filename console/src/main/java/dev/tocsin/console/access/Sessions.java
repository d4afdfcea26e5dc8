package dev.tocsin.console.access;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.javalin.http.Context;
import io.javalin.http.Cookie;

/**
 * The logins at browsers. A session lies in its cookie, so that it survives a restart and works at every console; the console
 * keeps only which sessions were ended before their time, as the audit says.
 */
public final class Sessions {

    private static final String PURPOSE = "session";
    private static final String CSRF = "csrf";
    private static final Duration NOTE_USE_EVERY = Duration.ofMinutes(1);

    private final CookieSeal seal;
    private final boolean secure;
    private final Duration idle;
    private final Duration longest;
    private final Clock clock;
    private final Map<String, Instant> ended = new ConcurrentHashMap<>();
    private final Map<String, Instant> endedOf = new ConcurrentHashMap<>();

    /**
     * @param secure
     *            whether browsers use https
     * @param idle
     *            how long a session lasts without use
     * @param longest
     *            how long it lasts at most
     */
    public Sessions(CookieSeal seal, boolean secure, Duration idle, Duration longest, Clock clock) {
        this.seal = seal;
        this.secure = secure;
        this.idle = idle;
        this.longest = longest;
        this.clock = clock;
    }

    /** Name of the cookie; a browser accepts the prefix with https only, and then from no other host. */
    public String cookieName() {
        return secure ? "__Host-tocsin" : "tocsin_session";
    }

    /** Begins a session at the browser of a request. */
    public Session begin(Context context, Grant grant) {
        var now = clock.instant();
        var session = new Session(StoredToken.freshSecret(), grant, now, now.plus(longest), now);
        give(context, session);
        return session;
    }

    /** The session of a request; empty if there is none or it has ended. */
    public Optional<Session> of(Context context) {
        var now = clock.instant();
        return Optional.ofNullable(context.cookie(cookieName())).flatMap(text -> seal.open(PURPOSE, text,
                Session.class)).filter(session -> session.lasts(now, idle) && !isEnded(session));
    }

    /** Notes that a person uses the session, so that it does not end as idle. */
    public void noteUse(Context context, Session session) {
        var now = clock.instant();
        if (!now.isBefore(session.seenAt().plus(NOTE_USE_EVERY))) {
            give(context, session.seen(now));
        }
    }

    /** Ends the session at the browser of a request. */
    public void leave(Context context) {
        of(context).ifPresent(session -> end(session.digest(), clock.instant()));
        context.cookie(cookie("", 0));
    }

    /** Ends a session, by its digest, that was ended at that time. */
    public void end(String digest, Instant at) {
        if (at.plus(longest).isAfter(clock.instant())) {
            ended.put(digest, at);
        }
        forgetOld();
    }

    /** Ends all sessions of a person. */
    public void endAll(String person) {
        endAll(person, clock.instant());
    }

    /** Ends all sessions of a person that began before that time. */
    public void endAll(String person, Instant at) {
        if (at.plus(longest).isAfter(clock.instant())) {
            endedOf.merge(person, at, (a, b) -> a.isAfter(b) ? a : b);
        }
        forgetOld();
    }

    /** What a page of the session sends with each request that changes something. */
    public String csrfToken(Session session) {
        return seal.mark(CSRF, session.id());
    }

    /** Whether a request has the token of its session. */
    boolean isFromOurPage(Session session, Optional<String> offered) {
        return offered.filter(token -> MessageDigest.isEqual(token.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                csrfToken(session).getBytes(java.nio.charset.StandardCharsets.UTF_8))).isPresent();
    }

    /** When a session ends without further use. */
    public Instant idleEnd(Session session) {
        var end = session.seenAt().plus(idle);
        return end.isBefore(session.endsAt()) ? end : session.endsAt();
    }

    private boolean isEnded(Session session) {
        return ended.containsKey(session.digest()) || Optional.ofNullable(endedOf.get(session.grant().name())).filter(
                at -> !session.startedAt().isAfter(at)).isPresent();
    }

    private void forgetOld() {
        var horizon = clock.instant().minus(longest);
        ended.values().removeIf(at -> at.isBefore(horizon));
        endedOf.values().removeIf(at -> at.isBefore(horizon));
    }

    private void give(Context context, Session session) {
        context.cookie(cookie(seal.seal(PURPOSE, session), (int) Duration.between(clock.instant(), session.endsAt())
                .toSeconds()));
    }

    /** Lax: a link in a message leads to the page of who is logged in. No route changes anything on a GET. */
    private Cookie cookie(String value, int maxAgeSeconds) {
        return SafeCookie.of(cookieName(), value, maxAgeSeconds, secure);
    }
}
