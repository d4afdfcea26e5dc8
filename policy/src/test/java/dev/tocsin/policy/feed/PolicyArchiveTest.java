package dev.tocsin.policy.feed;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static dev.tocsin.policy.feed.PolicyTopic.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.tocsin.event.PolicyVersion;
import org.junit.jupiter.api.Test;

class PolicyArchiveTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void shouldGiveEveryVersionInOrderAlsoThoseThatDoNotCompile() {
        var archive = new PolicyArchive(PolicyTopic.holding(version(1, aPolicy().text()), version(2,
                "policy: broken\n"),
                version(3, aPolicy().text())));

        assertThat(archive.versions(LONG)).extracting(PolicyVersion::getVersion).containsExactly(1, 2, 3);
    }

    @Test
    void shouldBeEmptyBeforeAnythingWasPublished() {
        assertThat(new PolicyArchive(PolicyTopic.holding()).versions(LONG)).isEmpty();
    }
}
