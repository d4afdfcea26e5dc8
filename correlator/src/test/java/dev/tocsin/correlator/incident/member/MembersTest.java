package dev.tocsin.correlator.incident.member;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tocsin.correlator.incident.ClassificationFixture;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Link;
import org.junit.jupiter.api.Test;

class MembersTest {

    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    @Test
    void shouldKeepThePlaceAndTheJoiningTimeOfAnAlertThatFiresAgain() {
        var shown = Members.with(Members.with(List.of(), joiner("db-1", NOW), NOW),
                joiner("db-2", NOW), NOW);

        var again = Members.with(Members.ceased(shown, "prom:db-1"),
                joiner("db-1", NOW.plusSeconds(60)), NOW.plusSeconds(60));

        assertThat(again).extracting(IncidentAlert::getIdentity).containsExactly("prom:db-1", "prom:db-2");
        assertThat(again.getFirst().getJoinedAt()).isEqualTo(NOW);
        assertThat(again.getFirst().getSince()).isEqualTo(NOW.plusSeconds(60));
        assertThat(again.getFirst().getStatus()).isEqualTo(AlertStatus.FIRING);
    }

    @Test
    void shouldNotChangeTheShownMembersWhenAHiddenAlertResolves() {
        var shown = Members.with(List.of(), joiner("db-1", NOW), NOW);

        assertThat(Members.ceased(shown, "prom:db-9")).isSameAs(shown);
    }

    @Test
    void shouldShareOnlyLabelsWithTheSameValue() {
        var shared = Members.shared(Map.of("job", "db", "instance", "1", "zone", "a"),
                Map.of("job", "db", "instance", "2"));

        assertThat(shared).isEqualTo(Map.of("job", "db"));
    }

    @Test
    void shouldShowEachLinkOnceAndAtMostTwenty() {
        var many = IntStream.range(0, 30).mapToObj(number -> new Link("t", "https://example.org/" + number)).toList();

        assertThat(Members.links(many.subList(0, 2), many.subList(0, 3))).hasSize(3);
        assertThat(Members.links(List.of(), many)).hasSize(Members.LINKS);
    }

    private static JoiningAlert joiner(String instance, Instant since) {
        return new JoiningAlert(anAlert(instance).since(since).firing(), ClassificationFixture.classified("SEV1"),
                false);
    }
}
