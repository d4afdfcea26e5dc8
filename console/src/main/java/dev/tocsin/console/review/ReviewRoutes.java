package dev.tocsin.console.review;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.tocsin.console.api.Json;
import dev.tocsin.console.api.PolicyInForce;
import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.IncidentFile;
import dev.tocsin.console.projection.LogPlace;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.model.Aftermath;
import io.javalin.http.Context;

/** {@code GET /api/incidents/{id}/review}: the document of an incident, made from the log at each request. */
public final class ReviewRoutes {

    private static final String PATH = "/api/incidents/{id}/review";

    private final Projection projection;
    private final PolicyInForce policy;
    private final BiFunction<String, LogPlace, Optional<Incident>> older;
    private final Clock clock;

    /**
     * @param older
     *            reads the last snapshot of an incident again, of which only the headline is held
     */
    public ReviewRoutes(Projection projection, PolicyInForce policy,
            BiFunction<String, LogPlace, Optional<Incident>> older, Clock clock) {
        this.projection = projection;
        this.policy = policy;
        this.older = older;
        this.clock = clock;
    }

    private enum Form {
        JSON, MARKDOWN, HTML
    }

    /** Adds the routes: by Accept, and with an ending for browsers and links. */
    public void add(Routes routes) {
        routes.get(PATH, context -> answer(context, accepted(context)));
        routes.get(PATH + ".json", context -> answer(context, Form.JSON));
        routes.get(PATH + ".md", context -> answer(context, Form.MARKDOWN));
        routes.get(PATH + ".html", context -> answer(context, Form.HTML));
    }

    private static Form accepted(Context context) {
        var accept = Optional.ofNullable(context.header("Accept")).orElse("").toLowerCase(Locale.ROOT);
        if (accept.contains("text/markdown")) {
            return Form.MARKDOWN;
        }
        return accept.contains("text/html") ? Form.HTML : Form.JSON;
    }

    private void answer(Context context, Form form) {
        var file = file(context);
        var practice = policy.compiled().policy().practice();
        var template = practice.after().stream().filter(it -> it.severities().contains(file.incident().getSeverity()
                .getId())).flatMap(it -> it.review().stream()).findFirst().map(Aftermath.Review::document).orElse(
                        List.of());
        var document = new ReviewWriter(template, practice.zone()).write(file, clock.instant());
        switch (form) {
            case JSON -> Json.answer(context, document);
            case MARKDOWN -> context.contentType("text/markdown; charset=utf-8").result(new ReviewMarkdown(practice
                    .zone()).write(document));
            case HTML -> context.header("Content-Security-Policy", ReviewHtml.CONTENT_SECURITY_POLICY).contentType(
                    "text/html; charset=utf-8").result(new ReviewHtml(practice.zone()).write(document));
        }
    }

    private IncidentFile file(Context context) {
        var id = context.pathParam("id");
        var file = projection.file(id).or(() -> projection.place(id).flatMap(place -> older.apply(id, place)).map(
                IncidentFile::snapshotOnly)).orElseThrow(() -> ProblemException.notFound(
                        "The console has no incident with this ID."));
        if (file.incident().getConfidential() && !Clearance.isCleared(context)) {
            throw ProblemException.forbidden("This incident is confidential. Log in with a token that is cleared for"
                    + " confidential incidents.");
        }
        return file;
    }
}
