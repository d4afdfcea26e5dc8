package dev.tocsin.escalator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.policy.PolicyNotReadException;
import dev.tocsin.escalator.recipient.RecipientDirectory;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.OnCallChangeKind;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.change.OnCallChanges;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.state.Told;
import org.junit.jupiter.api.Test;

class FeedPoliciesTest {

    private final Feed feed = new Feed();
    private Instant now = IncidentBuilder.OPENED_AT;
    private final FeedPolicies policies = new FeedPolicies(feed, () -> now);

    @Test
    void shouldGiveTheVersionThatIsAskedFor() throws PolicyErrors {
        feed.publish(1);
        feed.publish(2);

        assertThat(policies.version(1).version()).isEqualTo(1);
        assertThat(policies.version(1).remark()).isEmpty();
        assertThat(feed.waited).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void shouldLetTheRecordBeTriedAgainWhileAVersionMayStillCome() throws PolicyErrors {
        feed.publish(1);

        assertThatThrownBy(() -> policies.version(2)).isInstanceOf(PolicyNotReadException.class);
        now = now.plusSeconds(59);
        assertThatThrownBy(() -> policies.version(2)).isInstanceOf(PolicyNotReadException.class);
    }

    @Test
    void shouldUseTheCurrentVersionAfterAMinuteAndSaySo() throws PolicyErrors {
        feed.publish(1);
        assertThatThrownBy(() -> policies.version(2)).isInstanceOf(PolicyNotReadException.class);
        now = now.plusSeconds(60);

        var standIn = policies.version(2);

        assertThat(standIn.version()).isEqualTo(1);
        assertThat(standIn.remark()).contains("policy version 2 is not available, so version 1 is used");
    }

    @Test
    void shouldUseTheCurrentVersionAtOnceForAnOlderOneThatWillNeverCome() throws PolicyErrors {
        feed.publish(3);

        assertThat(policies.version(2).version()).isEqualTo(3);
    }

    @Test
    void shouldWaitAsLongAsTheFeedHasNotReadWhatThereIs() throws PolicyErrors {
        feed.publish(3);
        feed.caughtUp = false;
        now = now.plus(Duration.ofHours(1));

        assertThatThrownBy(() -> policies.version(2)).isInstanceOf(PolicyNotReadException.class);
    }

    @Test
    void shouldGiveTheNewestThatWasReadAlsoWhenTheFeedIsSlow() throws PolicyErrors {
        feed.publish(1);
        feed.publish(4);
        assertThat(policies.newest()).get().extracting(PinnedPolicy::version).isEqualTo(4);
        feed.caughtUp = false;

        assertThat(policies.newest()).as("whoever is known to be on call").get().extracting(PinnedPolicy::version)
                .isEqualTo(4);
        assertThat(feed.waited).as("for the feed").isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void shouldPageWhomAnOverrideSetAtRunTimeNamesUntilItIsUndone() throws PolicyErrors {
        feed.published.put(1, PolicyLoader.load("test.yml", """
                policy: test
                severities: [{id: SEV1, ladder: urgent}]
                ladders: {urgent: {steps: [{notify: [primary]}]}}
                targets: {anna: [inbox], ben: [inbox]}
                channels: {inbox: {type: inbox}}
                schedules: {primary: {layers: {people: anna}}}
                """));
        feed.newest = 1;
        var change = OnCallChange.newBuilder().setId("c1").setSchedule("primary").setKind(OnCallChangeKind.OVERRIDE)
                .setPeople(List.of("ben")).setFrom(now).setUntil(now.plusSeconds(3600)).setAuthor("ada").setReason(
                        "ill").setSetAt(now).build();

        assertThat(paged(now)).containsExactly("anna");
        feed.changes = OnCallChanges.of(List.of(change));
        assertThat(paged(now)).containsExactly("ben");
        assertThat(paged(now.plusSeconds(3600))).containsExactly("anna");
        feed.changes = OnCallChanges.of(List.of(OnCallChange.newBuilder(change).setUndoneAt(now).build()));
        assertThat(paged(now)).containsExactly("anna");
    }

    private List<String> paged(Instant at) {
        return RecipientDirectory.of(policies.version(1), policies).reach(List.of("primary"), at).stream().map(
                Told::getTarget).toList();
    }

    private static final class Feed implements FeedPolicies.Versions {

        private final Map<Integer, CompiledPolicy> published = new HashMap<>();
        private int newest;
        private boolean caughtUp = true;
        private Duration waited = Duration.ZERO;
        private OnCallChanges changes = OnCallChanges.NONE;

        void publish(int version) throws PolicyErrors {
            published.put(version, PolicyLoader.load(PolicyVersion.newBuilder(PolicyLoader.builtIn()).setVersion(
                    version)
                    .build()));
            newest = version;
        }

        @Override
        public Optional<CompiledPolicy> version(int version, Duration wait) {
            waited = wait;
            return Optional.ofNullable(published.get(version));
        }

        @Override
        public CompiledPolicy current() {
            return published.get(newest);
        }

        @Override
        public boolean caughtUp() {
            return caughtUp;
        }

        @Override
        public OnCallChanges changes() {
            return changes;
        }
    }
}
