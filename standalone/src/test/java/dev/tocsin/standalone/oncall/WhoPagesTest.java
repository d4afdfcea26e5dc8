package dev.tocsin.standalone.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.check.PolicyCheck;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.standalone.oncall.WhoPages.Hours;
import org.junit.jupiter.api.Test;

/** Who is paged changes at the minute at which a step falls on a change, not at whole hours. */
class WhoPagesTest {

    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final String POLICY = """
            policy: test
            time-zone: Europe/Berlin
            severities: [{id: SEV1, ladder: urgent}]
            ladders: {urgent: {steps: [STEPS]}}
            calendars: {office: {hours: ["08:20-12:00", "12:35-17:05"], holidays: [2026-11-18]}}
            targets: {anna: [inbox], ben: [inbox], cleo: [inbox]}
            channels: {inbox: {type: inbox}}
            schedules:
              first:
                layers:
                  - {people: [anna], only: {from: "18:00", to: "17:30"}}
                overrides: {people: [ben], from: "2026-11-17T17:40", until: "2026-11-17T17:47"}
              second: {layers: {people: [ben, cleo], rotate: 12h, handover: "02:15", from: 2026-01-05}}
            """;

    @Test
    void shouldSeeADailyGapOfHalfAnHour() throws PolicyErrors {
        var gaps = hours("{notify: [first]}", MONDAY, Duration.ofDays(2)).stream()
                .filter(hours -> hours.gap().isPresent()).map(hours -> hours.from() + " " + hours.to()).toList();

        assertThat(gaps).containsExactly("2026-11-16T16:30:00Z 2026-11-16T17:00:00Z",
                "2026-11-17T16:30:00Z 2026-11-17T16:40:00Z", "2026-11-17T16:47:00Z 2026-11-17T17:00:00Z");
    }

    @Test
    void shouldChangeSoMuchEarlierAsAStepIsLater() throws PolicyErrors {
        var gaps = hours("{notify: [cleo]}, {after: 7m, notify: [first]}", MONDAY, Duration.ofDays(1)).stream()
                .filter(hours -> hours.gap().isPresent()).map(Hours::from).toList();

        assertThat(gaps).containsExactly(Instant.parse("2026-11-16T16:23:00Z"));
    }

    @Test
    void shouldSayTheSameAsEveryMinuteAskedAlone() throws PolicyErrors {
        var steps = List.of(
                "{notify: [first, second]}, {after: 4m, notify: [cleo], when: '!businessHours(\"office\")'}",
                "{notify: [anna], when: 'time.getHours(\"Asia/Kathmandu\") > 9'}, {after: 90m, notify: [second]}",
                "{notify: [anna], when: 'time.getMinutes() > 7 && businessHours(\"office\")'}");
        for (var begin : List.of(MONDAY, Instant.parse("2026-10-25T00:00:00Z"), Instant.parse(
                "2027-03-28T00:00:00Z"))) {
            for (var step : steps) {
                var policy = policy(step);
                for (var hours : hours(policy, begin, Duration.ofHours(20))) {
                    for (var minute = hours.from(); minute.isBefore(hours.to()); minute = minute.plusSeconds(60)) {
                        var alone = hours(policy, minute, Duration.ofMinutes(1)).getFirst();
                        assertThat(alone.calls()).as("%s at %s", step, minute).isEqualTo(hours.calls());
                        assertThat(alone.gap()).isEqualTo(hours.gap());
                    }
                }
            }
        }
    }

    @Test
    void shouldWarnOfAGapBetweenConditionsThatIsShorterThanHalfAnHour() throws PolicyErrors {
        var text = POLICY.replace("STEPS", "{notify: [anna], when: 'businessHours(\"office\")'}, "
                + "{after: 0m, notify: [ben], when: 'businessHours(\"late\")'}").replace("calendars: {",
                        "calendars: {late: {days: [mon, tue, wed, thu, fri, sat, sun], hours: [\"00:00-08:20\", \"12:00-12:35\", \"17:25-24:00\"]}, ");

        assertThat(PolicyCheck.look("test.yml", text).warnings().stream().map(Object::toString).toList())
                .anyMatch(warning -> warning.contains(
                        "pages nobody for a SEV1 at some hours, such as Monday 16:05 UTC"));
    }

    private static List<Hours> hours(String steps, Instant from, Duration length) throws PolicyErrors {
        return hours(policy(steps), from, length);
    }

    private static List<Hours> hours(CompiledPolicy policy, Instant from, Duration length) {
        return new WhoPages(policy, false).hours(policy.policy().severities().getFirst(), from, from.plus(length));
    }

    private static CompiledPolicy policy(String steps) throws PolicyErrors {
        return PolicyLoader.load("test.yml", POLICY.replace("STEPS", steps));
    }
}
