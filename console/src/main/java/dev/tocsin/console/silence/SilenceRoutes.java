package dev.tocsin.console.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.console.access.ActorBody;
import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.explain.LogSearch;
import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.http.RequestNotes;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.Severity;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.suppress.SilenceReading;
import dev.tocsin.runtime.Problem;
import dev.tocsin.schemas.time.Durations;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Silences and maintenance windows: {@code GET} and {@code POST /api/silences}, {@code POST /api/silences/preview},
 * {@code DELETE /api/silences/{id}}.
 */
public final class SilenceRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceRoutes.class);
    private static final int TRY_AGAIN_SECONDS = 3;
    private static final Duration LONGEST_PAST = Duration.ofDays(31);
    private static final List<String> ORDER = List.of("active", "pending", "expired");

    private final Projection projection;
    private final Supplier<CompiledPolicy> policy;
    private final SilenceLog log;
    private final Clock clock;
    private final SilencePast past;

    /**
     * @param search
     *            reads the log again, for what a silence would have hidden
     */
    public SilenceRoutes(Projection projection, Supplier<CompiledPolicy> policy, SilenceLog log, LogSearch search,
            Clock clock) {
        this.projection = projection;
        this.policy = policy;
        this.log = log;
        this.clock = clock;
        this.past = new SilencePast(projection, search, clock);
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.get("/api/silences", this::list);
        routes.post("/api/silences", this::set);
        routes.post("/api/silences/preview", this::preview);
        routes.delete("/api/silences/{id}", this::end);
    }

    private record Silences(List<SilenceRow> silences) {}

    /**
     * @param hides
     *            how many open incidents it hides alerts of now
     * @param hidesAlerts
     *            how many of their firing alerts that are shown it hides
     * @param worstHidden
     *            the worst severity among these incidents; empty when there is none
     * @param lookedAt
     *            how many open incidents were looked at
     * @param notLookedAt
     *            how many open incidents were not looked at, because their alerts are not held here
     */
    private record Set(SilenceRow silence, List<String> warnings, int hides, int hidesAlerts,
            String worstHidden, int lookedAt, int notLookedAt) {}

    private void list(Context context) {
        var now = clock.instant();
        var inForce = policy.get();
        var ours = projection.silences().stream().map(set -> SilenceRow.of(set, ready(inForce, set), now));
        var standing = inForce.policy().handling().silences().stream().map(silence -> SilenceRow.of(silence, now));
        answer(context, new Silences(Stream.concat(ours, standing).sorted(Comparator.comparingInt((
                SilenceRow row) -> ORDER
                        .indexOf(row.state())).thenComparing(row -> row.endsAt().orElse(Instant.MAX)).thenComparing(
                                SilenceRow::id)).toList()));
    }

    private void set(Context context) {
        var now = clock.instant();
        var set = SilenceForm.read(repeatable(ActorBody.read(context, "author", "actor"), context), via(context), now);
        var inForce = policy.get();
        var silence = compiled(inForce, set, now);
        if (projection.silences().stream().anyMatch(known -> known.getSilenceId().equals(set.getSilenceId())
                && !known.equals(set)) || inForce.policy().handling().silences().stream().anyMatch(known -> known.id()
                        .equals(set.getSilenceId()))) {
            throw new ProblemException(Problem.of(409, "silence-exists", "A silence with this ID exists",
                    "End it first, or omit id to get a new one."));
        }
        write(set);
        RequestNotes.written(context, set.getSilenceId());
        LOG.info("silence {} created by {} until {}", set.getSilenceId(), set.getAuthor(), set.getEndsAt());
        context.status(201);
        var hidden = SilenceImpact.by(silence, projection.snapshots(), now);
        answer(context, new Set(SilenceRow.of(set, Optional.of(silence), now), warnings(set, hidden, inForce, context),
                hidden.size(), SilenceImpact.alerts(silence, projection.snapshots(), now), worstOf(hidden), lookedAt(),
                notLookedAt()));
    }

    private void preview(Context context) {
        var now = clock.instant();
        var set = SilenceForm.read(JsonBody.read(context), via(context), now);
        var length = past(context);
        var inForce = policy.get();
        var silence = compiled(inForce, set, now);
        var hidden = SilenceImpact.by(silence, projection.snapshots(), now);
        var cleared = Clearance.isCleared(context);
        answer(context, new SilencePreview(warnings(set, hidden, inForce, context), hidden.size(), SilenceImpact.alerts(
                silence, projection.snapshots(), now), worstOf(hidden), lookedAt(), notLookedAt(), hidden.stream()
                        .limit(SilencePreview.LISTED).map(incident -> incident.confidential() && !cleared
                                ? incident.redacted()
                                : incident).map(SilencePreview.HiddenIncident::of).toList(), length.map(
                                        it -> past.of(silence, inForce, it, now, cleared))));
    }

    /** How far back a preview looks. */
    private static Optional<Duration> past(Context context) {
        var written = Optional.ofNullable(context.queryParam("past")).map(String::strip);
        var length = written.flatMap(Durations::parse).filter(Duration::isPositive).filter(it -> it.compareTo(
                LONGEST_PAST) <= 0);
        if (written.isPresent() && length.isEmpty()) {
            throw ProblemException.badRequest("past must be a duration of at most " + LONGEST_PAST.toDays()
                    + " days, such as 7d");
        }
        return length;
    }

    private Silence compiled(CompiledPolicy inForce, SilenceSet set, Instant now) {
        return switch (inForce.silence(set)) {
            case SilenceReading.Ready(var ready) -> ready;
            case SilenceReading.Broken(var _, var why) -> throw refused(set, why, now);
        };
    }

    private List<String> warnings(SilenceSet set, List<IncidentHeadline> hidden, CompiledPolicy inForce,
            Context context) {
        var worst = SilenceImpact.worstRank(inForce.policy().severities().stream().map(level -> new Severity(level
                .id(), level.rank())).toList());
        return Stream.of(SilenceImpact.warning(hidden, worst, Clearance.isCleared(context)).stream(), SilenceImpact.all(
                hidden, lookedAt()).stream(), unknown(set, inForce)).flatMap(each -> each).toList();
    }

    /** Names of services that neither the policy nor any incident knows, which may be misspelt: such a silence hides nothing. */
    private Stream<String> unknown(SilenceSet set, CompiledPolicy inForce) {
        return set.getServices().stream().filter(name -> !inForce.policy().handling().services().nodes().containsKey(
                name)
                && projection.incidents().stream().noneMatch(incident -> incident.description().service().equals(name)))
                .map(name -> "No service '" + name
                        + "' appears in the policy or in any incident. Check the spelling.");
    }

    /** What would hide everything is refused with what it would hide now, and how to insist. */
    private ProblemException refused(SilenceSet set, String why, Instant now) {
        var confirmed = SilenceSet.newBuilder(set).setHidesEverything(true).build();
        return ready(policy.get(), confirmed).map(silence -> {
            var hidden = SilenceImpact.by(silence, projection.snapshots(), now);
            return ProblemException.badRequest("Silence refused: " + why + ". It would now hide " + hidden.size()
                    + " of "
                    + lookedAt() + " open incidents" + (hidden.isEmpty()
                            ? ""
                            : ", the worst with severity " + worstOf(hidden))
                    + ". Write a narrower condition, or confirm with hideEverything: true (--hide-everything on the command line).");
        }).orElseGet(() -> ProblemException.badRequest("Cannot evaluate the silence: " + why));
    }

    private static String worstOf(List<IncidentHeadline> hidden) {
        return hidden.stream().findFirst().map(incident -> incident.description().severity()).orElse("");
    }

    private int lookedAt() {
        return (int) projection.snapshots().stream().filter(incident -> !IncidentHeadline.of(incident).isOver())
                .count();
    }

    private int notLookedAt() {
        var open = projection.incidents().stream().filter(incident -> !incident.isOver()).count() + projection
                .openNotHeld();
        return (int) Math.max(0, open - lookedAt());
    }

    private void end(Context context) {
        var id = context.pathParam("id");
        var now = clock.instant();
        var known = projection.silences().stream().filter(each -> each.getSilenceId().equals(id)).findFirst();
        if (known.isEmpty() && policy.get().policy().handling().silences().stream().anyMatch(each -> each.id().equals(
                id))) {
            throw new ProblemException(Problem.of(409, "silence-of-the-policy", "The policy defines this silence",
                    "Remove it from the policy file and apply the file."));
        }
        var set = known.orElseThrow(() -> ProblemException.notFound("The console has no silence with this ID."));
        if (!set.getEndsAt().isAfter(now)) {
            throw new ProblemException(Problem.of(409, "silence-over", "The silence has already ended",
                    "It ended at " + set.getEndsAt() + "."));
        }
        var ended = SilenceSet.newBuilder(set).setEndsAt(now).setStartsAt(set.getStartsAt().isAfter(now)
                ? now
                : set.getStartsAt()).build();
        write(ended);
        RequestNotes.written(context, id);
        LOG.info("silence {} ended", id);
        answer(context, new Set(SilenceRow.of(ended, Optional.empty(), now), List.of(), 0, 0, "", lookedAt(), 0));
    }

    /** A repeated request is the same silence, also at another console or after a restart. */
    private static JsonBody repeatable(JsonBody body, Context context) {
        return body.string("id").isPresent()
                ? body
                : RequestNotes.key(context).map(key -> body.with("id", "key-" + key)).orElse(body);
    }

    private void write(SilenceSet set) {
        try {
            log.append(set);
        } catch (CommandLogUnavailableException away) {
            throw ProblemException.notNow(Problem.of(503, "log-unavailable", "The silence could not be written",
                    away.getMessage() + ". Send it again."), TRY_AGAIN_SECONDS);
        }
    }

    private static Optional<Silence> ready(CompiledPolicy policy, SilenceSet set) {
        return policy.silence(set) instanceof SilenceReading.Ready(var silence)
                ? Optional.of(silence)
                : Optional.empty();
    }

    private static String via(Context context) {
        return Optional.ofNullable(context.header("Sec-Fetch-Site")).map(site -> "console").orElse("api");
    }

    private static void answer(Context context, Object value) {
        context.contentType("application/json").result(JsonMapper.shared().writeValueAsBytes(value));
    }
}
