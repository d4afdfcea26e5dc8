package dev.tocsin.console.channel;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.Records;
import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.event.AuditEntry;
import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.ChannelTestMessage;
import dev.tocsin.event.ChannelTestState;
import dev.tocsin.event.PolicyVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The button that tests a channel: who receives it, what came back, and what is refused. */
class ChannelTestRouteTest {

    private static final String POLICY = """
            policy: ours
            severities: [{id: SEV1, title: Critical, ladder: desk}]
            rules: []
            fallback: {severity: SEV1}
            channels: {box: {type: inbox}, page: {type: statuspage, page: abc, api-key: {env: KEY}}}
            targets: {ada: [box], ben: [page]}
            ladders: {desk: {steps: [{after: 0m, notify: [ada]}]}}
            """;

    private final ConsoleFixture console = new ConsoleFixture();

    @BeforeEach
    void publish() {
        console.projection.apply(PolicyVersion.newBuilder(Records.aPolicy(3)).setText(POLICY).build());
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void shouldTellWhatCameBackAndKeepIt() {
        console.notifier = requested -> Optional.of(ended(requested, "slack refused: not_in_channel", false));

        var response = console.post("/api/channels/box/test", "{\"target\": \"ada\", \"actor\": \"chiara\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        var test = json(response);
        assertThat(test.path("state").asString()).isEqualTo("failed");
        assertThat(test.path("target").asString()).isEqualTo("ada");
        assertThat(test.path("messages").path(0).path("detail").asString()).isEqualTo("slack refused: not_in_channel");
        var deliveries = json(console.get("/api/deliveries"));
        assertThat(deliveries.path("tests").path(0)).isEqualTo(test);
    }

    @Test
    void shouldRecordWhoTestedWhat() {
        console.notifier = requested -> Optional.of(ended(requested, "taken", true));

        console.post("/api/channels/box/test", "{\"target\": \"ada\", \"actor\": \"chiara\"}");

        assertThat(console.audited).extracting(AuditEntry::getRoute, AuditEntry::getSubject, AuditEntry::getPerson,
                AuditEntry::getStatus).containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "/api/channels/{channel}/test", "box", "chiara", 200));
    }

    @Test
    void shouldListToWhomAChannelCanBeTested() {
        var channels = json(console.get("/api/deliveries")).path("channels");

        assertThat(channels.path(0).path("channel").asString()).isEqualTo("box");
        assertThat(channels.path(0).path("testTargets").toString()).isEqualTo("[\"ada\"]");
        assertThat(channels.path(1).path("channel").asString()).isEqualTo("page");
        assertThat(channels.path(1).path("testTargets").toString()).as("the public reads it").isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fax | {\"target\": \"ada\", \"actor\": \"a\"} | 404 | unknown-channel",
            "page | {\"target\": \"ben\", \"actor\": \"a\"} | 409 | public-channel",
            "box | {\"target\": \"ben\", \"actor\": \"a\"} | 400 | no address on channel box",
            "box | {\"actor\": \"a\"} | 400 | 'target'", "box | {\"target\": \"ada\"} | 400 | 'actor'",
            "box | {\"target\": \"ada\", \"actor\": \"a\", \"text\": \"hi\"} | 400 | unknown member"})
    void shouldRefuseWhatCannotBeTested(String channel, String body, int status, String problem) {
        var response = console.post("/api/channels/" + channel + "/test", body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(problem);
        assertThat(console.projection.channelTests()).isEmpty();
    }

    @Test
    void shouldNotSendASecondWhileOneIsUnderWay() {
        console.projection.apply(ChannelTest.newBuilder().setId("t-0").setState(ChannelTestState.REQUESTED).setChannel(
                "box").setTarget("ada").setActor("ben").setRequestedAt(NOW.minusSeconds(5)).build());

        var response = console.post("/api/channels/box/test", "{\"target\": \"ada\", \"actor\": \"chiara\"}");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("test-under-way");
    }

    @Test
    void shouldSayThatTheLogIsAway() {
        console.notifier = requested -> {
            throw new CommandLogUnavailableException("Kafka did not confirm the test within 10 s", null);
        };

        var response = console.post("/api/channels/box/test", "{\"target\": \"ada\", \"actor\": \"chiara\"}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("log-unavailable");
    }

    @Test
    void shouldNotTakeARequestThatWasReadLateForTheResult() {
        var requested = ChannelTest.newBuilder().setId("t-0").setState(ChannelTestState.REQUESTED).setChannel("box")
                .setTarget("ada").setActor("ben").setRequestedAt(NOW).build();
        console.projection.apply(ended(requested, "taken", true));
        console.projection.apply(requested);

        assertThat(console.projection.channelTests()).singleElement().extracting(ChannelTest::getState).isEqualTo(
                ChannelTestState.DELIVERED);
    }

    private static ChannelTest ended(ChannelTest requested, String detail, boolean delivered) {
        return ChannelTest.newBuilder(requested).setState(delivered
                ? ChannelTestState.DELIVERED
                : ChannelTestState.FAILED).setEndedAt(NOW).setMessages(List.of(ChannelTestMessage.newBuilder()
                        .setDestination("box:").setClosing(false).setDelivered(delivered).setDetail(detail)
                        .setTookMillis(12).build())).build();
    }
}
