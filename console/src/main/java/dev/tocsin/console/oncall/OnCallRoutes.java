package dev.tocsin.console.oncall;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.console.api.Json;
import dev.tocsin.console.api.view.OnCallChangeRow;
import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.console.access.ActorBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.http.RequestNotes;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.change.OnCallChangeCheck;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Overrides and swaps of schedules at run time: {@code POST /api/oncall}, {@code DELETE /api/oncall/{id}}. */
public final class OnCallRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(OnCallRoutes.class);
    private static final int TRY_AGAIN_SECONDS = 3;

    private final Projection projection;
    private final Supplier<CompiledPolicy> policy;
    private final OnCallLog log;
    private final Clock clock;

    public OnCallRoutes(Projection projection, Supplier<CompiledPolicy> policy, OnCallLog log, Clock clock) {
        this.projection = projection;
        this.policy = policy;
        this.log = log;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.post("/api/oncall", this::set);
        routes.delete("/api/oncall/{id}", this::undo);
    }

    private void set(Context context) {
        var now = clock.instant();
        var change = OnCallForm.read(ActorBody.read(context, "author"), now);
        OnCallChangeCheck.refusal(change, policy.get().policy(), projection.onCallChanges(), now).ifPresent(
                refusal -> {
                    throw switch (refusal.mistake()) {
                        case INVALID -> ProblemException.badRequest(refusal.detail());
                        case CONFLICT -> new ProblemException(Problem.of(409, "oncall-conflict",
                                "Another change holds at the same time", refusal.detail() + "."));
                    };
                });
        write(change);
        RequestNotes.written(context, change.getId());
        LOG.info("schedule {}: {} {} by {} until {}", change.getSchedule(), change.getKind(), change.getId(), change
                .getAuthor(), change.getUntil());
        context.status(201);
        Json.answer(context, OnCallChangeRow.of(change, now));
    }

    private void undo(Context context) {
        var now = clock.instant();
        var actor = OnCallForm.plain(ActorBody.of(context, Optional.ofNullable(context.queryParam("actor"))).orElse(""),
                "actor");
        var change = projection.onCallChanges().stream().filter(each -> each.getId().equals(context.pathParam("id")))
                .findFirst().orElseThrow(() -> ProblemException.notFound("No override or swap has this ID."));
        over(change, now).ifPresent(why -> {
            throw new ProblemException(Problem.of(409, "oncall-over", "The change has no effect any more", why));
        });
        var undone = OnCallChange.newBuilder(change).setUndoneAt(now).setUndoneBy(actor).build();
        write(undone);
        RequestNotes.written(context, undone.getId());
        LOG.info("schedule {}: {} {} undone by {}", change.getSchedule(), change.getKind(), change.getId(), actor);
        Json.answer(context, OnCallChangeRow.of(undone, now));
    }

    private static Optional<String> over(OnCallChange change, Instant now) {
        return change.getUndoneAt().map(at -> change.getUndoneBy() + " undid it at " + at + ".").or(() -> Optional.of(
                "It ended at " + change.getUntil() + ".").filter(_ -> !now.isBefore(change.getUntil())));
    }

    private void write(OnCallChange change) {
        try {
            log.append(change);
        } catch (CommandLogUnavailableException away) {
            throw ProblemException.notNow(Problem.of(503, "log-unavailable", "The change could not be written", away
                    .getMessage() + ". Send it again."), TRY_AGAIN_SECONDS);
        }
    }
}
