package dev.tocsin.policy.calendar;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicHolidaysTest {

    @Test
    void shouldKnowTheHolidaysOfACountryAndOfItsRegions() {
        var germany = PublicHolidays.of("DE").orElseThrow();

        assertThat(germany.days(Optional.empty())).contains(LocalDate.parse("2026-10-03"))
                .doesNotContain(LocalDate.parse("2026-01-06"));
        assertThat(germany.days(Optional.of("by"))).contains(LocalDate.parse("2026-10-03"),
                LocalDate.parse("2026-01-06"));
        assertThat(germany.regions()).contains("by", "be");
        assertThat(PublicHolidays.of("zz")).isEmpty();
    }

    @Test
    void shouldCloseCalendarsOnThem() {
        var calendar = calendar("[2026-12-24, {country: de, region: by}]");

        assertThat(calendar.isOpen(Instant.parse("2026-01-06T10:00:00Z"))).isFalse();
        assertThat(calendar.isOpen(Instant.parse("2026-12-24T10:00:00Z"))).isFalse();
        assertThat(calendar.isOpen(Instant.parse("2026-01-07T10:00:00Z"))).isTrue();
        assertThat(calendar("{country: us}").isOpen(Instant.parse("2026-11-26T15:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{country: xx}|unknown holidays for country 'xx'|two-letter country code",
            "{country: de, region: bavaria}|unknown holidays for region 'bavaria'|bb, be, bw, by",
            "[{country: de}, 2026-13-01]|'2026-13-01' is not a date|such as 2026-12-25",
            "{land: de}|unknown key 'land' in 'holidays'|country"})
    void shouldSayWhichHolidaysItDoesNotKnow(String holidays, String problem, String writeInstead) {
        var errors = catchThrowableOfType(PolicyErrors.class, () -> PolicyLoader.load("test.yml", text(holidays)));

        assertThat(errors.errors().toString()).contains(problem, writeInstead);
    }

    private static BusinessCalendar calendar(String holidays) {
        try {
            return PolicyLoader.load("test.yml", text(holidays)).policy().practice().calendars().get("office");
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }

    private static String text(String holidays) {
        return aPolicy().more("calendars:\n  office: {hours: [\"09:00-17:00\"], holidays: " + holidays + "}\n").text();
    }
}
