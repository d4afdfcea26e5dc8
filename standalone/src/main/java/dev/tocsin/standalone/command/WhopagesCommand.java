package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.oncall.ContactSheet;
import dev.tocsin.standalone.oncall.WhoPages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin whopages}: who would be paged at each moment of the next weeks. */
@Command(name = "whopages", description = {
        "Shows who is paged, step by step, for each severity over the next four weeks.",
        "Each line lasts until something changes, to the minute. Shows gaps in red and lists them at the end.",
        "Shows the contact rules and quiet hours of people who have them.",
        "Exit status: 0 success, 1 gaps found with --strict, 2 errors in the policy."})
public final class WhopagesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "POLICY", description = "Policy file.")
    private Path file;

    @Option(names = "--week", description = "Shows the next four weeks (the default).")
    @SuppressWarnings("unused") // said for the reader; four weeks are what is looked at anyway
    private boolean week;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Start of the time range (default: now).")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "End of the time range (default: four weeks after the start).")
    private Optional<String> to;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Time zone of the output (default: zone of the first schedule, or UTC).")
    private Optional<String> zone;

    @Option(names = "--customer-facing", description = "Evaluates customer-facing incidents.")
    private boolean customerFacing;

    @Option(names = "--strict", description = "Exits with status 1 if there are gaps.")
    private boolean strict;

    @Mixin
    private RuntimeChanges changes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var policy = changes.on(Schedules.policy(file));
        var in = zone.map(WhopagesCommand::zone).orElseGet(() -> zoneOf(policy));
        var begin = from.map(it -> Schedules.moment(it, in)).orElseGet(() -> Clock.systemUTC().instant())
                .atZone(in).truncatedTo(ChronoUnit.MINUTES).toInstant();
        var gaps = print(policy, in, begin, Schedules.end(to, in, begin, Duration.ofDays(28)));
        return strict && gaps > 0 ? 1 : 0;
    }

    private int print(CompiledPolicy policy, ZoneId in, Instant begin, Instant end) {
        var out = spec.commandLine().getOut();
        var ink = TerminalColors.of(spec.commandLine());
        var pages = new WhoPages(policy, customerFacing);
        var gaps = new ArrayList<String>();
        for (var level : policy.policy().severities()) {
            out.printf("%s (ladder %s)%s%n", level.id(), level.ladder(), pages.isSilent(level)
                    ? ": pages nobody, because the ladder has no steps"
                    : ", times in " + in);
            if (!pages.isSilent(level)) {
                pages.hours(level, begin, end).forEach(hours -> line(out, ink, level, in, hours).ifPresent(gaps::add));
            }
        }
        var contacts = ContactSheet.of(policy.policy());
        if (!contacts.isEmpty()) {
            out.println("how they are reached, until somebody acknowledges:");
            contacts.forEach(line -> out.println("  " + line));
        }
        summary(out, ink, gaps);
        return gaps.size();
    }

    private static Optional<String> line(PrintWriter out, TerminalColors ink, SeverityLevel level, ZoneId in,
            WhoPages.Hours hours) {
        var range = Schedules.shown(hours.from(), in) + " - " + Schedules.shown(hours.to(), in);
        var calls = hours.calls().stream().map(call -> (call.after().isZero()
                ? ""
                : "+" + call.after().toString()
                        .substring(2).toLowerCase(java.util.Locale.ROOT) + " ") + String.join(", ", call.people()))
                .collect(Collectors.joining("; "));
        var text = "  " + range + "  " + calls + hours.gap().map(gap -> (calls.isEmpty() ? "" : "  ") + "(" + gap
                + ")").orElse("");
        out.println(hours.gap().isPresent() ? ink.red(text) : text);
        return hours.gap().map(gap -> level.id() + "  " + range + "  " + gap);
    }

    private static void summary(PrintWriter out, TerminalColors ink, List<String> gaps) {
        if (gaps.isEmpty()) {
            out.println("no gaps: somebody is on call for every page");
        } else {
            out.printf("%n%d gaps:%n", gaps.size());
            gaps.forEach(gap -> out.println(ink.red("  " + gap)));
        }
        out.flush();
    }

    private static ZoneId zoneOf(CompiledPolicy policy) {
        return policy.policy().practice().schedules().values().stream().filter(Schedule.class::isInstance)
                .map(Schedule.class::cast).min(java.util.Comparator.comparing(Schedule::name)).map(Schedule::zone)
                .orElse(ZoneOffset.UTC);
    }

    static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new SettingsException("unknown time zone '" + name + "': use a name such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }
}
