package dev.tocsin.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tocsin.standalone.demo.Deed.Credential;
import dev.tocsin.standalone.fire.Sample;
import dev.tocsin.standalone.settings.LocalSecrets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays a story to an installation: as its senders to ingest, as its people to the console. */
public final class DemoPlayer {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofMillis(300);

    private final String ingest;
    private final String console;
    private final LocalSecrets secrets;
    private final Clock clock;
    private final Consumer<String> says;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param says
     *            hears each line for who watches
     */
    public DemoPlayer(String ingest, String console, LocalSecrets secrets, Clock clock, Consumer<String> says) {
        this.ingest = ingest;
        this.console = console;
        this.secrets = secrets;
        this.clock = clock;
        this.says = says;
    }

    /**
     * Plays it to the end.
     *
     * @param pace
     *            2 is twice as fast as told; the waits of the policy stay what they are
     * @return what did not work, in sentences; empty if all went as told
     */
    public List<String> play(long seed, double pace) throws InterruptedException {
        var failures = new ArrayList<String>();
        var begin = clock.instant();
        for (var beat : Story.of(seed)) {
            var due = begin.plus(Duration.ofMillis((long) (beat.at().toMillis() / pace)));
            var wait = Duration.between(clock.instant(), due);
            if (wait.isPositive()) {
                Thread.sleep(wait);
            }
            if (!beat.says().isEmpty()) {
                says.accept(beat.clock() + "  " + beat.says());
            }
            for (var deed : beat.deeds()) {
                failed(deed).ifPresent(failure -> {
                    failures.add(failure);
                    says.accept("       " + failure);
                });
            }
        }
        return failures;
    }

    private Optional<String> failed(Deed deed) throws InterruptedException {
        try {
            return switch (deed) {
                case Deed.Post post -> post(post);
                case Deed.Command command -> command(command);
                case Deed.Ask(var path, var body) -> refusal(path, send(json(console + path, body)));
            };
        } catch (IOException broken) {
            return Optional.of("no answer: " + broken.getMessage());
        }
    }

    /** A sender's request. What is told as broken is to be refused. */
    private Optional<String> post(Deed.Post post) throws IOException, InterruptedException {
        var now = clock.instant();
        var body = post.body().at(now);
        var request = HttpRequest.newBuilder(URI.create(ingest + post.path())).timeout(PATIENCE).header("Content-Type",
                post.credential() == Credential.CLOUDWATCH ? "text/plain; charset=UTF-8" : "application/json").POST(
                        HttpRequest.BodyPublishers.ofString(body));
        headers(post.credential(), body, now).forEach(request::setHeader);
        var answer = send(request);
        return answer.statusCode() / 100 == 2 || answer.body().contains("quarantineId")
                ? Optional.empty()
                : refusal(post.path(), answer);
    }

    private Map<String, String> headers(Credential credential, String body, Instant now) {
        return switch (credential) {
            case NONE -> Map.of();
            case GITHUB_EVENT -> Map.of("X-GitHub-Event", "deployment_status");
            case CLOUDWATCH -> Map.of("x-amz-sns-message-type", "Notification", "x-amz-sns-rawdelivery", "true",
                    "Authorization", "Bearer " + secrets.cloudwatchToken());
            case SENTRY -> Sample.sentryHeaders(secrets.sentrySecret(), body, now);
        };
    }

    /** A person's command on the one open incident of a service, as soon as there is one. */
    private Optional<String> command(Deed.Command command) throws IOException, InterruptedException {
        var until = clock.instant().plus(PATIENCE);
        while (true) {
            var incident = worst(command.service());
            if (incident.isPresent()) {
                return refusal(command.command() + " of " + command.service(), send(json(console + "/api/incidents/"
                        + incident.get() + "/" + command.command() + "?wait=5s", command.arguments())));
            }
            if (clock.instant().isAfter(until)) {
                return Optional.of("service " + command.service() + " has no open incident");
            }
            Thread.sleep(AGAIN);
        }
    }

    private Optional<String> worst(String service) throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(URI.create(console + "/api/incidents?state=open&service=" + URLEncoder
                .encode(service, UTF_8))).timeout(PATIENCE));
        return read(answer.body()).path("incidents").valueStream().map(incident -> incident.path("id").asString())
                .findFirst();
    }

    private static Optional<String> refusal(String what, HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 2
                ? Optional.empty()
                : Optional.of(what + " was refused: HTTP " + answer.statusCode() + " " + read(answer.body()).path(
                        "detail").asString(""));
    }

    private static JsonNode read(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (tools.jackson.core.JacksonException _) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static HttpRequest.Builder json(String address, Map<String, Object> body) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(new LinkedHashMap<>(
                        body))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
