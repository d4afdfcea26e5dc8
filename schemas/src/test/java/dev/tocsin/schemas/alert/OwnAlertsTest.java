package dev.tocsin.schemas.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

import dev.tocsin.event.AlertStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnAlertsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T03:00:00Z");

    @ParameterizedTest
    @EnumSource(OwnAlert.class)
    void shouldFireAndResolveUnderOneIdentityWithTheSameLabels(OwnAlert kind) {
        var firing = OwnAlerts.firing(kind, "slack", "Slack refuses", "Look at its token.", Map.of("outcome", "401"),
                NOW, "");
        var resolved = OwnAlerts.resolved(kind, "slack", "Slack takes pages again", "", Map.of(), NOW.plusSeconds(60),
                "r2");

        assertThat(firing.getStatus()).isEqualTo(AlertStatus.FIRING);
        assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(resolved.getEndsAt()).hasValue(NOW.plusSeconds(60));
        assertThat(resolved.getIdentity()).isEqualTo(firing.getIdentity())
                .isEqualTo("tocsin:" + kind.alertName() + ":slack");
        assertThat(resolved.getLabels()).isEqualTo(firing.getLabels()).containsEntry("service", kind.service())
                .containsEntry("alertname", kind.alertName()).containsEntry("severity", kind.severity())
                .containsEntry(kind.subjectLabel(), "slack");
        assertThat(firing.getAnnotations()).containsEntry("outcome", "401");
        assertThat(firing.getSource()).isEqualTo(OwnAlerts.SOURCE);
    }

    @Test
    void shouldGiveEachKindANameOfItsOwn() {
        assertThat(Arrays.stream(OwnAlert.values()).map(OwnAlert::alertName)).doesNotHaveDuplicates()
                .allMatch(name -> name.matches("Tocsin[A-Z][A-Za-z]+"));
    }

    @Test
    void shouldRefuseAnAlertAboutNothing() {
        assertThatThrownBy(() -> OwnAlerts.firing(OwnAlert.DISK_FULL, " ", "full", "", Map.of(), NOW, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
