package dev.tocsin.standalone.command;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.setting.SettingsException;

/** Schedules and times that a command names. */
final class Schedules {

    private static final Duration LONGEST = Duration.ofDays(3 * 366);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

    private Schedules() {}

    static CompiledPolicy policy(Path file) {
        try {
            return PolicyLoader.load(file.toString(), CheckCommand.read(file));
        } catch (PolicyErrors errors) {
            throw new SettingsException(errors.getMessage(), errors);
        }
    }

    /** All schedules of a policy, or the one that is named. */
    static List<Schedule> of(CompiledPolicy policy, Optional<String> name) {
        var schedules = policy.policy().practice().schedules().values().stream().filter(Schedule.class::isInstance)
                .map(Schedule.class::cast).sorted(Comparator.comparing(Schedule::name))
                .filter(schedule -> name.isEmpty() || name.get().equals(schedule.name())).toList();
        if (schedules.isEmpty()) {
            throw new SettingsException(name.map(it -> "the policy has no schedule '" + it + "'; it has "
                    + policy.policy().practice().schedules().keySet().stream().sorted().toList())
                    .orElse("the policy has no schedules; policy/README.md shows how to write one"));
        }
        return schedules;
    }

    /** A moment as people write it: with an offset, or local in the zone, or a day. */
    static Instant moment(String text, ZoneId zone) {
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return text.matches("[^Tt]*[Tt][0-9:.]*")
                    ? LocalDateTime.parse(text).atZone(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            throw new SettingsException("'" + text + "' is not a time: write 2026-11-20T02:00:00Z, 2026-11-20T02:00 "
                    + "in the schedule's zone, or 2026-11-20", wrong);
        }
    }

    /** The end of what a command looks at. */
    static Instant end(Optional<String> text, ZoneId zone, Instant from, Duration usual) {
        var to = text.map(it -> moment(it, zone)).orElse(from.plus(usual));
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new SettingsException("--to must be later than --from, and at most three years later");
        }
        return to;
    }

    /** A moment as people of a zone read it. */
    static String shown(Instant moment, ZoneId zone) {
        return SHOWN.format(moment.atZone(zone));
    }

    /** Hours with one digit behind the point. */
    static String hours(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMinutes() / 60.0);
    }
}
