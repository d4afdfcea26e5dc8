package dev.tocsin.ingest.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;

import dev.tocsin.runtime.Forwarding;

/**
 * Forwards the reads and silences of Alertmanager's API to the console, so that tools find all of the API at one address. The
 * console decides who may: it gets the caller's credentials, address and host name. Few requests at once, so that no reader
 * takes anything from senders of alerts.
 */
final class ConsoleRelay implements AutoCloseable {

    private static final Pattern KNOWN = Pattern.compile(
            "/(?:status|receivers|alerts|alerts/groups|silences|silence/[A-Za-z0-9][A-Za-z0-9._:-]{0,99})");
    private static final List<String> PASSED = List.of("Authorization", "Content-Type", "Origin", "Sec-Fetch-Site");
    private static final String JSON = "application/json";
    private static final int AT_ONCE = 8;
    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_ANSWERED = 32 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Optional<String>> console;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final HttpClient client;

    /**
     * To the console.
     *
     * @param console
     *            its address, if it is known
     * @param trust
     *            in the console's certificate, if it has one
     */
    ConsoleRelay(Supplier<Optional<String>> console, SSLContext trust) {
        this.console = console;
        this.client = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(trust).build();
    }

    /**
     * Answers one request.
     *
     * @param tail
     *            of the path, behind {@code /api/v2}
     */
    void relay(Exchange exchange, String tail) {
        var address = console.get();
        if (!KNOWN.matcher(tail).matches()) {
            refuse(exchange, 404,
                    "Not found. Alertmanager's API v2 has status, receivers, alerts, alerts/groups, silences"
                            + " and silence/ID.");
        } else if (address.isEmpty()) {
            refuse(exchange, 404, "The console serves this path. Ask the console, or set api.console to its address.");
        } else if (!room.tryAcquire()) {
            refuse(exchange, 503, "Too many requests are being forwarded to the console.");
        } else {
            try {
                forward(exchange, address.get(), tail);
            } finally {
                room.release();
            }
        }
    }

    private void forward(Exchange exchange, String address, String tail) {
        try {
            exchange.reads();
            var body = exchange.body().readNBytes(MOST_BYTES + 1);
            exchange.works();
            if (body.length > MOST_BYTES) {
                refuse(exchange, 413, "The body is too large: send at most " + MOST_BYTES + " bytes.");
                return;
            }
            var answer = client.send(request(exchange, address, tail, body), BodyHandlers.limiting(BodyHandlers
                    .ofString(), MOST_ANSWERED));
            exchange.answer(answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(JSON), answer
                    .body(),
                    kept(answer));
        } catch (IllegalArgumentException noAddress) {
            refuse(exchange, 400, "The query is not valid.");
        } catch (IOException away) {
            refuse(exchange, 503, "The console does not answer.");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            refuse(exchange, 503, "The service is stopping.");
        }
    }

    private static HttpRequest request(Exchange exchange, String address, String tail, byte[] body) {
        var asked = exchange.request();
        var query = Optional.ofNullable(asked.getHttpURI().getQuery()).map(it -> "?" + it).orElse("");
        var base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v2" + tail + query)).timeout(PATIENCE).method(asked
                .getMethod(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        PASSED.forEach(name -> Optional.of(RequestHeaders.one(asked, name)).filter(value -> !value.isEmpty()).ifPresent(
                value -> request.setHeader(name, value)));
        return request.setHeader(Forwarding.CLIENT, exchange.visitor().address()).setHeader(Forwarding.HOST,
                RequestHeaders.one(asked, "Host")).build();
    }

    private static Map<String, String> kept(HttpResponse<String> answer) {
        var challenge = answer.headers().firstValue("WWW-Authenticate");
        return challenge.map(value -> Map.of("Cache-Control", "no-store", "WWW-Authenticate", value)).orElse(Map.of(
                "Cache-Control", "no-store"));
    }

    private static void refuse(Exchange exchange, int status, String detail) {
        exchange.answer(status, JSON, '"' + detail + '"', status == 503 ? Map.of("Retry-After", "5") : Map.of());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
