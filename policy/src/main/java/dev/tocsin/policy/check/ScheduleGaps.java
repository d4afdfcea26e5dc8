package dev.tocsin.policy.check;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.yaml.YamlProblems;

/** Warns of schedules with nobody on call at some time in the coming weeks. */
final class ScheduleGaps implements PolicyInspection {

    private static final Duration AHEAD = Duration.ofDays(56);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

    private final Instant now;

    ScheduleGaps(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MINUTES);
    }

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        for (var entry : file.entries("schedules")) {
            if (!(file.policy().policy().practice().schedules().get(entry.key().text()) instanceof Schedule schedule)) {
                continue;
            }
            var gaps = schedule.gaps(now, now.plus(AHEAD));
            if (!gaps.isEmpty()) {
                var first = gaps.getFirst();
                warnings.add(entry.key().place(), "schedule '" + schedule.name() + "' has nobody on call from "
                        + SHOWN.format(first.from().atZone(schedule.zone())) + " to "
                        + SHOWN.format(first.to().atZone(schedule.zone())) + " (" + schedule.zone() + ")"
                        + (gaps.size() > 1
                                ? ", and at " + (gaps.size() - 1) + " other times in the next " + AHEAD.toDays()
                                        + " days"
                                : ""),
                        "add a lowest layer, such as {people: [...]}, that covers the gaps");
            }
        }
    }
}
