package dev.tocsin.policy.feed;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static dev.tocsin.policy.feed.PolicyTopic.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.tocsin.policy.CompiledPolicy;
import org.junit.jupiter.api.Test;

class PolicyFeedTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void shouldBeginWithTheBuiltInPolicy() {
        try (var feed = new PolicyFeed(PolicyTopic.holding())) {

            assertThat(feed.caughtUp()).isFalse();
            assertThat(feed.current().version()).isZero();
            assertThat(feed.version(0, Duration.ZERO)).contains(feed.current());
        }
    }

    @Test
    void shouldFollowPublishedVersions() throws InterruptedException {
        var topic = PolicyTopic.holding(version(1, aPolicy().text()));
        BlockingQueue<CompiledPolicy> heard = new LinkedBlockingQueue<>();
        try (var feed = new PolicyFeed(topic)) {
            feed.onChange(heard::add);
            feed.start();
            assertThat(feed.version(1, LONG)).map(CompiledPolicy::name).contains("test");

            topic.publish(version(2, aPolicy().text()));

            assertThat(feed.version(2, LONG)).map(CompiledPolicy::version).contains(2);
            assertThat(feed.current().version()).isEqualTo(2);
            assertThat(feed.version(1, Duration.ZERO)).as("older versions stay known").isPresent();
            assertThat(heard.poll(20, TimeUnit.SECONDS)).returns(1, CompiledPolicy::version);
            assertThat(heard.poll(20, TimeUnit.SECONDS)).returns(2, CompiledPolicy::version);
        }
    }

    @Test
    void shouldKeepTheLastGoodPolicyWhenTheNextDoesNotCompile() {
        var topic = PolicyTopic.holding(version(1, aPolicy().text()), version(2, "policy: broken\n"),
                version(3, aPolicy().text()), version(4, "{"));
        try (var feed = new PolicyFeed(topic)) {
            feed.start();

            assertThat(feed.version(3, LONG)).isPresent();
            assertThat(feed.version(2, LONG)).as("answers at once, for it will never come").isEmpty();
            assertThat(feed.current().version()).isEqualTo(3);
        }
    }

    @Test
    void shouldTryAgainWhenKafkaIsAway() {
        try (var feed = new PolicyFeed(PolicyTopic.holding(version(1, aPolicy().text())).unreachableAtFirst())) {
            feed.start();

            assertThat(feed.version(1, LONG)).isPresent();
        }
    }

    @Test
    void shouldPassOverARecordThatIsNoPolicy() {
        var topic = PolicyTopic.holding(version(1, aPolicy().text())).poisonedAt(1);
        topic.publish(version(2, aPolicy().text()));
        try (var feed = new PolicyFeed(topic)) {
            feed.start();

            assertThat(feed.version(2, LONG)).isPresent();
        }
    }

    @Test
    void shouldContinueWhenAListenerFails() {
        var topic = PolicyTopic.holding(version(1, aPolicy().text()), version(2, aPolicy().text()));
        try (var feed = new PolicyFeed(topic)) {
            feed.onChange(policy -> {
                throw new IllegalStateException("a listener's own fault");
            });
            feed.start();

            assertThat(feed.version(2, LONG)).isPresent();
        }
    }

    @Test
    void shouldGiveUpWaitingForAVersionThatDoesNotCome() {
        try (var feed = new PolicyFeed(PolicyTopic.holding())) {
            feed.start();

            assertThat(feed.version(7, Duration.ofMillis(20))).isEmpty();
        }
    }

    @Test
    void shouldLetGoOfThoseWhoWaitWhenItIsClosed() throws InterruptedException {
        var feed = new PolicyFeed(PolicyTopic.holding());
        BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
        feed.start();
        Thread.ofVirtual().start(() -> answers.add(feed.version(9, Duration.ofHours(1)).isPresent()));

        feed.close();

        assertThat(answers.poll(20, TimeUnit.SECONDS)).isFalse();
    }
}
