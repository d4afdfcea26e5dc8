package dev.tocsin.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.source.SourceType;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/**
 * Whatever bytes are sent to whatever address: no 5xx but 503, and that not for a fault of ours; what is accepted is on the log;
 * no secret of ours and no key that somebody shows is in the log of the service, in an answer or in a stored path.
 */
class AnyRequestProperties {

    private static final String TOKEN = "token-of-datadog-K9v2Qw7XbT";
    private static final String SECRET = "secret-of-sentry-Zp4Lm8RcYd";
    private static final String WRONG = "wrong-key-that-was-shown-Hn3Js6";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int PATIENCE_MILLIS = 120_000;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private IngestHarness ingest;
    private Stored stored = new Stored(0, 0);

    @BeforeEach
    void start() {
        ingest = IngestHarness.with("sources.datadog.token", TOKEN, "sources.sentry.secret", SECRET,
                "sources.pagerduty.secret", SECRET, "sources.github.secret", SECRET, "sources.slack.secret", SECRET,
                "answers.url", "https://tocsin.example", "answers.secret", SECRET);
        ingest.policy("");
        logged.start();
        root().addAppender(logged);
    }

    @AfterEach
    void stop() {
        root().detachAppender(logged);
        ingest.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Property(tries = 600)
    void shouldAnswerLoseNothingAndShowNoSecret(@ForAll("requests") String request) throws IOException {
        logged.list.clear();
        var before = ingest.written().size();

        var answer = answer(request);

        var status = STATUS.matcher(answer).results().mapToInt(it -> Integer.parseInt(it.group(1))).boxed().toList();
        assertThat(status).as("answers").allMatch(it -> it < 500 || it == 503);
        assertThat(answer).doesNotContain("\"internal\"", "reader-failed", TOKEN, SECRET);
        if (status.contains(202)) {
            assertThat(ingest.written().size()).as("records of what was accepted").isGreaterThan(before);
        }
        assertThat(logged.list).noneMatch(event -> event.getLevel() == Level.ERROR);
        assertThat(logged.list.stream().map(AnyRequestProperties::text).collect(Collectors.joining("\n")))
                .doesNotContain(TOKEN, SECRET, WRONG);
        var received = ingest.received();
        received.stream().skip(stored.received()).forEach(it -> shows(it.getPath(), it.getHeaders()));
        var quarantined = ingest.quarantined();
        quarantined.stream().skip(stored.quarantined()).forEach(it -> shows(it.getPath(), it.getHeaders()));
        stored = new Stored(received.size(), quarantined.size());
    }

    /** How much was looked at. */
    private record Stored(int received, int quarantined) {}

    private static void shows(String path, Map<String, String> headers) {
        assertThat(path).doesNotContain(TOKEN, WRONG);
        assertThat(headers).doesNotContainKeys("authorization", "x-api-key", "x-gitlab-token", "cookie");
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage() + (event.getThrowableProxy() == null
                ? ""
                : event.getThrowableProxy().getMessage());
    }

    Gen<String> requests() {
        var line = Gens.combine(methods(), paths(), queries(), (method, path, query) -> method + " " + path + query
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        return Gens.combine(line, headers().list(0, 4), bodies(), Gens.ints(0, 9), (first, headers, body,
                length) -> first + String.join("", headers) + switch (length) {
                    case 0 -> "";
                    case 1 -> "Transfer-Encoding: chunked\r\n";
                    case 2 -> "Content-Length: " + (body.length() + 3) + "\r\n";
                    default -> "Content-Length: " + body.length() + "\r\n";
                } + "\r\n" + body);
    }

    private static Gen<String> methods() {
        return Gens.of("POST", "POST", "POST", "PUT", "GET", "DELETE", "OPTIONS", "HEAD", "BREW", "po st");
    }

    private static Gen<String> anything() {
        return Gens.strings(Gens.ints(0, 255), 0, 30);
    }

    private static Gen<String> paths() {
        var segment = Gens.oneOf(Gens.of(SourceType.names()), Gens.of("v1", "v1", "v1", "k", "api", "v2", "alerts",
                "silences", "status", "healthz", "metrics", "a", "fail", "%2e%2e", "..", "%", "%zz", "%00", "%ff%fe",
                "", TOKEN, WRONG, "x".repeat(300)), Gens.strings(Gens.ints(33, 255), 0, 12));
        return Gens.oneOf(Gens.of(SourceType.names()).map(name -> "/v1/" + name), Gens.of(SourceType.names()).map(
                name -> "/v1/" + name + "/k/" + WRONG), segment.list(0, 5).map(parts -> "/" + String.join("/",
                        parts)));
    }

    private static Gen<String> queries() {
        return Gens.oneOf(Gens.just(""), Gens.of("?token=" + WRONG, "?%", "?a=b&a=c", "?=&&=", "?filter=%7b", "?"
                + "q=1&".repeat(50)), anything().map(text -> "?" + text));
    }

    private static Gen<String> headers() {
        var names = Gens.of("Authorization", "X-Api-Key", "X-Gitlab-Token", "Content-Type", "Content-Encoding", "Host",
                "Expect", "Sentry-Hook-Signature", "X-PagerDuty-Signature", "X-Hub-Signature-256", "X-Slack-Signature",
                "X-Slack-Request-Timestamp", "X-Amz-Sns-Message-Type", "ce-id", "ce-type", "Origin", "X-Forwarded-For",
                "Tocsin-Forwarded-For");
        var values = Gens.oneOf(Gens.of("Bearer " + TOKEN, "Bearer " + WRONG, "Basic " + WRONG, "Basic OjpuZQ==",
                "Bearer", WRONG, "application/json", "application/json; charset=nonsense", "application/cloudevents"
                        + "-batch+json", "multipart/form-data; boundary=", "application/x-www-form-urlencoded", "gzip",
                "deflate, gzip", "zstd", "100-continue", "sha256=00", "v1=" + "0".repeat(64), "v0=", "-1",
                "99999999999999999999", "SubscriptionConfirmation"), anything());
        return Gens.combine(names, values, (name, value) -> name + ": " + value + "\r\n");
    }

    private static Gen<String> bodies() {
        var json = Stream.of("{}", "[]", "null", "[{}]", "[[[[", "{\"alerts\":[{}]}", "{\"alerts\":[{\"labels\":"
                + "{\"alertname\":\"A\"},\"status\":\"firing\"}],\"version\":\"4\"}", "{\"Type\":\"Notification\","
                        + "\"Message\":\"{}\"}", "{\"specversion\":\"1.0\"}", "{\"event\":{\"data\":{}}}",
                "payload=%7B%7D", "{\"labels\":{\"alertname\":\"\\u0000\\ud800\"}}", "\u001f\u008b\b\0\0\0",
                "3\r\n{}\n\r\n0\r\n\r\n", "ffffffffff\r\n").toList();
        return Gens.oneOf(Gens.of(List.copyOf(json)), anything(), anything().map(text -> "{\"alerts\":[{\"labels\":"
                + "{\"alertname\":\"" + text + "\"},\"status\":\"firing\"}]}"));
    }

    /** What is said, until the server closes. */
    private String answer(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }
}
