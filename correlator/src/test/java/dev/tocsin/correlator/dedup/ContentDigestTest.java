package dev.tocsin.correlator.dedup;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tocsin.correlator.AlertFixture;
import dev.tocsin.event.Alert;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What makes a repeat say something else. */
class ContentDigestTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final AlertFixture ALERT = anAlert("db-1").since(NOON).annotation("dashboard", "d1");

    @Test
    @DisplayName("A1: whatever a rule, a template or a person sees is part of the content")
    void shouldReportDifferences() {
        var content = ContentDigest.digest(ALERT.firing());

        assertThat(content).hasSize(20);
        assertThat(ALERT.label("pod", "p-2").firing()).satisfies(each -> differs(each, content));
        assertThat(ALERT.annotation("dashboard", "d2").firing()).satisfies(each -> differs(each, content));
        assertThat(ALERT.says("Disk nearly full").firing()).satisfies(each -> differs(each, content));
        assertThat(ALERT.described("since the backup").firing()).satisfies(each -> differs(each, content));
        assertThat(ALERT.link("https://example.org/d2").firing()).satisfies(each -> differs(each, content));
        assertThat(ALERT.value("used", 81).firing()).satisfies(each -> differs(each, content));
        assertThat(Alert.newBuilder(ALERT.firing()).setTruncatedAlerts(3).build()).satisfies(each -> differs(each,
                content));
    }

    @Test
    @DisplayName("A1: when it began and when it was delivered are no part of the content")
    void shouldNotTellTimesAndDeliveries() {
        assertThat(ContentDigest.digest(Alert.newBuilder(ALERT.since(NOON.plusSeconds(60)).firing()).setReceivedId(
                "other")
                .setDeliveryId("another").build())).isEqualTo(ContentDigest.digest(ALERT.firing()));
    }

    @Property(tries = 200)
    void shouldNotDependOnTheOrderOfItsMapsButOnEachEntry(@ForAll("labelSets") Map<String, String> labels,
            @ForAll String name,
            @ForAll String value) {
        var turned = new LinkedHashMap<String, String>();
        labels.entrySet().stream().toList().reversed().forEach(entry -> turned.put(entry.getKey(), entry.getValue()));
        var other = new HashMap<>(labels);
        other.merge(name, value, (was, _) -> was + "+");

        assertThat(digest(turned)).isEqualTo(digest(labels)).isNotEqualTo(digest(other));
    }

    Gen<Map<String, String>> labelSets() {
        return Gens.maps(Gens.strings(), Gens.strings(), 0, 30);
    }

    private static String digest(Map<String, String> labels) {
        return ContentDigest.digest(Alert.newBuilder(ALERT.firing()).setLabels(labels).build());
    }

    private static void differs(Alert alert, String content) {
        assertThat(ContentDigest.digest(alert)).isNotEqualTo(content);
    }
}
