package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void shouldAdmitSoManyRequestsAtOnce() {
        var admission = new Admission(1, 100);

        var first = admission.enter(-1).orElseThrow();

        assertThat(admission.enter(0)).isEmpty();
        first.close();
        first.close();
        assertThat(admission.enter(0)).isPresent();
        assertThat(admission.enter(0)).isEmpty();
    }

    @Test
    void shouldCountBytesAsTheyGrowAndGiveThemBack() {
        var admission = new Admission(10, 100);
        var one = admission.enter(60).orElseThrow();
        var other = admission.enter(10).orElseThrow();

        assertThat(other.reserve(41)).isFalse();
        assertThat(other.reserve(40)).isTrue();
        assertThat(admission.enter(1)).isEmpty();
        one.close();
        assertThat(admission.bytes()).isEqualTo(40);
        assertThat(other.reserve(100)).isTrue();
        other.close();
        assertThat(admission.bytes()).isZero();
    }
}
