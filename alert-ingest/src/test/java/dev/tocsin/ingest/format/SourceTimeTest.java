package dev.tocsin.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTimeTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            Go nanoseconds and offset,  2021-03-30T20:17:50.814674209+08:00, 2021-03-30T12:17:50.814Z
            CloudWatch,                 2024-12-06T05:36:35.649+0000,        2024-12-06T05:36:35.649Z
            whole seconds,              2019-10-03T16:00:04Z,                2019-10-03T16:00:04Z
            Sentry with colon offset,   2020-04-30T05:54:15.679000+00:00,    2020-04-30T05:54:15.679Z
            Sentry without offset,      2019-08-19T20:58:37.391000,          2019-08-19T20:58:37.391Z
            float seconds,              1566248317.391,                      2019-08-19T20:58:37.391Z
            float in E notation,        1.566248317391E9,                    2019-08-19T20:58:37.391Z
            milliseconds,               1566248317391,                       2019-08-19T20:58:37.391Z
            blank and UTC,              2024-12-06 05:36:35 UTC,             2024-12-06T05:36:35Z
            leap second,                2016-12-31T23:59:60Z,                2016-12-31T23:59:59Z
            """)
    void shouldRead(String name, String written, Instant expected) {
        assertThat(SourceTime.read(written)).isEqualTo(new SourceTime.At(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"''", "' '", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+08:00", "1970-01-01T00:00:00Z", "0", "0.0"})
    void shouldTakeTheZeroOfALanguageForAbsent(String written) {
        assertThat(SourceTime.read(written)).isEqualTo(new SourceTime.Absent());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"yesterday", "2024-13-01T00:00:00Z", "2024-02-30T00:00:00Z", "1971-05-01T00:00:00Z", "-5",
            "2024-12-06T05:36:35+99:00", "NaN", "1e99"})
    void shouldNotBelieveNonsense(String written) {
        assertThat(SourceTime.read(written)).isEqualTo(new SourceTime.Nonsense());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            year 9999,    9999-12-31T23:59:59Z, startsAt is in the future: receive time used
            two hours on, 2026-03-10T14:00:00Z, startsAt is in the future: receive time used
            year 1,       0001-01-01T00:00:00Z, startsAt missing: receive time used
            1970,         1970-01-01T00:00:00Z, startsAt missing: receive time used
            nonsense,     soon,                 startsAt is not a valid time: receive time used
            """)
    void shouldUseReceiveTimeWithRemark(String name, String written, String remark) {
        var received = Instant.parse("2026-03-10T12:00:00Z");
        var remarks = new ArrayList<String>();

        var chosen = new SourceClock(received, Duration.ofHours(1), remarks).choose("startsAt", written);

        assertThat(chosen).isEqualTo(received);
        assertThat(remarks).containsExactly(remark);
    }

    @Test
    void shouldBelieveASourceThatIsALittleAhead() {
        var remarks = new ArrayList<String>();
        var clock = new SourceClock(Instant.parse("2026-03-10T12:00:00Z"), Duration.ofHours(1), remarks);

        assertThat(clock.choose("startsAt", "2026-03-10T12:59:00Z")).isEqualTo(Instant.parse("2026-03-10T12:59:00Z"));
        assertThat(remarks).isEmpty();
    }
}
