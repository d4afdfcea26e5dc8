package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** {@code tocsin oncall} and {@code tocsin whopages}, as they are typed. */
class OncallToolsTest {

    private static final String POLICY = """
            policy: shop
            time-zone: Europe/Berlin
            calendars: {office: {hours: ["09:00-17:00"]}}
            severities:
              - {id: SEV1, ladder: urgent}
              - {id: SEV2, ladder: office-hours}
              - {id: SEV3, ladder: nobody}
            ladders:
              urgent: {steps: [{notify: [first]}, {after: 15m, notify: [second, lead]}]}
              office-hours: {steps: [{notify: [lead], when: 'businessHours("office")'}]}
              nobody: {steps: []}
            targets: {anna: [inbox], ben: [inbox], cleo: [inbox], lead: [inbox]}
            schedules:
              first: {layers: {people: [anna, ben], rotate: weekly, handover: mon 09:00, from: 2026-01-05}}
              second: {layers: {people: [ben, cleo], rotate: daily, handover: "09:00", from: 2026-01-05, until: 2026-12-01}}
            channels: {inbox: {type: inbox}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldSayWhoIsOnCallAndWhoIsNext() throws IOException {
        assertThat(run("oncall", "at", policy(), "2026-11-19T12:00")).isZero();
        assertThat(out.toString().lines()).containsExactly(
                "first   ben, until Mon 2026-11-23 09:00 (Europe/Berlin), then anna",
                "second  ben, until Fri 2026-11-20 09:00 (Europe/Berlin), then cleo");
    }

    @Test
    void shouldListShiftsGapsDoubleBookingsAndLoad() throws IOException {
        var arguments = new String[]{"oncall", "shifts", policy(), "--from", "2026-11-19", "--to", "2026-12-03"};

        assertThat(run(arguments)).isZero();
        assertThat(out.toString()).contains("Mon 2026-11-23 09:00 - Mon 2026-11-30 09:00  anna",
                "Tue 2026-12-01 00:00 - Thu 2026-12-03 00:00  nobody", "double bookings:",
                "ben  Thu 2026-11-19 09:00 - Fri 2026-11-20 09:00  (first and second)", "person", "handovers", "1 gap")
                .doesNotContain("\u001B");
        assertThat(run("oncall", "shifts", policy(), "--from", "2026-11-19", "--to", "2026-12-03", "--strict"))
                .isEqualTo(1);
    }

    @Test
    void shouldFoldEqualHoursAndListGapsAtTheEnd() throws IOException {
        assertThat(run("whopages", policy(), "--week", "--from", "2026-11-16", "--strict")).isEqualTo(1);
        assertThat(out.toString()).contains("SEV1 (ladder urgent), times in Europe/Berlin",
                "Mon 2026-11-16 09:00 - Tue 2026-11-17 08:45  ben; +15m ",
                "(nobody is on call in second, so everybody in the schedule is paged)",
                "Mon 2026-11-16 09:00 - Mon 2026-11-16 17:00  lead", "SEV3 (ladder nobody): pages nobody", "gaps:",
                "SEV2  Mon 2026-11-16 17:00 - Tue 2026-11-17 09:00  nobody is paged");
        assertThat(run("whopages", policy(), "--from", "2026-11-16T10:00", "--to", "2026-11-16T16:00", "--strict"))
                .isZero();
    }

    @Test
    void shouldShowHowPeopleAreReached() throws IOException {
        var policy = Files.writeString(folder.resolve("contact.yml"), POLICY.replace("ben: [inbox]", """
                ben: {reach: [inbox, push], zone: Europe/Zurich,
                  contact: [{severities: SEV1, steps: [{by: push}, {after: 2m, by: push}]}],
                  quiet-hours: {severities: [SEV3, SEV2], only: {days: [sun, sat], from: "22:00", to: "07:00"}}}""")
                .replace("channels: {", "channels: {push: {type: ntfy, topic: {env: TOPIC}}, ")).toString();
        var reached = new String[]{"ben  SEV1: push at once, push after 2 min",
                "ben  otherwise: inbox, push at once",
                "ben  quiet hours sat,sun 22:00-07:00 (Europe/Zurich): SEV2, SEV3 wait until they end"};

        assertThat(run("oncall", "at", policy, "2026-11-19T12:00", "--schedule", "first")).isZero();
        assertThat(out.toString().lines().skip(1).map(String::strip)).containsExactly(reached);
        assertThat(run("whopages", policy, "--from", "2026-11-16T10:00", "--to", "2026-11-16T11:00")).isZero();
        assertThat(out.toString().lines().map(String::strip)).containsSubsequence(
                "how they are reached, until somebody acknowledges:", reached[0], reached[1], reached[2],
                "no gaps: somebody is on call for every page");
    }

    @Test
    void shouldShowGapsInRedOnATerminalOnly() throws IOException {
        var arguments = new String[]{"whopages", policy(), "--from", "2026-11-16T00:00", "--to", "2026-11-16T05:00"};

        assertThat(run(arguments)).isZero();
        assertThat(out.toString()).doesNotContain("\u001B");
        command().setColorScheme(Help.defaultColorScheme(Help.Ansi.ON)).execute(arguments);
        assertThat(out.toString()).contains("\u001B[31m  Mon 2026-11-16 00:00");
    }

    @Test
    void shouldImportWhatItExports() throws IOException {
        assertThat(run("oncall", "export", policy(), "--schedule", "first", "--from", "2026-11-16", "--to",
                "2026-12-16")).isZero();
        var calendar = Files.writeString(folder.resolve("first.ics"), out.toString());
        out.getBuffer().setLength(0);

        assertThat(run("oncall", "import", calendar.toString(), "--name", "third", "--zone", "Europe/Berlin",
                "--from", "2026-11-16", "--to", "2026-12-16")).isZero();
        assertThat(out.toString()).contains("  third:\n    zone: Europe/Berlin\n    overrides:\n",
                "{people: [\"anna\"], from: \"2026-11-23T09:00:00+01:00\", until: \"2026-11-30T09:00:00+01:00\"}");
        assertThat(err.toString()).contains("required targets: anna, ben");
    }

    @Test
    void shouldExitWithTwoForWhatCannotBe() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.yml"), POLICY.replace("[anna, ben]", "[anna, bne]"));

        assertThat(run("oncall", "now", broken.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("unknown target 'bne'");
        assertThat(run("oncall", "at", policy(), "tomorrow")).isEqualTo(2);
        assertThat(run("oncall", "now", policy(), "--schedule", "frist")).isEqualTo(2);
        assertThat(err.toString()).contains("'tomorrow' is not a time", "no schedule 'frist'");
        assertThat(run("oncall", "import", broken.toString(), "--name", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("not a calendar");
    }

    private int run(String... arguments) {
        return command().execute(arguments);
    }

    private CommandLine command() {
        return Tocsin.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    }

    private String policy() throws IOException {
        return Files.writeString(folder.resolve("policy.yml"), POLICY).toString();
    }
}
