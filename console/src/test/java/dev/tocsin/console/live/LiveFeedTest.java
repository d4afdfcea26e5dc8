package dev.tocsin.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.live.Subscription.Next;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveFeedTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final LiveFeed feed = new LiveFeed("run1", 3, 4, 2);

    @Test
    void shouldSendPublishedEventsToClients() throws Exception {
        var client = feed.join(Optional.of("run1-0")).orElseThrow();

        feed.publish("incident", "{}");

        assertThat(client.next(AT_ONCE)).isEqualTo(new Next.Event(new LiveEvent("run1-1", "incident", "{}")));
        assertThat(client.next(AT_ONCE)).isEqualTo(new Next.Quiet());
    }

    @Test
    void shouldTellANewClientWhereTheStreamIsSoThatItCanResume() throws Exception {
        feed.publish("incident", "1");

        var client = feed.join(Optional.empty()).orElseThrow();

        assertThat(client.next(AT_ONCE)).isEqualTo(new Next.Event(new LiveEvent("run1-1", "hello", "{}")));
        assertThat(client.next(AT_ONCE)).isEqualTo(new Next.Quiet());
    }

    @Test
    void shouldResumeFromTheVeryBeginning() throws Exception {
        feed.publish("incident", "1");
        feed.publish("incident", "2");

        var client = feed.join(Optional.of("run1-0")).orElseThrow();

        assertThat(dataOf(client)).containsExactly("1", "2");
    }

    @Test
    void shouldResumeWhereTheClientWas() throws Exception {
        feed.publish("incident", "1");
        feed.publish("incident", "2");
        feed.publish("incident", "3");

        var client = feed.join(Optional.of("run1-1")).orElseThrow();

        assertThat(dataOf(client)).containsExactly("2", "3");
    }

    @Test
    void shouldSendNothingAgainToAClientThatMissedNothing() throws Exception {
        feed.publish("incident", "1");

        var client = feed.join(Optional.of("run1-1")).orElseThrow();

        assertThat(client.next(AT_ONCE)).isEqualTo(new Next.Quiet());
    }

    @Test
    void shouldTellToReloadWhoMissedMoreThanIsKept() throws Exception {
        for (var number = 1; number <= 5; number++) {
            feed.publish("incident", Integer.toString(number));
        }

        var client = feed.join(Optional.of("run1-1")).orElseThrow();

        assertThat(client.next(AT_ONCE)).isInstanceOfSatisfying(Next.Event.class, next -> {
            assertThat(next.event().type()).isEqualTo("reload");
            assertThat(next.event().id()).isEqualTo("run1-5");
        });
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"run0-1", "run1-9", "run1-", "run1-x", "run1--1", "nonsense"})
    void shouldTellToReloadWhoSawAnotherRunOfTheConsole(String lastEventId) throws Exception {
        feed.publish("incident", "1");

        var client = feed.join(Optional.of(lastEventId)).orElseThrow();

        assertThat(client.next(AT_ONCE)).isInstanceOfSatisfying(Next.Event.class, next -> assertThat(next.event()
                .type()).isEqualTo(
                        "reload"));
    }

    @Test
    void shouldCutAClientThatDoesNotReadAndNeverWaitForIt() throws Exception {
        var slow = feed.join(Optional.empty()).orElseThrow();

        for (var number = 1; number <= 5; number++) {
            feed.publish("incident", Integer.toString(number));
        }

        assertThat(slow.next(AT_ONCE)).isEqualTo(new Next.Cut());
        assertThat(feed.clients()).isZero();
        assertThat(feed.cuts()).isEqualTo(1);
    }

    @Test
    void shouldRefuseMoreClientsThanItServes() {
        feed.join(Optional.empty()).orElseThrow();
        var second = feed.join(Optional.empty()).orElseThrow();

        assertThat(feed.join(Optional.empty())).isEmpty();
        second.close();
        assertThat(feed.join(Optional.empty())).isPresent();
    }

    @Test
    void shouldEndAllWhenItCloses() throws Exception {
        var client = feed.join(Optional.empty()).orElseThrow();

        feed.close();

        assertThat(client.next(AT_ONCE)).isEqualTo(new Next.Cut());
        assertThat(feed.join(Optional.empty())).isEmpty();
    }

    private static List<String> dataOf(Subscription client) throws InterruptedException {
        var data = new ArrayList<String>();
        while (client.next(AT_ONCE) instanceof Next.Event(var event)) {
            data.add(event.data());
        }
        return data;
    }
}
