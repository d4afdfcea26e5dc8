package dev.tocsin.console.audit;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.access.TestTokens;
import dev.tocsin.event.AuditEntry;
import dev.tocsin.event.AuditMeans;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.command.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what, as {@code tocsin.audit} and {@code GET /api/audit} tell it. */
class AuditTest {

    private static final String SHARED = "shared-token-of-the-console";
    private static final String ACKNOWLEDGE = "/api/incidents/i1/acknowledge";

    @TempDir
    private Path folder;

    @Test
    void shouldNoteWhoDidWhatAndWhatCameOfIt() {
        var tokens = new TestTokens(folder);
        var ada = tokens.add("ada", Role.RESPONDER);
        try (var console = console(Map.of("console.tokens.file", tokens.file().toString()))) {
            send(console, ACKNOWLEDGE, ada, "{\"commandId\":\"c1\",\"note\":\"the note\"}");
            send(console, "/api/incidents/nope/acknowledge", ada, "{}");

            var done = console.audited.getFirst();
            assertThat(done.getPerson()).isEqualTo("ada");
            assertThat(done.getMeans()).isEqualTo(AuditMeans.TOKEN);
            assertThat(done.getCredential()).isEqualTo("id-ada");
            assertThat(done.getRole()).isEqualTo("responder");
            assertThat(done.getAddress()).isEqualTo("127.0.0.1");
            assertThat(done.getMethod() + " " + done.getRoute() + " " + done.getSubject()).isEqualTo(
                    "POST /api/incidents/{id}/acknowledge i1");
            assertThat(done.getStatus()).isEqualTo(202);
            assertThat(done.getDetail()).isEqualTo("c1");
            assertThat(console.audited.getLast().getProblem()).isEqualTo("not-found");
            assertThat(console.audited.toString()).doesNotContain(ada, "the note");
        }
    }

    @Test
    void shouldNoteWhatWasRefusedAndWhy() {
        var tokens = new TestTokens(folder);
        var viewer = tokens.add("vera", Role.VIEWER);
        try (var console = console(Map.of("console.tokens.file", tokens.file().toString()))) {
            send(console, ACKNOWLEDGE, viewer, "{}");
            send(console, ACKNOWLEDGE, "wrong", "{}");
            console.send(console.to(ACKNOWLEDGE).header("Authorization", "Bearer " + viewer).header("Sec-Fetch-Site",
                    "cross-site").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));

            assertThat(console.audited).extracting(AuditEntry::getProblem).containsExactly("role", "unauthorized",
                    "role");
            assertThat(console.audited.get(1).getPerson()).isEmpty();
        }
    }

    @Test
    void shouldNoteTheActorOfASharedToken() {
        try (var console = console(Map.of("console.token", SHARED))) {
            send(console, ACKNOWLEDGE, SHARED, "{\"actor\":\"ada\"}");

            assertThat(console.audited).singleElement().satisfies(entry -> {
                assertThat(entry.getPerson()).isEqualTo("ada");
                assertThat(entry.getCredential()).isEqualTo("console.token");
            });
        }
    }

    @Test
    void shouldNoteLoginsWithoutTheirSecret() {
        try (var console = console(Map.of("console.token", SHARED))) {
            var login = console.post("/api/session", "{\"token\":\"" + SHARED + "\"}");
            console.post("/api/session", "{\"token\":\"guessed-token\"}");

            assertThat(console.audited).extracting(entry -> entry.getRoute() + " " + entry.getStatus()).containsExactly(
                    "/api/session 204", "/api/session 401");
            assertThat(console.audited.toString()).doesNotContain(SHARED, "guessed-token", login.headers().firstValue(
                    "Set-Cookie").orElseThrow().split("[=;]", 3)[1]);
        }
    }

    @Test
    void shouldNotLetStrangersFillTheLog() {
        try (var console = console(Map.of("console.token", SHARED))) {
            for (var attempt = 0; attempt < 80; attempt++) {
                console.send(console.to(ACKNOWLEDGE).header("Content-Type", "application/json").POST(BodyPublishers
                        .ofString("{}")));
            }

            assertThat(console.audited).hasSize(60);
        }
    }

    @Test
    void shouldNoteNothingThatOnlyReads() {
        try (var console = console(Map.of())) {
            console.get("/api/incidents");

            assertThat(console.audited).isEmpty();
        }
    }

    @Test
    void shouldListWhatMatchesNewestFirst() {
        try (var console = console(Map.of())) {
            console.post(ACKNOWLEDGE, "{\"actor\":\"ada\"}");
            console.post("/api/incidents/i1/note", "{\"actor\":\"ben\",\"note\":\"x\"}");
            console.post("/api/incidents/i2/note", "{\"actor\":\"ada\",\"note\":\"x\"}");

            var all = json(console.get("/api/audit"));
            var ofAda = json(console.get("/api/audit?person=ada&subject=i1"));

            assertThat(all.get("total").intValue()).isEqualTo(3);
            assertThat(all.get("complete").booleanValue()).isTrue();
            assertThat(ofAda.get("entries")).singleElement().satisfies(entry -> {
                assertThat(entry.get("route").stringValue()).isEqualTo("/api/incidents/{id}/acknowledge");
                assertThat(entry.get("means").stringValue()).isEqualTo("not-required");
            });
            assertThat(json(console.get("/api/audit?limit=1")).get("entries")).hasSize(1);
            assertThat(console.get("/api/audit?limit=x").statusCode()).isEqualTo(400);
            assertThat(console.get("/api/audit?since=yesterday").statusCode()).isEqualTo(400);
        }
    }

    private static HttpResponse<String> send(ConsoleFixture console, String path, String token, String body) {
        return console.send(console.to(path).header("Authorization", "Bearer " + token).header("Content-Type",
                "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static ConsoleFixture console(Map<String, String> settings) {
        var console = new ConsoleFixture(Settings.of(new HashMap<>(settings)));
        console.projection.apply(anIncident("i1").build());
        return console;
    }
}
