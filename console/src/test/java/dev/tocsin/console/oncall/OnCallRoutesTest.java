package dev.tocsin.console.oncall;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /api/oncall}: who is on call, and overrides and swaps at run time. */
class OnCallRoutesTest {

    private static final String POLICY = """
            policy: test
            severities: [{id: SEV1, ladder: urgent}]
            ladders: {urgent: {steps: [{notify: [primary]}]}}
            targets: {anna: [inbox], ben: [inbox]}
            channels: {inbox: {type: inbox}}
            schedules: {primary: {layers: {people: anna}}}
            """;
    private static final String OVERRIDE = """
            {"schedule":"primary","people":["ben"],"for":"2h","author":"ada","reason":"anna is ill"}""";

    private final ConsoleFixture console = new ConsoleFixture();

    @BeforeEach
    void aPolicyWithASchedule() {
        console.announce(console.projection.apply(PolicyVersion.newBuilder().setName("test").setVersion(1).setText(
                POLICY).setSha256(PolicyLoader.sha256(POLICY)).setAuthor("ada").setPublishedAt(NOW).build()));
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void shouldSetAnOverrideAndShowWhoIsOnCall() {
        var set = console.post("/api/oncall", OVERRIDE);

        assertThat(set.statusCode()).isEqualTo(201);
        assertThat(json(set).path("state").asString()).isEqualTo("active");
        var board = json(console.get("/api/oncall"));
        assertThat(board.path("schedules").path(0).path("now").path(0).asString()).isEqualTo("ben");
        assertThat(board.path("schedules").path(0).path("by").asString()).isEqualTo("override");
        var change = board.path("changes").path(0);
        assertThat(change.path("author").asString()).isEqualTo("ada");
        assertThat(change.path("reason").asString()).isEqualTo("anna is ill");
        assertThat(change.path("until").asString()).isEqualTo(NOW.plusSeconds(7200).toString());
    }

    @Test
    void shouldUndoItOnceAndSayByWhom() {
        var id = json(console.post("/api/oncall", OVERRIDE)).path("id").asString();

        var undone = console.delete("/api/oncall/" + id + "?actor=ben");

        assertThat(json(undone).path("state").asString()).isEqualTo("undone");
        assertThat(json(undone).path("undoneBy").asString()).isEqualTo("ben");
        assertThat(json(console.get("/api/oncall")).path("schedules").path(0).path("now").path(0).asString())
                .isEqualTo("anna");
        assertThat(console.delete("/api/oncall/" + id + "?actor=ben").statusCode()).isEqualTo(409);
        assertThat(console.delete("/api/oncall/none?actor=ben").statusCode()).isEqualTo(404);
        assertThat(console.delete("/api/oncall/" + id).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseWhatCannotTakeEffect() {
        assertThat(console.post("/api/oncall", OVERRIDE.replace("\"ben\"", "\"bne\"")).body()).contains("400",
                "no target 'bne'");
        assertThat(console.post("/api/oncall", OVERRIDE.replace("2h", "soon")).statusCode()).isEqualTo(400);
        assertThat(console.post("/api/oncall", OVERRIDE.replace("\"ada\"", "\" \"")).body()).contains(
                "author is required");
        assertThat(console.post("/api/oncall", OVERRIDE).statusCode()).isEqualTo(201);
        assertThat(console.post("/api/oncall", OVERRIDE).statusCode()).isEqualTo(409);
        assertThat(console.projection.onCallChanges()).hasSize(1);
    }

    @Test
    void shouldSwapTwoPeople() {
        console.post("/api/oncall", OVERRIDE.replace("[\"ben\"]", "[\"anna\",\"ben\"]").replace("{\"s",
                "{\"kind\":\"swap\",\"s"));

        var onCall = json(console.get("/api/oncall")).path("schedules").path(0);
        assertThat(onCall.path("now").path(0).asString()).isEqualTo("ben");
        assertThat(onCall.path("by").asString()).startsWith("swap");
    }
}
