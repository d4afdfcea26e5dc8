package dev.tocsin.ingest.format.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class LabelFingerprintTest {

    @Test
    void shouldBeFnvOverNothingForNoLabels() {
        assertThat(LabelFingerprint.of(Map.of())).isEqualTo("cbf29ce484222325");
    }

    /** The fingerprint that a real Alertmanager gave these labels. */
    @Test
    void shouldEqualTheFingerprintOfARealAlertmanager() {
        var labels = Map.of("alertname", "InstanceDown", "code", "200", "instance", "127.0.0.1:9090", "job",
                "prometheus", "monitor", "codelab-monitor", "severity", "critical");

        assertThat(LabelFingerprint.of(labels)).isEqualTo("791cec13fcba0368");
    }
}
