package dev.tocsin.standalone.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.standalone.oncall.CalendarImport.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendars of others as schedules. */
class CalendarImportTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-05-01T00:00:00Z");

    @Test
    void shouldTakeOverARecurringShiftWithItsExceptions() throws Exception {
        var imported = read("""
                DTSTART;TZID=Europe/Berlin:20260302T090000
                DTEND;TZID=Europe/Berlin:20260309T090000
                RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4
                EXDATE;TZID=Europe/Berlin:20260316T090000
                SUMMARY:On Call - Anna
                """);
        var schedule = CalendarRoundTripTest.schedule(imported.yaml());

        assertThat(schedule.overrides()).hasSize(3);
        assertThat(schedule.at(Instant.parse("2026-03-02T08:00:00Z"))).containsExactly("anna");
        assertThat(schedule.at(Instant.parse("2026-03-17T08:00:00Z"))).isEmpty();
        assertThat(schedule.at(Instant.parse("2026-03-30T06:59:59Z"))).isEmpty();
        assertThat(schedule.at(Instant.parse("2026-03-30T07:00:00Z"))).containsExactly("anna");
        assertThat(imported.notes()).isEmpty();
    }

    @Test
    void shouldPutThoseOnCallTogetherWhoAreAtTheSameTime() throws Exception {
        var schedule = CalendarRoundTripTest.schedule(read("""
                DTSTART:20260302T080000Z
                DTEND:20260302T200000Z
                ATTENDEE;CN=Anna:mailto:a@example.org
                SUMMARY:First line
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                DTSTAMP:20260101T000000Z
                DTSTART:20260302T120000Z
                DURATION:PT2H
                ATTENDEE:mailto:ben@example.org
                """).yaml());

        assertThat(schedule.at(Instant.parse("2026-03-02T11:00:00Z"))).containsExactly("anna");
        assertThat(schedule.at(Instant.parse("2026-03-02T13:00:00Z"))).containsExactly("anna", "ben");
        assertThat(schedule.at(Instant.parse("2026-03-02T14:00:00Z"))).containsExactly("anna");
    }

    @Test
    void shouldTakeWholeDaysInTheZoneOfTheSchedule() throws Exception {
        var schedule = CalendarRoundTripTest.schedule(read("DTSTART;VALUE=DATE:20260302\nSUMMARY:ben\n").yaml());

        assertThat(schedule.at(Instant.parse("2026-03-01T23:00:00Z"))).containsExactly("ben");
        assertThat(schedule.at(Instant.parse("2026-03-02T23:00:00Z"))).isEmpty();
    }

    @Test
    void shouldMoveTheOccurrenceThatWasMoved() throws Exception {
        var schedule = CalendarRoundTripTest.schedule(read("""
                DTSTART:20260302T080000Z
                DTEND:20260302T100000Z
                RRULE:FREQ=DAILY;COUNT=3
                SUMMARY:anna
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                DTSTAMP:20260101T000000Z
                RECURRENCE-ID:20260303T080000Z
                DTSTART:20260303T180000Z
                DTEND:20260303T200000Z
                SUMMARY:ben
                """).yaml());

        assertThat(schedule.at(Instant.parse("2026-03-03T09:00:00Z"))).isEmpty();
        assertThat(schedule.at(Instant.parse("2026-03-03T19:00:00Z"))).containsExactly("ben");
        assertThat(schedule.at(Instant.parse("2026-03-04T09:00:00Z"))).containsExactly("anna");
    }

    @Test
    void shouldNoteWhatItLeavesOut() throws Exception {
        var imported = read("""
                DTSTART:20260302T080000Z
                DTEND:20260302T100000Z
                RRULE:FREQ=DAILY
                SUMMARY:anna
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                DTSTAMP:20260101T000000Z
                DTSTART:20260302T080000Z
                DTEND:20260302T100000Z
                END:VEVENT
                BEGIN:VTODO
                UID:3
                DTSTAMP:20260101T000000Z
                END:VTODO
                BEGIN:VEVENT
                UID:4
                DTSTAMP:20260101T000000Z
                DTSTART:20260302T080000Z
                STATUS:CANCELLED
                SUMMARY:dan
                """);

        assertThat(imported.people()).containsExactly("anna");
        assertThat(imported.notes()).anyMatch(note -> note.contains("recurs without end"))
                .anyMatch(note -> note.contains("names no person")).anyMatch(note -> note.contains("VTODO"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"DTSTART:20260302T080000Z#DURATION:PT1S#RRULE:FREQ=SECONDLY|more often than",
            "DTSTART:20260302T080000Z#DURATION:PT1S#RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5|more often",
            "DTSTART:00010302T080000Z#DURATION:PT1H#RRULE:FREQ=DAILY|since before 1990",
            "SUMMARY:anna|has no start", "DTSTART:20200302T080000Z#DURATION:PT1H|no shifts between"})
    void shouldRefuseInvalidOrEndlessEvents(String lines, String problem) {
        assertThatThrownBy(() -> read((lines + "#SUMMARY:anna\n").replace("#", "\n"))).isInstanceOf(
                CalendarRefused.class).hasMessageContaining(problem);
    }

    @Test
    void shouldRefuseFileThatIsNotACalendar() {
        assertThatThrownBy(() -> CalendarImport.read("schedules: {}", "primary", BERLIN, FROM, TO, Form.OVERRIDES))
                .isInstanceOf(
                        CalendarRefused.class).hasMessageContaining("not a calendar");
    }

    /** One event, or several with their own beginnings and ends between. */
    private static CalendarImport.Imported read(String lines) throws CalendarRefused, PolicyErrors {
        var text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\n" + lines
                + "END:VEVENT\nEND:VCALENDAR\n";
        return CalendarImport.read(text.replace("\n", "\r\n"), "primary", BERLIN, FROM, TO, Form.OVERRIDES);
    }
}
