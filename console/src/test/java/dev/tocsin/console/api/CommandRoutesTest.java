package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.acknowledged;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;
import static dev.tocsin.console.Records.theEffectOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.FactKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRoutesTest {

    private final ConsoleFixture console = new ConsoleFixture();

    @BeforeEach
    void anOpenIncident() {
        console.projection.apply(anIncident("i1").build());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({"acknowledge, ACKNOWLEDGE", "mitigate, MITIGATE", "resolve, RESOLVE", "note, ADD_NOTE"})
    void shouldWriteTheCommandToTheLog(String action, CommandKind kind) {
        var response = console.post("/api/incidents/i1/" + action,
                "{\"actor\":\"ada\",\"note\":\"looking\",\"commandId\":\"c1\"}");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).get("commandId").stringValue()).isEqualTo("c1");
        assertThat(console.written).singleElement().satisfies(signal -> {
            assertThat(signal.getServiceKey()).isEqualTo("checkout");
            assertThat(signal.getBody()).isEqualTo(Command.newBuilder().setId("c1").setIncidentId("i1").setKind(kind)
                    .setActor(
                            "ada").setVia("api").setIssuedAt(NOW).setNote("looking").setArguments(Map.of()).build());
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            severity     | {"severity":"SEV1"}                          | SET_SEVERITY     | severity=SEV1
            role         | {"role":"scribe","person":"ben"}             | ASSIGN_ROLE      | person=ben,role=scribe
            role         | {"role":"scribe","person":""}                | ASSIGN_ROLE      | person=,role=scribe
            snooze       | {"for":"30m"}                                | SNOOZE           | for=30m
            snooze       | {"until":"2026-11-21T06:00:00Z"}             | SNOOZE           | until=2026-11-21T06:00:00Z
            escalate     | {"to":"legal","note":"letter"}               | ESCALATE         | to=legal
            merge        | {"into":"a1b2c3d4-k3j2h1g0f9e8"}             | MERGE            | into=a1b2c3d4-k3j2h1g0f9e8
            split        | {"alerts":["p:1","p:2"]}                     | SPLIT            | alerts=p:1/p:2
            move         | {"alerts":["p:1"],"to":"a1b2c3d4-x"}         | MOVE             | alerts=p:1,to=a1b2c3d4-x
            confidential | {"confidential":true}                        | SET_CONFIDENTIAL | confidential=true
            resolve      | {"cause":"bug","review":"https://w.example/1"} | RESOLVE        | cause=bug,review=https://w.example/1
            mitigate     | {"action":"restarted","next":"wait"}         | MITIGATE         | action=restarted,next=wait
            assess       | {"assessment":"full disk"}                   | ASSESS           | assessment=full disk
            update       | {"text":"we look","audience":"Both","next":"15m"} | POST_UPDATE | audience=both,next=15m,text=we look
            pause-clocks | {"reason":"vendor","phase":"mitigate"}       | PAUSE_CLOCKS     | phase=mitigate,reason=vendor
            resume-clocks | {}                                          | RESUME_CLOCKS    |
            task         | {"task":"buy","due":"2d"}                    | ADD_TASK         | due=2d,task=buy
            assign-task  | {"task":"a1","owner":""}                     | ASSIGN_TASK      | owner=,task=a1
            assign-task  | {"task":"a1","due":"2026-11-24T08:00:00Z"}   | ASSIGN_TASK      | due=2026-11-24T08:00:00Z,task=a1
            complete-task | {"task":"c2"}                               | COMPLETE_TASK    | task=c2""")
    void shouldWriteArgumentsOfEachKind(String action, String body, CommandKind kind, String arguments) {
        var response = console.post("/api/incidents/i1/" + action, body);

        assertThat(response.statusCode()).isEqualTo(202);
        var command = (Command) console.written.getFirst().getBody();
        assertThat(command.getKind()).isEqualTo(kind);
        assertThat(new TreeMap<>(command.getArguments()).entrySet().stream().map(each -> each.getKey() + "=" + each
                .getValue().replace('\n', '/')).collect(Collectors.joining(","))).isEqualTo(Objects.requireNonNullElse(
                        arguments, ""));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            severity     | {}                                           | severity is required
            role         | {"role":"scribe"}                            | person is required
            snooze       | {}                                           | exactly one of for and until is required
            snooze       | {"for":"soon"}                               | for must be a duration
            snooze       | {"until":"tomorrow"}                         | until must be an instant
            escalate     | {"to":" "}                                   | to is required
            merge        | {"into":"not an id"}                         | into must be the ID
            split        | {"alerts":[]}                                | alerts is required
            split        | {"alerts":"p:1"}                             | alerts must be a list
            confidential | {"confidential":"yes"}                       | true or false
            resolve      | {"review":"javascript:alert(1)"}             | begins with https
            mitigate     | {"cause":"bug"}                              | unknown member
            assess       | {}                                           | assessment is required
            assess       | {"assessment":"\\u0007"}                      | without control characters
            update       | {"text":"x","audience":"press"}              | one of inside, outside, both
            update       | {"text":"x","status":"done"}                 | one of investigating
            update       | {"text":"x","next":"soon"}                   | next must be a duration
            pause-clocks | {}                                           | reason is required
            pause-clocks | {"reason":"x","phase":"a\\nb"}                | one of respond, assess
            task         | {"task":"x","due":"soon"}                    | due must be a duration
            assign-task  | {"owner":"ben"}                              | task is required
            acknowledge  | {"severity":"SEV1"}                          | unknown member""")
    void shouldNameInvalidArgumentsOfEachKind(String action, String body, String detail) {
        var response = console.post("/api/incidents/i1/" + action, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("detail").stringValue()).contains(detail);
        assertThat(console.written).isEmpty();
    }

    @Test
    void shouldRefuseToCloseUnresolvedIncident() {
        var response = console.post("/api/incidents/i1/close", "{}");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).get("detail").stringValue()).isEqualTo("not resolved: resolve it first");
    }

    @Test
    void shouldMakeAnIdForACommandThatHasNone() {
        var response = console.post("/api/incidents/i1/acknowledge", "");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).get("commandId").stringValue()).isNotBlank().isEqualTo(console.written.getFirst()
                .getId());
    }

    @Test
    void shouldAnswerWithTheNewSnapshotWhenItIsWaitedFor() {
        console.correlator = command -> {
            console.projection.apply(theEffectOf(command.getId(), "i1", FactKind.ACKNOWLEDGED).build());
            console.projection.apply(acknowledged("i1", command.getActor()).build());
        };

        var response = console.post("/api/incidents/i1/acknowledge?wait=10s", "{\"actor\":\"ada\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("status").stringValue()).isEqualTo("carried-out");
        assertThat(json(response).get("incident").get("state").stringValue()).isEqualTo("ACKNOWLEDGED");
        assertThat(json(response).get("incident").get("acknowledgedBy").stringValue()).isEqualTo("ada");
    }

    @Test
    void shouldAnswerWithTheRefusalOfTheCorrelator() {
        console.correlator = command -> console.projection.apply(theEffectOf(command.getId(), "i1",
                FactKind.COMMAND_REFUSED)
                .setDetails(Map.of("command", command.getId(), "reason", "already acknowledged by ben"))
                .build());

        var response = console.post("/api/incidents/i1/acknowledge?wait=10s", "{\"actor\":\"ada\"}");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).get("detail").stringValue()).isEqualTo("already acknowledged by ben");
    }

    @Test
    void shouldSayThatItIsOnlyAcceptedWhenNoEffectIsSeenInTime() {
        var response = console.post("/api/incidents/i1/acknowledge?wait=1ms", "{}");

        assertThat(response.statusCode()).isEqualTo(202);
    }

    @Test
    void shouldNotWriteAgainWhatWasCarriedOutAlready() {
        console.projection.apply(theEffectOf("c1", "i1", FactKind.ACKNOWLEDGED).build());
        console.projection.apply(acknowledged("i1", "ada").build());

        var response = console.post("/api/incidents/i1/acknowledge", "{\"commandId\":\"c1\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(console.written).isEmpty();
    }

    @Test
    void shouldRefuseImpossibleCommandImmediately() {
        console.projection.apply(resolved("i1", NOW).build());

        var response = console.post("/api/incidents/i1/acknowledge", "{\"actor\":\"ada\"}");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).get("detail").stringValue()).isEqualTo("already resolved by source");
        assertThat(console.written).isEmpty();
    }

    @Test
    void shouldSayThatAnIncidentIsUnknown() {
        assertThat(console.post("/api/incidents/i2/acknowledge", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldWaitForAnIncidentWhosePageWasFasterThanThisConsole() throws Exception {
        var answer = new CompletableFuture<Integer>();
        Thread.ofVirtual().start(() -> answer.complete(console.post("/api/incidents/i2/acknowledge", "{}")
                .statusCode()));
        console.projection.apply(anIncident("i2").build());

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(202);
    }

    @Test
    void shouldAskToTryAgainWhenTheLogDoesNotConfirm() {
        console.correlator = command -> {
            throw new CommandLogUnavailableException("Kafka did not confirm the command within PT5S", null);
        };

        var response = console.post("/api/incidents/i1/acknowledge", "{\"commandId\":\"c1\"}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(response).get("commandId").stringValue()).isEqualTo("c1");
    }

    @ParameterizedTest(name = "the body {0} is answered 400")
    @ValueSource(strings = {"[]", "\"ada\"", "null", "{", "{} {}", "{\"actor\":1}", "{\"actor\":\"a\",\"actor\":\"b\"}",
            "{\"acter\":\"ada\"}", "{\"commandId\":\"\"}", "{\"commandId\":\"a b\"}", "{\"actor\":\"a\\u0007\"}",
            "{\"note\":{\"a\":{\"b\":{\"c\":{\"d\":1}}}}}"})
    void shouldRefuseAWrongBody(String body) {
        var response = console.post("/api/incidents/i1/acknowledge", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).doesNotContain("Exception").doesNotContain("tools.jackson");
        assertThat(console.written).isEmpty();
    }

    @Test
    void shouldRefuseAnEmptyNote() {
        assertThat(console.post("/api/incidents/i1/note", "{\"actor\":\"ada\",\"note\":\"  \"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseAWaitThatIsNoDuration() {
        assertThat(console.post("/api/incidents/i1/acknowledge?wait=soon", "{}").statusCode()).isEqualTo(400);
        assertThat(console.written).isEmpty();
    }

    @Test
    void shouldRefuseABodyThatIsTooLong() {
        var long20k = "{\"note\":\"" + "x".repeat(20_000) + "\"}";

        var announced = console.post("/api/incidents/i1/note", long20k);
        var chunked = console.send(console.to("/api/incidents/i1/note").header("Content-Type", "application/json").POST(
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(long20k.getBytes(
                        java.nio.charset.StandardCharsets.UTF_8)))));

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @Test
    void shouldRefuseAMethodThatIsNotServed() {
        var response = console.send(console.to("/api/incidents/i1/acknowledge"));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
}
