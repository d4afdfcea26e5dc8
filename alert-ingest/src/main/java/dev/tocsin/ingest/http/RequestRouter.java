package dev.tocsin.ingest.http;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.alertmanager.AlertmanagerFormat;
import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.answer.AnswerPage;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.answers.LinkFormat;
import dev.tocsin.ingest.format.report.ReportFormFormat;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.ingest.source.SourceType;
import dev.tocsin.ingest.source.Sources;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.OpsAnswer;
import dev.tocsin.runtime.Problem;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.schemas.outside.AnswerWay;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one handler: a route for each format and each source, the routes for operators, and problems for all else. */
final class RequestRouter extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);
    private static final String PREFIX = "/v1/";
    /** What is heard of the sources. */
    private static final String SOURCES = "/api/sources";
    /** Of Alertmanager's API: alone, or behind the path of a source, as Prometheus' path_prefix puts it. */
    private static final Pattern API = Pattern.compile("(?:/v1/alertmanager(?:/([^/]+))?)?/api/v2(/.*)?");

    private final HttpLimits limits;
    private final Connections connections;
    private final Sources sources;
    private final WebhookHandler webhooks;
    private final ConsoleRelay console;
    private final AnswerDesk desk;
    private final ReportDoor reports;
    private final Clock clock;
    private final Supplier<Health> health;
    private final PrometheusMeterRegistry metrics;
    private final Supplier<String> activity;

    RequestRouter(HttpLimits limits, Connections connections, Sources sources, WebhookHandler webhooks,
            ConsoleRelay console,
            AnswerDesk desk, ReportDoor reports, Clock clock, Supplier<Health> health, PrometheusMeterRegistry metrics,
            Supplier<String> activity) {
        this.activity = activity;
        this.console = console;
        this.desk = desk;
        this.reports = reports;
        this.clock = clock;
        this.limits = limits;
        this.connections = connections;
        this.sources = sources;
        this.webhooks = webhooks;
        this.health = health;
        this.metrics = metrics;
    }

    /** Where a path leads. */
    private sealed interface Route {
        record ToSource(Source source, UnaryOperator<Answer> form) implements Route {}
        record ToConsole(String tail) implements Route {}
        record ToHandshake() implements Route {}
        record ToPerson(Reply.Own page) implements Route {}
        record ToOperators(OpsAnswer answer) implements Route {}
        record Nowhere(Problem problem) implements Route {}
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var visitor = connections.visitor(request.getConnectionMetaData().getConnection());
        var path = RequestPath.of(Request.getPathInContext(request));
        var exchange = new Exchange(request, path, response, callback, visitor, limits);
        try {
            switch (route(request, path.plain(), visitor.address())) {
                case Route.ToSource(var source, var form) -> webhooks.handle(exchange, source, form);
                case Route.ToConsole(var tail) -> console.relay(exchange, tail);
                case Route.ToHandshake() -> exchange.answer(200, "text/plain", "", WebhookHandshake.answer(request));
                case Route.ToPerson(var page) -> {
                    var answer = Answer.own(Answer.Outcome.NO_ALERT, page);
                    exchange.answer(answer.status(), answer.contentType(), answer.body(), answer.headers());
                }
                case Route.ToOperators(var answer) ->
                    exchange.answer(answer.status(), answer.contentType(), answer.body(), Map.of());
                case Route.Nowhere(var problem) -> answer(exchange, problem, Map.of());
            }
        } catch (RuntimeException bug) {
            LOG.error("a request failed", bug);
            answer(exchange, Problem.of(503, "internal", "Internal error",
                    "The request was not stored. Send it again later."), Map.of("Retry-After", "30"));
        }
        return true;
    }

    private Route route(Request request, String asked, String from) {
        var method = request.getMethod();
        var path = asked.endsWith("/") ? asked.substring(0, asked.length() - 1) : asked;
        var reads = HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method);
        if (OpsAnswer.PATHS.contains(path)) {
            return reads
                    ? new Route.ToOperators(OpsAnswer.of(path, health, metrics))
                    : new Route.Nowhere(Problem.of(405, "method", "Method not allowed", "Use GET."));
        }
        if (path.equals(SOURCES) && reads) {
            return new Route.ToOperators(new OpsAnswer(200, "application/json", activity.get()));
        }
        if (path.startsWith(AnswerDoor.PAGES)) {
            return page(path.substring(AnswerDoor.PAGES.length()), method, reads);
        }
        if (path.startsWith(AnswerDoor.REPORTS)) {
            return switch (reports.visit(path.substring(AnswerDoor.REPORTS.length()), method, RequestHeaders.one(
                    request,
                    "Sec-Fetch-Site"), from)) {
                case ReportDoor.Visit.Shown(var page) -> new Route.ToPerson(page);
                case ReportDoor.Visit.Sent() -> toSource(ReportFormFormat.NAME, ReportFormFormat.NAME,
                        ReportDoor::inHtml);
            };
        }
        var api = API.matcher(path);
        if (api.matches()) {
            return api(method, Objects.requireNonNullElse(api.group(1), AlertmanagerFormat.NAME), Objects
                    .requireNonNullElse(api.group(2), ""));
        }
        var parts = path.startsWith(PREFIX) ? path.substring(PREFIX.length()).split("/", -1) : new String[0];
        if (parts.length > 1 && SourceType.named(parts[0]).filter(SourceType::ownsPath).isPresent()) {
            return toSource(parts[0], parts[0], UnaryOperator.identity());
        }
        var known = (parts.length == 1 || parts.length == 2) && SourceType.named(parts[0]).isPresent();
        if (!known) {
            return new Route.Nowhere(Problem.of(404, "unknown-path", "Not found",
                    "Post alerts to /v1/alertmanager, /v1/cloudwatch or /v1/sentry, changes to /v1/changes."));
        }
        var type = SourceType.named(parts[0]).orElseThrow();
        var sends = HttpMethod.POST.is(method) || HttpMethod.PUT.is(method)
                || (HttpMethod.GET.is(method) && type.sendsQueries());
        if (!sends) {
            if (HttpMethod.OPTIONS.is(method) && type.shakesHands()) {
                return new Route.ToHandshake();
            }
            return new Route.Nowhere(Problem.of(405, "method", "Method not allowed",
                    "Use POST for alerts."));
        }
        return toSource(parts[0], parts[parts.length - 1], UnaryOperator.identity());
    }

    /** What stands in Prometheus' list of Alertmanagers is posted to here; the console answers what is read. */
    private Route api(String method, String source, String tail) {
        return tail.equals("/alerts") && HttpMethod.POST.is(method)
                ? toSource(AlertmanagerFormat.NAME, source, AlertmanagerAnswer::of)
                : new Route.ToConsole(tail);
    }

    private Route toSource(String format, String name, UnaryOperator<Answer> form) {
        return sources.find(format, name).<Route>map(source -> new Route.ToSource(source, form))
                .orElseGet(() -> new Route.Nowhere(Problem.of(404, "unknown-source", "Unknown source",
                        "Configure it with sources.<name>.format, or use the path of a configured source.")));
    }

    /** A link that is not ours reaches no further. A GET shows what a POST would do. */
    private Route page(String token, String method, boolean reads) {
        return switch (desk.judge(token, AnswerWay.LINK, clock.instant())) {
            case AnswerDesk.Judged.Refused(var reason, var sentence) -> new Route.ToPerson(AnswerPage.said(
                    reason == NoAlertReason.ANSWER_NOT_OURS ? 404 : 410, sentence));
            case AnswerDesk.Judged.Taken(var shown, _) when reads -> new Route.ToPerson(AnswerPage.asks(shown.action(),
                    desk.incidents().find(shown.incidentId()), shown.incidentId()));
            case AnswerDesk.Judged.Taken _ when HttpMethod.POST.is(method) -> new Route.ToSource(sources.find(
                    LinkFormat.NAME, LinkFormat.NAME).orElseThrow(), UnaryOperator.identity());
            case AnswerDesk.Judged.Taken _ -> new Route.ToPerson(AnswerPage.said(405, "Open the link in a browser."));
        };
    }

    private static void answer(Exchange exchange, Problem problem, Map<String, String> headers) {
        exchange.answer(problem.status(), Problem.CONTENT_TYPE, problem.json(), headers);
    }
}
