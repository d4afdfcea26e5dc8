package dev.tocsin.notifier.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.tocsin.runtime.net.Cidr;
import org.apache.hc.core5.http.ContentType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver could do to us that WireMock does not do. */
class GuardedHttpTest {

    private static final int CHUNK = 64 * 1024;

    private final GuardedHttp http = new GuardedHttp(new AddressGuard(List.of(Cidr.parse("127.0.0.1/32"))),
            new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(3)), Clock.systemUTC());
    private final AtomicLong written = new AtomicLong();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        http.close();
    }

    @Test
    void shouldReadNoMoreThanItWantsOfAnEndlessAnswer() {
        serve("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", 10_000_000_000L);

        var answer = post("http://127.0.0.1:" + server.getLocalPort() + "/");

        assertThat(answer).isInstanceOfSatisfying(HttpResult.Replied.class,
                it -> assertThat(it.body()).hasSize(64 * 1024));
        assertThat(written.get()).isLessThan(20_000_000L);
    }

    @Test
    void shouldNotUnpackAnything() {
        serve("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n", 10);

        assertThat(post("http://127.0.0.1:" + server.getLocalPort() + "/"))
                .isInstanceOfSatisfying(HttpResult.Replied.class, it -> assertThat(it.body()).isEqualTo("xxxxxxxxxx"));
    }

    @Test
    void shouldNotReadAFloodOfHeaders() {
        serve("HTTP/1.1 200 OK\r\n" + "X-Flood: 1\r\n".repeat(10_000) + "\r\n", 0);

        assertThat(post("http://127.0.0.1:" + server.getLocalPort() + "/")).isInstanceOf(HttpResult.Lost.class);
    }

    @Test
    void shouldSayThatAHostIsNotThereWithoutThePath() {
        var answer = post("https://receiver.invalid/secret");

        assertThat(answer).isEqualTo(new HttpResult.NotSent("https://receiver.invalid/***: no such host"));
    }

    @Test
    void shouldNotCallTheMetadataService() {
        assertThat(post("http://169.254.169.254/latest/meta-data")).isInstanceOf(HttpResult.Refused.class);
        assertThat(post("https://[fe80::1]/")).isInstanceOf(HttpResult.Refused.class);
        assertThat(post("https://127.0.0.2/")).isInstanceOf(HttpResult.Refused.class);
    }

    private HttpResult post(String url) {
        return http.post(Endpoint.parse(url).orElseThrow(), Map.of(), ContentType.APPLICATION_JSON, new byte[]{'{',
                '}'});
    }

    private void serve(String head, long body) {
        Thread.ofVirtual().start(() -> {
            try (var socket = server.accept()) {
                var out = socket.getOutputStream();
                out.write(head.getBytes(US_ASCII));
                pour(out, body);
                socket.getInputStream().readAllBytes();
            } catch (IOException hungUp) {
                // As it should.
            }
        });
    }

    private void pour(OutputStream out, long body) throws IOException {
        var chunk = "x".repeat(CHUNK).getBytes(US_ASCII);
        for (var left = body; left > 0; left -= CHUNK) {
            out.write(chunk, 0, (int) Math.min(CHUNK, left));
            written.addAndGet(Math.min(CHUNK, left));
        }
        out.flush();
    }
}
