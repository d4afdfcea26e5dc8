package dev.tocsin.notifier.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.ChannelTestMessage;
import dev.tocsin.event.ChannelTestState;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of channels that people request: sent once, to whom they name, and only while somebody waits. */
class TestDeskTest {

    private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String TEXT = """
            policy: ours
            severities: [{id: SEV1, title: Critical, ladder: desk}]
            rules: []
            fallback: {severity: SEV1}
            channels: {box: {type: inbox}, page: {type: statuspage, page: abc, api-key: {env: KEY}}}
            targets: {ada: [box], ben: [page]}
            ladders: {desk: {steps: [{after: 0m, notify: [ada]}]}}
            """;
    private static final CompiledPolicy POLICY = policy();

    private final List<String> sent = new ArrayList<>();
    private boolean delivered = true;
    private final TestDesk desk = new TestDesk(() -> POLICY, (_, channel, target) -> {
        TrialAddresses.of(POLICY, channel, target);
        sent.add(channel + " to " + target);
        return List.of(message(true), message(delivered));
    }, CLOCK);

    @Test
    void shouldSendAndSayWhatCameBack() {
        var ended = desk.carryOut(requested("box", "ada").build());

        assertThat(sent).containsExactly("box to ada");
        assertThat(ended).get().satisfies(test -> {
            assertThat(test.getState()).isEqualTo(ChannelTestState.DELIVERED);
            assertThat(test.getId()).isEqualTo("t-1");
            assertThat(test.getActor()).isEqualTo("ada");
            assertThat(test.getEndedAt()).contains(NOW);
            assertThat(test.getMessages()).hasSize(2);
        });
    }

    @Test
    void shouldFailWhenOneReceiverDidNotTakeIt() {
        delivered = false;

        assertThat(desk.carryOut(requested("box", "ada").build()).map(ChannelTest::getState)).contains(
                ChannelTestState.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"fax, ada, the policy has no channel 'fax'", "box, ben, 'target ''ben'' has no address on channel box'",
            "page, ben, a test message would be published"})
    void shouldRefuseWhatCannotBeSentAndSendNothing(String channel, String target, String reason) {
        var ended = desk.carryOut(requested(channel, target).build()).orElseThrow();

        assertThat(ended.getState()).isEqualTo(ChannelTestState.REFUSED);
        assertThat(ended.getReason()).contains(reason);
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldSendNothingThatNobodyWaitsFor() {
        var old = requested("box", "ada").setRequestedAt(NOW.minus(TestDesk.EXPECTED_FOR).minusMillis(1)).build();
        var inTime = requested("box", "ada").setRequestedAt(NOW.minus(TestDesk.EXPECTED_FOR)).build();

        assertThat(desk.carryOut(old).map(ChannelTest::getState)).contains(ChannelTestState.REFUSED);
        assertThat(sent).isEmpty();
        assertThat(desk.carryOut(inTime).map(ChannelTest::getState)).contains(ChannelTestState.DELIVERED);
    }

    @ParameterizedTest
    @EnumSource(value = ChannelTestState.class, names = "REQUESTED", mode = EnumSource.Mode.EXCLUDE)
    void shouldNotCarryOutItsOwnResults(ChannelTestState state) {
        assertThat(desk.carryOut(requested("box", "ada").setState(state).build())).isEqualTo(Optional.empty());
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldGoThroughTheChannelItself() {
        var messages = new TestMessages(List.of(), Secrets.ofProcess(), CLOCK).send(POLICY, "box", "ada");

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.getDelivered()).isTrue();
            assertThat(message.getClosing()).isFalse();
            assertThat(message.getDestination()).startsWith("box:");
        });
    }

    private static CompiledPolicy policy() {
        try {
            return PolicyLoader.load("test", TEXT);
        } catch (PolicyErrors errors) {
            throw new IllegalStateException(errors);
        }
    }

    private static ChannelTest.Builder requested(String channel, String target) {
        return ChannelTest.newBuilder().setId("t-1").setState(ChannelTestState.REQUESTED).setChannel(channel).setTarget(
                target).setActor("ada").setRequestedAt(NOW);
    }

    private static ChannelTestMessage message(boolean delivered) {
        return ChannelTestMessage.newBuilder().setDestination("box:").setClosing(false).setDelivered(delivered)
                .setDetail("taken").setTookMillis(1).build();
    }
}
