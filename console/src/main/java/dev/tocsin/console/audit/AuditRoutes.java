package dev.tocsin.console.audit;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.tocsin.console.explain.Found;
import dev.tocsin.console.explain.LogQuery;
import dev.tocsin.console.explain.LogSearch;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.AuditEntry;
import dev.tocsin.schemas.topic.Topics;
import io.javalin.http.Context;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/audit?since=&until=&person=&route=&subject=&limit=}: who changed what. Reads the log again. */
public final class AuditRoutes {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;

    private final LogSearch log;
    private final Clock clock;

    public AuditRoutes(LogSearch log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.get("/api/audit", this::list);
    }

    /**
     * The answer.
     *
     * @param total
     *            number of matching entries in the period
     * @param complete
     *            false if the log could not be read in full
     */
    private record Audit(List<AuditRow> entries, int total, boolean complete) {}

    private void list(Context context) {
        var now = clock.instant();
        var until = instant(context, "until").orElse(now);
        var since = instant(context, "since").orElse(until.minus(USUAL));
        if (since.isAfter(until)) {
            throw ProblemException.badRequest("since must not be after until");
        }
        var wanted = equal(context, "person", AuditEntry::getPerson).and(equal(context, "route",
                AuditEntry::getRoute)).and(equal(context, "subject", AuditEntry::getSubject));
        var needles = Set.copyOf(parameter(context, "person").or(() -> parameter(context, "subject")).map(Set::of)
                .orElse(Set.of()));
        var read = log.find(new LogQuery(List.of(Topics.AUDIT), Optional.empty(), needles, since, until));
        var entries = read.of(AuditEntry.class).stream().map(Found::value).filter(wanted).sorted(Comparator.comparing(
                AuditEntry::getAt).reversed()).toList();
        context.contentType("application/json").result(JsonMapper.shared().writeValueAsBytes(new Audit(entries.stream()
                .limit(limit(context)).map(AuditRow::of).toList(), entries.size(), read.complete())));
    }

    private static Predicate<AuditEntry> equal(Context context, String name,
            java.util.function.Function<AuditEntry, String> field) {
        var wanted = parameter(context, name);
        return entry -> wanted.filter(text -> !text.equals(field.apply(entry))).isEmpty();
    }

    private static int limit(Context context) {
        var text = parameter(context, "limit");
        if (text.isEmpty()) {
            return USUAL_LIMIT;
        }
        if (!text.get().matches("[1-9]\\d{0,3}") || Integer.parseInt(text.get()) > MOST) {
            throw ProblemException.badRequest("limit must be a number from 1 to " + MOST);
        }
        return Integer.parseInt(text.get());
    }

    private static Optional<Instant> instant(Context context, String name) {
        try {
            return parameter(context, name).map(Instant::parse);
        } catch (DateTimeException wrong) {
            throw ProblemException.badRequest(name + " must be an instant such as 2026-11-21T03:00:00Z");
        }
    }

    private static Optional<String> parameter(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
