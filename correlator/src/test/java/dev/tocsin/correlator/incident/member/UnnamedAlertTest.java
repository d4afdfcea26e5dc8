package dev.tocsin.correlator.incident.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnnamedAlertTest {

    @Test
    @DisplayName("A7: an alert without name and annotations is titled by the labels that people look for")
    void shouldTitleByLabels() {
        assertThat(title("unnamed alert", "", Map.of("severity", "critical", "zone", "a", "job", "node", "instance",
                "db-1:9100", "device", "sda"))).isEqualTo("instance=db-1:9100, device=sda, job=node, zone=a");
    }

    @Test
    @DisplayName("A7: an alert with nothing but a description is titled by its first line")
    void shouldTitleByTheDescription() {
        assertThat(title("unnamed alert", "\n  Disk is full.\nDelete logs.", Map.of())).isEqualTo("Disk is full.");
        assertThat(title("unnamed alert", "", Map.of())).isEqualTo("alert without name or labels from prom");
    }

    @Test
    @DisplayName("A7: what a source says stays the title")
    void shouldKeepTheTitleOfTheSource() {
        assertThat(title("Disk full on db-1", "", Map.of("instance", "db-1"))).isEqualTo("Disk full on db-1");
    }

    private static String title(String summary, String description, Map<String, String> labels) {
        return UnnamedAlert.title(Alert.newBuilder().setIdentity("prom:1").setSource("prom").setFormat("alertmanager")
                .setStatus(AlertStatus.FIRING).setName("unnamed alert").setSummary(summary).setDescription(description)
                .setLabels(labels).setStartsAt(Instant.EPOCH).setReceivedId("r1").build());
    }
}
