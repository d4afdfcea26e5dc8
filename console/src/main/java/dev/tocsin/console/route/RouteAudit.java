package dev.tocsin.console.route;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.console.access.Caller;
import dev.tocsin.console.access.ClientAddress;
import dev.tocsin.console.access.RateLimit;
import dev.tocsin.console.access.Session;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.http.RequestNotes;
import dev.tocsin.event.AuditEntry;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an entry for each request that could change something, and for each login. Of the requests of strangers and of those
 * that come too fast, a bounded number, so that nobody can fill the log.
 */
public final class RouteAudit {

    private static final Logger LOG = LoggerFactory.getLogger(RouteAudit.class);
    private static final int STRANGERS_PER_MINUTE = 60;
    private static final int TOO_MANY = 429;
    private static final int LONGEST = 200;

    private final AuditTrail trail;
    private final ClientAddress addresses;
    private final RateLimit strangers;
    private final Clock clock;

    public RouteAudit(AuditTrail trail, ClientAddress addresses, Clock clock) {
        this.trail = trail;
        this.addresses = addresses;
        this.strangers = new RateLimit(STRANGERS_PER_MINUTE, clock);
        this.clock = clock;
    }

    /** After a request was answered, or refused with an exception. */
    void note(Route row, Context context, Optional<Exception> failure) {
        if (!row.isAudited()) {
            return;
        }
        var caller = Caller.of(context);
        var status = failure.map(RouteAudit::status).orElseGet(context::statusCode);
        if ((caller.role().isEmpty() || status == TOO_MANY) && strangers.take("all").isPresent()) {
            LOG.debug("too many requests of strangers, no audit entry for {}", row.label());
            return;
        }
        trail.append(entry(row, context, caller, status, failure));
    }

    private AuditEntry entry(Route row, Context context, Caller caller, int status, Optional<Exception> failure) {
        return AuditEntry.newBuilder().setId(UUID.randomUUID().toString()).setAt(clock.instant()).setPerson(cut(
                RequestNotes.actor(context).isEmpty() ? caller.name() : RequestNotes.actor(context))).setMeans(caller
                        .means()).setCredential(caller.credential()).setSession(caller.session().map(Session::digest)
                                .orElse("")).setRole(caller.role().map(role -> role.name().toLowerCase(Locale.ROOT))
                                        .orElse("")).setAddress(cut(addresses.of(context))).setMethod(row.method()
                                                .name()).setRoute(row.path()).setSubject(cut(context.pathParamMap()
                                                        .values().stream().findFirst().orElse(""))).setStatus(status)
                .setProblem(failure.map(RouteAudit::problem).orElseGet(() -> RequestNotes.problem(context))).setDetail(
                        cut(RequestNotes.written(context)))
                .setIdempotency(RequestNotes.key(context).orElse("")).setFingerprint(RequestNotes.fingerprint(context))
                .build();
    }

    private static int status(Exception failure) {
        return switch (failure) {
            case ProblemException refused -> refused.problem().status();
            case HttpResponseException refused -> refused.getStatus();
            default -> 500;
        };
    }

    private static String problem(Exception failure) {
        return switch (failure) {
            case ProblemException refused -> refused.problem().type();
            case HttpResponseException refused -> "http-" + refused.getStatus();
            default -> "internal";
        };
    }

    private static String cut(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
