package dev.tocsin.standalone.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.standalone.oncall.CalendarImport.Form;
import dev.tocsin.standalone.oncall.CalendarImport.Imported;
import org.junit.jupiter.api.Test;

/** Calendars as vendors and people write them: nobody is lost, and two people stay two. */
class CalendarPeopleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-11-30T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-11-30T00:00:00Z");

    @Test
    void shouldKeepNamesInAnyScriptAndLeaveOutWhoDeclined() throws Exception {
        var imported = resource("names.ics", Form.OVERRIDES);

        assertThat(at(imported, "2026-12-01T12:00:00Z")).containsExactly("j\u00FCrgen");
        assertThat(at(imported, "2026-12-02T12:00:00Z")).containsExactly("j\u00F6rgen");
        assertThat(at(imported, "2026-12-03T12:00:00Z"))
                .containsExactly("\u0438\u0432\u0430\u043D-\u043F\u0435\u0442\u0440\u043E\u0432");
        assertThat(at(imported, "2026-12-04T12:00:00Z")).containsExactly("\u738B\u4F1F");
        assertThat(at(imported, "2026-12-05T12:00:00Z")).containsExactly("\u674E\u5A1C");
        assertThat(at(imported, "2026-12-06T12:00:00Z")).containsExactly("zo\u00EB");
        assertThat(at(imported, "2026-12-07T12:00:00Z")).containsExactly("anna", "ben");
        assertThat(at(imported, "2026-12-08T07:00:00Z")).containsExactly("anna", "ben");
        assertThat(at(imported, "2026-12-08T12:00:00Z")).containsExactly("\uD83C\uDF85");
        assertThat(imported.notes()).anyMatch(note -> note.contains(
                "'bob' is not on call, because the invitation was"));
    }

    @Test
    void shouldReadVendorsTitlesAndZones() throws Exception {
        var imported = resource("vendor.ics", Form.OVERRIDES);

        assertThat(at(imported, "2026-12-01T12:00:00Z")).containsExactly("ada.lovelace");
        assertThat(at(imported, "2026-12-02T12:00:00Z")).containsExactly("grace-hopper");
        assertThat(at(imported, "2026-12-03T12:00:00Z")).containsExactly("linus");
        assertThat(at(imported, "2026-12-04T07:59:59Z")).containsExactly("linus");
        assertThat(at(imported, "2026-12-04T08:00:00Z")).containsExactly("margaret");
        assertThat(at(imported, "2026-12-05T08:00:00Z")).containsExactly("dennis");
        assertThat(at(imported, "2026-12-06T08:00:00Z")).containsExactly("ken");
        assertThat(at(imported, "2026-12-07T10:00:00Z")).containsExactly("carol");
        assertThat(at(imported, "2027-03-27T21:00:00Z")).containsExactly("night");
        assertThat(at(imported, "2027-03-28T03:59:00Z")).containsExactly("night");
        assertThat(at(imported, "2027-03-28T04:00:00Z")).isEmpty();
        assertThat(imported.notes()).anyMatch(note -> note.contains(
                "time zone 'Nowhere/Land' is unknown; its times are read in Europe/Berlin"))
                .anyMatch(note -> note.contains("read 'Grace Hopper' as the person and 'Primary rota' as the schedule"))
                .noneMatch(note -> note.contains("Customized"));
    }

    @Test
    void shouldNameTwoPeopleOfOneNameByTheirAddresses() throws Exception {
        var imported = read(Form.OVERRIDES, Map.of("2026-12-01", "ATTENDEE;CN=Anna:mailto:Anna@one.example",
                "2026-12-02", "ATTENDEE;CN=Anna:mailto:anna@two.example", "2026-12-03", "SUMMARY:Anna"));

        assertThat(imported.people()).containsExactlyInAnyOrder("anna@one.example", "anna@two.example", "anna");
        assertThat(imported.notes()).singleElement().asString().contains("2 people are called 'anna'",
                "anna@one.example, anna@two.example", "replace it with the right person");
    }

    @Test
    void shouldTakeOneWithAnAddressAndOneOfTheSameNameForOnePerson() throws Exception {
        var imported = read(Form.OVERRIDES, Map.of("2026-12-01", "ATTENDEE;CN=\"Anna B\":mailto:anna@one.example",
                "2026-12-02", "SUMMARY:anna  b"));

        assertThat(imported.people()).containsExactly("anna-b");
    }

    @Test
    void shouldSayThatNobodyIsLeftWhenAllDeclined() throws Exception {
        var imported = read(Form.OVERRIDES, Map.of("2026-12-01", "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.org",
                "2026-12-02", "SUMMARY:anna"));

        assertThat(imported.people()).containsExactly("anna");
        assertThat(imported.notes()).anyMatch(note -> note.contains("nobody is left on call"));
    }

    @Test
    void shouldKeepAllOfACrowd() throws Exception {
        var imported = read(Form.OVERRIDES, Map.of("2026-12-01", "SUMMARY:a, b, c, d, e, f & g + h"));

        assertThat(imported.people()).hasSize(8);
    }

    @Test
    void shouldWriteARotationWithItsExceptions() throws Exception {
        var days = new TreeMap<String, String>();
        var people = List.of("SUMMARY:anna", "SUMMARY:ben", "SUMMARY:cleo");
        for (var day = 1; day <= 12; day++) {
            days.put("2026-12-%02d".formatted(day), people.get((day - 1) % 3));
        }
        days.put("2026-12-05", "SUMMARY:dan");
        var imported = read(Form.ROTATION, days);

        assertThat(imported.yaml()).contains(
                "{people: [\"anna\", \"ben\", \"cleo\"], rotate: daily, from: \"2026-12-01T00:00:00+01:00\"}",
                "{people: [\"dan\"], from: \"2026-12-05T00:00:00+01:00\", until: \"2026-12-06T00:00:00+01:00\"}");
        assertThat(imported.yaml().lines().filter(line -> line.contains("until:"))).hasSize(1);
        assertThat(at(imported, "2026-12-05T12:00:00Z")).containsExactly("dan");
        assertThat(at(imported, "2026-12-06T12:00:00Z")).containsExactly("cleo");
        assertThat(at(imported, "2026-12-13T12:00:00Z")).containsExactly("anna");
        assertThat(imported.notes()).anyMatch(note -> note.contains("anna, ben, cleo, rotating daily"));
        assertThat(read(Form.OVERRIDES, days).notes()).anyMatch(note -> note.contains("--rotation writes it as one"));
    }

    @Test
    void shouldWriteNoRotationWhereTheCalendarShowsNone() throws Exception {
        var imported = read(Form.ROTATION, new TreeMap<>(Map.of("2026-12-01", "SUMMARY:anna", "2026-12-02",
                "SUMMARY:ben", "2026-12-03", "SUMMARY:cleo", "2026-12-04", "SUMMARY:anna")));

        assertThat(imported.yaml()).doesNotContain("rotate:");
        assertThat(imported.notes()).containsExactly("the calendar shows no rotation, so its shifts are overrides");
    }

    private static List<String> at(Imported imported, String moment) throws Exception {
        var targets = imported.people().stream().map(person -> "\"" + person + "\": [inbox]").toList();
        var policy = PolicyLoader.load("test.yml", """
                policy: test
                severities: [{id: SEV1, ladder: urgent}]
                ladders: {urgent: {steps: [{notify: [primary]}]}}
                channels: {inbox: {type: inbox}}
                targets: {""" + String.join(", ", targets) + "}\n" + imported.yaml());
        return ((Schedule) policy.policy().practice().schedules().get("primary")).at(Instant.parse(moment));
    }

    private static Imported resource(String name, Form form) throws CalendarRefused {
        try (var stream = CalendarPeopleTest.class.getResourceAsStream("/calendars/" + name)) {
            return CalendarImport.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8), "primary", BERLIN,
                    FROM,
                    TO, form);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whole days, each with one more line. */
    private static Imported read(Form form, Map<String, String> days) throws CalendarRefused {
        var text = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n");
        new TreeMap<>(days).forEach((day, line) -> text.append("BEGIN:VEVENT\nUID:").append(day)
                .append("\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:").append(day.replace("-", "")).append("\n")
                .append(line).append("\nEND:VEVENT\n"));
        return CalendarImport.read((text + "END:VCALENDAR\n").replace("\n", "\r\n"), "primary", BERLIN, FROM, TO, form);
    }
}
