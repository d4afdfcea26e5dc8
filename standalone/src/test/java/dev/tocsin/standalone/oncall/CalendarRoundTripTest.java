package dev.tocsin.standalone.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.oncall.Shift;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import dev.tocsin.standalone.oncall.CalendarImport.Form;
import org.junit.jupiter.api.Test;

/** What is exported and imported again has the same people on call. */
class CalendarRoundTripTest {

    private static final Instant STAMP = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(120);

    @Property(tries = 40)
    void shouldHaveTheSamePeopleOnCallAfterExportAndImport(@ForAll("schedules") String lines,
            @ForAll("days") LocalDate day, @ForAll("forms") Form form) throws Exception {
        var schedule = schedule(lines.replace("DAY", day.toString()));
        var from = day.atStartOfDay(schedule.zone()).toInstant();
        var to = from.plus(LENGTH);

        var imported = CalendarImport.read(CalendarExport.of(schedule, from, to, STAMP), "primary", schedule.zone(),
                from, to, form);

        assertThat(imported.notes()).allMatch(note -> note.contains("rotation"));
        assertThat(people(schedule(imported.yaml()), from, to)).isEqualTo(people(schedule, from, to));
    }

    @Test
    void shouldKeepTheUidOfAShiftInLaterExports() throws PolicyErrors {
        var schedule = schedule("""
                schedules:
                  primary: {zone: Europe/Berlin, layers: {people: [anna, ben], rotate: weekly, from: 2026-01-05}}
                """);
        var monday = Instant.parse("2026-11-16T08:00:00Z");

        var early = uids(CalendarExport.of(schedule, monday, monday.plus(LENGTH), STAMP));
        var late = uids(CalendarExport.of(schedule, monday.plus(Duration.ofDays(2)), monday.plus(Duration.ofDays(40)),
                STAMP.plusSeconds(60)));

        assertThat(early).doesNotHaveDuplicates().containsAll(late);
        assertThat(late).hasSizeGreaterThan(5);
    }

    private static List<String> uids(String ics) {
        return Pattern.compile("(?m)^UID:(.*?)\r?$").matcher(ics).results().map(found -> found.group(1)).toList();
    }

    /** Who is on call from when on; where only the reason changes, nothing does. */
    private static List<String> people(Schedule schedule, Instant from, Instant to) {
        var changes = new ArrayList<String>();
        List<String> before = List.of("somebody else");
        for (Shift shift : schedule.timeline(from, to)) {
            var people = shift.people().stream().sorted().toList();
            if (!people.equals(before)) {
                changes.add(shift.from() + " " + people);
                before = people;
            }
        }
        return changes;
    }

    static Schedule schedule(String section) throws PolicyErrors {
        return (Schedule) PolicyLoader.load("test.yml", """
                policy: test
                severities: [{id: SEV1, ladder: urgent}]
                ladders: {urgent: {steps: [{notify: [primary]}]}}
                targets: {anna: [inbox], ben: [inbox], cleo: [inbox], dan: [inbox]}
                channels: {inbox: {type: inbox}}
                """ + section).policy().practice().schedules().get("primary");
    }

    Gen<Form> forms() {
        return Gens.of(Form.class);
    }

    Gen<LocalDate> days() {
        return Gens.ints(0, 3650).map(LocalDate.of(2016, 1, 1)::plusDays);
    }

    Gen<String> schedules() {
        var zones = Gens.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
                "America/Havana").map(ZoneId::of);
        var rotations = Gens.of("rotate: daily", "rotate: weekly, handover: wed 02:30", "rotate: 12h",
                "rotate: 36h, handover: \"02:15\"", "shifts: [mon 09:00, fri 02:30]");
        var people = Gens.of("[anna, ben]", "[anna, [ben, cleo], dan]", "[anna, []]");
        var only = Gens.of("", ", only: {days: [mon, sat], from: \"22:00\", to: \"02:30\"}");
        var overrides = Gens.of("", "    overrides: {people: [dan, anna], from: \"DAYT01:30\", "
                + "until: \"DAYT14:00\"}\n");
        return Gens.combine(zones, rotations, people, only, overrides, (zone, rotation, crews, hours,
                more) -> "schedules:\n  primary:\n    zone: " + zone
                        + "\n    layers:\n      - {people: [cleo, dan], rotate: weekly, from: DAY}\n      - {people: "
                        + crews + ", " + rotation + ", from: DAY" + hours + "}\n" + more);
    }
}
