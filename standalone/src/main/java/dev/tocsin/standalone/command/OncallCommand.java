package dev.tocsin.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.oncall.Shift;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.oncall.CalendarExport;
import dev.tocsin.standalone.oncall.CalendarImport;
import dev.tocsin.standalone.oncall.CalendarRefused;
import dev.tocsin.standalone.oncall.ContactSheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin oncall}: who is on call when, by the policy in force or a policy file, and changes of it at run time. */
@Command(name = "oncall", description = {
        "Shows who is on call by the policy in force; or by a policy file: shifts and gaps, export and import of calendars. Sets overrides and swaps.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN."}, synopsisSubcommandLabel = "[list|now|at|shifts|export|import|override|swap|undo]", subcommands = {
                OncallChange.OverrideCommand.class, OncallChange.SwapCommand.class, OncallChange.UndoCommand.class})
public final class OncallCommand implements Callable<Integer> {

    private static final Duration AHEAD = Duration.ofDays(366);

    @Mixin
    private ConsoleAddress console;

    @Mixin
    private ListOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return new OnCallList(console.call()).print(options);
    }

    @Command(name = "list", description = "Shows who is on call now, or with --at at another time, by the policy in force and the overrides and swaps.")
    int list(
            @Option(names = "--at", paramLabel = "INSTANT", description = "Time to show instead of now: up to 14 days ahead, or in the past.") Optional<String> at,
            @Option(names = "--changes", description = "Lists overrides and swaps set at run time instead.") boolean changes,
            @Mixin ConsoleAddress from, @Mixin ListOptions shown) throws InterruptedException {
        var list = new OnCallList(from.call());
        if (changes) {
            return list.changes(shown);
        }
        return at.isEmpty()
                ? list.print(shown)
                : list.print(shown, Schedules.moment(at.get(), ZoneOffset.UTC));
    }

    @Command(name = "now", description = "Shows who is on call now and who is next, by a policy file; without one, by the policy in force.")
    int now(@Parameters(paramLabel = "POLICY", arity = "0..1", description = "Policy file.") Optional<Path> file,
            @Option(names = "--at", paramLabel = "INSTANT", description = "Time to show instead of now.") Optional<String> at,
            @Option(names = "--schedule", paramLabel = "NAME", description = "Shows only this schedule.") Optional<String> name,
            @Mixin RuntimeChanges changes) throws InterruptedException {
        if (file.isPresent()) {
            return printed(changes.on(Schedules.policy(file.get())), name, at);
        }
        var list = new OnCallList(changes.call());
        return at.isEmpty()
                ? list.print(options)
                : list.print(options, Schedules.moment(at.get(), ZoneOffset.UTC));
    }

    @Command(name = "at", description = "Shows who is on call at a given time, by a policy file.")
    int at(@Parameters(paramLabel = "POLICY", description = "Policy file.") Path file,
            @Parameters(paramLabel = "INSTANT", description = "Time, such as 2026-11-20T02:00:00Z, or local time of the schedule: 2026-11-20T02:00.") String at,
            @Option(names = "--schedule", paramLabel = "NAME", description = "Shows only this schedule.") Optional<String> name,
            @Mixin RuntimeChanges changes) throws InterruptedException {
        return printed(changes.on(Schedules.policy(file)), name, Optional.of(at));
    }

    @Command(name = "shifts", description = {
            "Lists shifts, gaps, double bookings, overlong duty and the load of each person.",
            "Exit status: 0 success, 1 gaps found with --strict, 2 errors in the policy."})
    int shifts(@Parameters(paramLabel = "POLICY", description = "Policy file.") Path file,
            @Option(names = "--from", paramLabel = "INSTANT", description = "Start of the time range (default: now).") Optional<String> from,
            @Option(names = "--to", paramLabel = "INSTANT", description = "End of the time range (default: four weeks after the start).") Optional<String> to,
            @Option(names = "--schedule", paramLabel = "NAME", description = "Shows only this schedule.") Optional<String> name,
            @Option(names = "--limit", paramLabel = "DAYS", defaultValue = "8", description = "Reports people on call for more than this many consecutive days (default: ${DEFAULT-VALUE}).") int limit,
            @Option(names = "--strict", description = "Exits with status 1 if there are gaps.") boolean strict,
            @Mixin RuntimeChanges changes) throws InterruptedException {
        var schedules = Schedules.of(changes.on(Schedules.policy(file)), name);
        var zone = schedules.getFirst().zone();
        var begin = from.map(it -> Schedules.moment(it, zone)).orElseGet(() -> Clock.systemUTC().instant());
        var end = Schedules.end(to, zone, begin, Duration.ofDays(28));
        var table = new OncallTable(spec.commandLine().getOut(), TerminalColors.of(spec.commandLine()), begin, end);
        var gaps = table.print(schedules, Duration.ofDays(limit));
        return strict && gaps > 0 ? 1 : 0;
    }

    @Command(name = "export", description = "Exports a schedule as a calendar (iCalendar, RFC 5545).")
    int export(@Parameters(paramLabel = "POLICY", description = "Policy file.") Path file,
            @Option(names = "--schedule", required = true, paramLabel = "NAME", description = "Name of the schedule.") String name,
            @Option(names = "--from", paramLabel = "INSTANT", description = "Start of the time range (default: now).") Optional<String> from,
            @Option(names = "--to", paramLabel = "INSTANT", description = "End of the time range (default: one year after the start).") Optional<String> to) {
        var schedule = Schedules.of(Schedules.policy(file), Optional.of(name)).getFirst();
        var now = Clock.systemUTC().instant();
        var begin = from.map(it -> Schedules.moment(it, schedule.zone())).orElse(now);
        spec.commandLine().getOut().print(CalendarExport.of(schedule, begin,
                Schedules.end(to, schedule.zone(), begin, AHEAD), now));
        spec.commandLine().getOut().flush();
        return 0;
    }

    @Command(name = "import", description = {
            "Converts a calendar file to an entry of 'schedules'; events become overrides, or with --rotation a rotation.",
            "Reads people from the attendees who have not declined, or from the title, and notes what it leaves out."})
    int take(@Parameters(paramLabel = "FILE", description = "Calendar file (.ics).") Path file,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the schedule.") String name,
            @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "UTC", description = "Time zone of the schedule, and of times without a zone (default: ${DEFAULT-VALUE}).") String zone,
            @Option(names = "--from", paramLabel = "INSTANT", description = "Start of the time range (default: now).") Optional<String> from,
            @Option(names = "--to", paramLabel = "INSTANT", description = "End of the time range for recurring events (default: one year after the start).") Optional<String> to,
            @Option(names = "--rotation", description = "Writes a layer with 'rotate' where the calendar shows people taking turns; what differs stays an override.") boolean rotation) {
        var in = WhopagesCommand.zone(zone);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new SettingsException("'" + name + "' is not a valid name: use letters, digits, '.', '_' and '-'");
        }
        var begin = from.map(it -> Schedules.moment(it, in)).orElseGet(() -> Clock.systemUTC().instant());
        try {
            var imported = CalendarImport.read(text(file), name, in, begin, Schedules.end(to, in, begin, AHEAD),
                    rotation ? CalendarImport.Form.ROTATION : CalendarImport.Form.OVERRIDES);
            spec.commandLine().getOut().print(imported.yaml());
            spec.commandLine().getOut().flush();
            var err = spec.commandLine().getErr();
            imported.notes().stream().distinct().forEach(note -> err.println("note: " + note));
            err.println("required targets: " + String.join(", ", imported.people().stream().sorted()
                    .toList()));
            err.flush();
            return 0;
        } catch (CalendarRefused refused) {
            spec.commandLine().getErr().println(file + ": " + refused.getMessage());
            return ExitStatus.USAGE;
        }
    }

    private int printed(CompiledPolicy policy, Optional<String> name, Optional<String> at) {
        var out = spec.commandLine().getOut();
        var ink = TerminalColors.of(spec.commandLine());
        var schedules = Schedules.of(policy, name);
        var width = schedules.stream().mapToInt(schedule -> schedule.name().length()).max().orElse(0);
        for (var schedule : schedules) {
            var moment = at.map(it -> Schedules.moment(it, schedule.zone()))
                    .orElseGet(() -> Clock.systemUTC().instant());
            out.println(("%-" + width + "s  %s").formatted(schedule.name(), line(schedule, moment, ink)));
            schedule.at(moment).stream().flatMap(person -> ContactSheet.of(policy.policy(), person).stream())
                    .forEach(contact -> out.println(" ".repeat(width + 2) + contact));
        }
        out.flush();
        return 0;
    }

    private static String line(Schedule schedule, Instant moment, TerminalColors ink) {
        var timeline = schedule.timeline(moment, moment.plus(AHEAD));
        var current = timeline.getFirst();
        var who = current.isGap() ? ink.red("nobody") : String.join(", ", current.people());
        return who + until(timeline, schedule.zone());
    }

    private static String until(List<Shift> timeline, ZoneId zone) {
        var current = timeline.getFirst();
        var next = timeline.stream().filter(shift -> !shift.people().equals(current.people())).findFirst();
        return next.map(shift -> ", until " + Schedules.shown(shift.from(), zone) + " (" + zone + "), then "
                + (shift.isGap() ? "nobody" : String.join(", ", shift.people()))).orElse("");
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > 20_000_000) {
                throw new SettingsException(file + " is larger than 20 MB");
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read calendar " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
