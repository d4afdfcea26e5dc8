package dev.tocsin.policy.route;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.provider.ValueSource;
import java.util.stream.IntStream;
import java.time.ZoneId;
import java.util.List;

import dev.tocsin.policy.PolicyText;
import dev.tocsin.policy.route.RouteWindow.Minutes;
import dev.tocsin.policy.route.RouteWindow.Range;
import dev.tocsin.policy.route.RouteWindow.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times of the calendar at their edges, days with daylight saving time included. */
class RouteWindowTest {

    private static RouteWindow window(String span) {
        return PolicyText.aPolicy().more("windows: {w: " + span + "}\nrouting: {notify: [on-call], mute: [w]}\n").load()
                .routes().orElseThrow().root().windows().mute().getFirst();
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', value = {
            "{times: [\"09:00-17:00\"]} | 2026-11-30T08:59:59Z | false",
            "{times: [\"09:00-17:00\"]} | 2026-11-30T09:00:00Z | true",
            "{times: [\"09:00-17:00\"]} | 2026-11-30T16:59:59Z | true",
            "{times: [\"09:00-17:00\"]} | 2026-11-30T17:00:00Z | false",
            "{times: [\"00:00-24:00\"]} | 2026-11-30T23:59:59Z | true",
            "{days: [\"mon:fri\"]}      | 2026-11-29T23:59:59Z | false",
            "{days: [\"mon:fri\"]}      | 2026-11-30T00:00:00Z | true",
            "{days: [sun, sat]}         | 2026-11-29T12:00:00Z | true",
            "{days-of-month: [-1]}      | 2026-11-30T12:00:00Z | true",
            "{days-of-month: [-1]}      | 2028-02-28T12:00:00Z | false",
            "{days-of-month: [-1]}      | 2028-02-29T12:00:00Z | true",
            "{days-of-month: [\"29:31\"]} | 2026-02-28T12:00:00Z | false",
            "{days-of-month: [\"28:31\"]} | 2026-02-28T12:00:00Z | true",
            "{days-of-month: [\"-31:-30\"]} | 2026-02-01T12:00:00Z | false",
            "{days-of-month: [\"1:-1\"]} | 2026-02-28T12:00:00Z | true",
            "{months: [dec, \"1:3\"]}   | 2026-11-30T12:00:00Z | false",
            "{months: [dec, \"1:3\"]}   | 2026-12-01T00:00:00Z | true",
            "{years: [\"2026:2027\"]}   | 2028-01-01T00:00:00Z | false",
            "{times: [\"02:00-03:00\"], zone: Europe/Berlin} | 2026-10-25T00:30:00Z | true",
            "{times: [\"02:00-03:00\"], zone: Europe/Berlin} | 2026-10-25T01:30:00Z | true",
            "{times: [\"02:00-03:00\"], zone: Europe/Berlin} | 2026-03-29T01:00:00Z | false"})
    void shouldHoldAt(String span, String at, boolean holds) {
        assertThat(window(span.strip()).holdsAt(Instant.parse(at.strip()))).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', value = {
            "{times: [\"09:00-17:00\"]} | 2026-11-30T10:00:30Z | 2026-11-30T17:00:00Z",
            "{times: [\"22:00-24:00\", \"00:00-06:00\"]} | 2026-11-30T23:00:00Z | 2026-12-01T06:00:00Z",
            "{days: [sat, sun]} | 2026-11-28T10:00:00Z | 2026-11-30T00:00:00Z",
            "{years: [2030]} | 2026-11-28T10:00:00Z | 2030-01-01T00:00:00Z",
            "{months: [feb], days-of-month: [29]} | 2096-03-01T10:00:00Z | 2104-02-29T00:00:00Z",
            "{years: [2050]} | 2026-11-28T10:00:00Z | 2050-01-01T00:00:00Z",
            "{months: [jun], days: [mon], zone: Europe/Berlin} | 2026-11-28T10:00:00Z | 2027-06-06T22:00:00Z",
            "{times: [\"02:00-03:00\"], zone: Europe/Berlin} | 2026-10-25T00:30:00Z | 2026-10-25T02:00:00Z",
            "{times: [\"02:00-02:30\"], zone: Europe/Berlin} | 2026-10-25T00:10:00Z | 2026-10-25T00:30:00Z",
            "{times: [\"02:00-02:30\"], zone: Europe/Berlin} | 2026-10-25T00:40:00Z | 2026-10-25T01:00:00Z",
            "{times: [\"02:30-04:00\"], zone: Europe/Berlin} | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z"})
    void shouldChangeAt(String span, String after, String change) {
        assertThat(window(span.strip()).nextChange(Instant.parse(after.strip()))).hasValue(Instant.parse(change
                .strip()));
    }

    /** Minute by minute around both changes of the clocks, the next change is where the answer changes. */
    @Test
    void shouldFindEveryChangeAroundDaylightSavingTime() {
        for (var zone : List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")) {
            var window = new RouteWindow("w", List.of(new Span(List.of(new Minutes(90, 165), new Minutes(1380, 1440)),
                    List.of(new Range(0, 3)), List.of(), List.of(), List.of(), ZoneId.of(zone))));
            for (var from : List.of("2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z", "2026-10-31T00:00:00Z",
                    "2026-04-04T00:00:00Z")) {
                var at = Instant.parse(from);
                var next = window.nextChange(at.minusSeconds(1)).orElseThrow();
                for (int minute = 0; minute < 4 * Minutes.DAY; minute++) {
                    var now = at.plus(Duration.ofMinutes(minute));
                    var changed = window.holdsAt(now) != window.holdsAt(now.minusSeconds(60));
                    if (now.equals(next)) {
                        assertThat(changed).as("%s at %s", zone, now).isTrue();
                        next = window.nextChange(now).orElseThrow();
                    } else {
                        assertThat(changed).as("%s at %s", zone, now).isFalse();
                    }
                }
            }
        }
    }

    @Test
    void shouldBeMuteInsideAMuteWindowAndOutsideActiveOnes() {
        var routes = PolicyText.aPolicy().more("""
                windows:
                  day: {times: ["08:00-20:00"]}
                  lunch: {times: ["12:00-13:00"]}
                routing: {notify: [on-call], mute: [lunch], active: [day]}
                """).load().routes().orElseThrow();
        var windows = routes.root().windows();

        assertThat(windows.muteAt(Instant.parse("2026-11-30T09:00:00Z"))).isEmpty();
        assertThat(windows.muteAt(Instant.parse("2026-11-30T12:30:00Z"))).hasValue("muted in window 'lunch'");
        assertThat(windows.muteAt(Instant.parse("2026-11-30T20:00:00Z"))).hasValue("not active: outside 'day'");
        assertThat(windows.nextChange(Instant.parse("2026-11-30T20:00:00Z"))).hasValue(Instant.parse(
                "2026-12-01T08:00:00Z"));
        assertThat(windows.nextChange(Instant.parse("2026-11-30T12:30:00Z"))).hasValue(Instant.parse(
                "2026-11-30T13:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{times: [\"00:00-24:00\"]}", "{days: [\"sun:sat\"]}", "{years: [\"2019:2020\"]}",
            "{months: [feb], days-of-month: [30]}", "{months: [\"1:12\"], zone: Europe/Berlin}"})
    void shouldSayAtOnceThatAWindowNeverChanges(String span) {
        var window = window(span);
        var after = Instant.parse("2026-11-28T10:00:00Z");

        assertThat(window.nextChange(after)).isEmpty();
        assertTimeout(Duration.ofSeconds(2), () -> IntStream.range(0, 20).forEach(day -> window.nextChange(after
                .plusSeconds(day * 86_400L))));
    }
}
