package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.schemas.outside.AnswerKeys;
import dev.tocsin.schemas.outside.ReportAddress;
import dev.tocsin.standalone.settings.LocalSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tocsin report}. */
class ReportCommandTest {

    private static final String POLICY = """
            policy: shop
            severities: [{id: SEV1, title: Critical, ladder: page}]
            ladders: {page: {steps: [{notify: [ada]}]}}
            targets: {ada: [inbox]}
            channels: {inbox: {type: inbox}}
            reports:
              links:
                - {name: acme, until: 2027-01-01, key: 3}
                - {name: desk, from: staff}
            """;

    @TempDir
    private Path folder;

    private record Ran(int status, String out, String err) {}

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var status = Tocsin.commandLine("report").setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(
                arguments);
        return new Ran(status, out.toString(), err.toString());
    }

    @Test
    void shouldPrintTheAddressesOfThePolicysLinks() throws IOException {
        var file = Files.writeString(folder.resolve("policy.yml"), POLICY);
        var secret = LocalSecrets.madeIn(folder.resolve("data")).settings().get("answers.secret");

        var ran = run("report", "links", "--policy", file.toString(), "--data", folder.resolve("data").toString());

        var address = AnswerKeys.of(List.of(secret)).sign(new ReportAddress("acme", 3)).orElseThrow();
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("acme  for customer, until 2027-01-01T00:00:00Z",
                "  http://127.0.0.1:7401/report/" + address, "desk  for staff, without an end").doesNotContain(secret);
    }

    @Test
    void shouldSayWhichLinkIsMissingAndThatTheSecretIs() throws IOException {
        var file = Files.writeString(folder.resolve("policy.yml"), POLICY);

        var unknown = run("report", "links", "nobody", "--policy", file.toString(), "--set",
                "answers.secret=a-secret-of-this-installation");
        var bare = run("report", "links", "--policy", file.toString(), "--data", folder.resolve("none").toString());

        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("no link 'nobody'");
        assertThat(bare.status()).isEqualTo(2);
        assertThat(bare.err()).contains("answers.secret is not set");
    }

    @Test
    void shouldKeepTheSecretsOfAnEarlierDataFolder() {
        var before = LocalSecrets.madeIn(folder);
        assertThat(LocalSecrets.madeIn(folder).settings()).isEqualTo(before.settings()).containsKey("answers.secret");
    }

    @Test
    void shouldSendAReportAndShowTheReference() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var bodies = new java.util.concurrent.CopyOnWriteArrayList<String>();
        server.createContext("/v1/report", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var answer = "{\"id\":\"i1\",\"reference\":\"R-0A1B2C3D\",\"remarks\":[\"service is new\"]}".getBytes(
                    UTF_8);
            exchange.sendResponseHeaders(202, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            var ran = run("report", "send", "Nobody can pay", "--service", "checkout", "--impact", "down",
                    "--confidential", "--url", "http://127.0.0.1:" + server.getAddress().getPort());

            assertThat(ran.status()).isZero();
            assertThat(ran.out()).contains("reported as R-0A1B2C3D", "service is new");
            assertThat(bodies).singleElement().asString().contains("\"summary\":\"Nobody can pay\"",
                    "\"service\":\"checkout\"", "\"confidential\":true");
        } finally {
            server.stop(0);
        }
    }
}
