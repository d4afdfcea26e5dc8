package dev.tocsin.policytools.imports;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Named times as windows of the policy, checked as Alertmanager does (timeinterval/timeinterval.go). */
final class Intervals {

    private static final Pattern TIME = Pattern.compile("(?:(?:[01][0-9]|2[0-3]):[0-5][0-9])|24:00");
    /** Zones that the tz database has by abbreviation, and that do not change their clocks. */
    private static final Map<String, String> FIXED = Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

    private final ImportDraft draft;
    private final ZoneId local;
    private final Findings findings;
    private final Set<String> names = new HashSet<>();

    /**
     * Reads the sections of both names.
     *
     * @param local
     *            the zone that {@code Local} stands for
     */
    Intervals(ImportDraft draft, Original original, ZoneId local, Findings findings) {
        this.draft = draft;
        this.local = local;
        this.findings = findings;
        for (var key : List.of("time_intervals", "mute_time_intervals")) {
            original.items(key).forEach(this::named);
        }
    }

    boolean knows(String name) {
        return names.contains(name);
    }

    private void named(YamlNode node) {
        AlertmanagerForm.NAMED_INTERVAL.check(node, findings);
        var interval = new Original(node);
        var name = interval.scalar("name");
        if (name.isEmpty()) {
            findings.add(node.place(), "a time interval without a name", "add 'name: NAME'");
        } else if (!names.add(name.get().text())) {
            findings.add(name.get().place(), "time interval '" + name.get().text() + "' is not unique",
                    "give it another name");
        }
        var spans = interval.items("time_intervals").stream().flatMap(item -> span(item).stream()).toList();
        name.ifPresent(it -> draft.window(it.text(), spans));
    }

    /** Empty for a span that never holds. */
    private Optional<String> span(YamlNode node) {
        AlertmanagerForm.INTERVAL.check(node, findings);
        var span = new Original(node);
        var parts = new ArrayList<String>();
        part(span, "weekdays", "days", word -> range(word, Intervals::weekday, "weekday", true), parts);
        part(span, "days_of_month", "days-of-month", this::daysOfMonth, parts);
        part(span, "months", "months", word -> range(word, Intervals::month, "month", true), parts);
        part(span, "years", "years", word -> range(word, Intervals::year, "year", true), parts);
        times(span, parts);
        var never = span.entries().stream().anyMatch(entry -> entry.value() instanceof YamlNode.Sequence list && list
                .items().isEmpty());
        if (never) {
            draft.note(span.place(), "a time interval with an empty list never holds");
            return Optional.empty();
        }
        parts.add("zone: " + Quoted.yaml(zone(span)));
        return Optional.of("{" + String.join(", ", parts) + "}");
    }

    private void part(Original span, String key, String written, Function<Scalar, Optional<String>> each,
            List<String> parts) {
        var ranges = span.scalars(key).stream().flatMap(word -> each.apply(word).stream()).toList();
        if (!ranges.isEmpty()) {
            parts.add(written + ": " + Quoted.list(ranges));
        }
    }

    private void times(Original span, List<String> parts) {
        var times = new ArrayList<String>();
        for (var item : span.items("times")) {
            AlertmanagerForm.TIME.check(item, findings);
            var time = new Original(item);
            var from = time(time, "start_time");
            var to = time(time, "end_time");
            if (from.isPresent() && to.isPresent()) {
                if (from.get().compareTo(to.get()) >= 0) {
                    findings.add(Routes.place(time, "end_time"), "start time cannot be equal or greater than end time",
                            "write two ranges, until 24:00 and from 00:00");
                }
                times.add(from.get() + "-" + to.get());
            }
        }
        if (!times.isEmpty()) {
            parts.add("times: " + Quoted.list(times));
        }
    }

    private Optional<String> time(Original time, String key) {
        var text = time.scalar(key);
        if (text.isEmpty()) {
            findings.add(time.place(), "a time range needs 'start_time' and 'end_time'", "add '" + key
                    + ": \"09:00\"'");
        } else if (!TIME.matcher(text.get().text()).matches()) {
            findings.add(text.get().place(), "'" + text.get().text() + "' is not a time from 00:00 to 24:00",
                    "write hours and minutes in quotes, such as \"09:00\"");
            return Optional.empty();
        }
        return text.map(Scalar::text);
    }

    private Optional<String> daysOfMonth(Scalar word) {
        var days = range(word, text -> number(text).filter(day -> day != 0 && day >= -31 && day <= 31), "day of month",
                false);
        var ends = ends(word);
        if (days.isPresent()) {
            int from = Integer.parseInt(ends[0]);
            int to = Integer.parseInt(ends[ends.length - 1]);
            if ((from < 0 && to > 0) || (Integer.signum(from) == Integer.signum(to) && from > to)) {
                findings.add(word.place(), "the days of month '" + word.text() + "' end before they begin",
                        "write days from 1 to 31, or from the end of the month, such as -3:-1");
                return Optional.empty();
            }
        }
        return days;
    }

    private Optional<String> range(Scalar word, Function<String, Optional<Integer>> value, String what,
            boolean rising) {
        var ends = ends(word);
        var from = value.apply(ends[0]);
        var to = value.apply(ends[ends.length - 1]);
        if (ends.length > 2 || from.isEmpty() || to.isEmpty()) {
            findings.add(word.place(), "'" + word.text() + "' is not a valid " + what,
                    "write one, or a range with ':' between");
            return Optional.empty();
        }
        if (rising && from.get() > to.get()) {
            findings.add(word.place(), "the " + what + "s '" + word.text() + "' end before they begin",
                    "write the earlier one first; weeks begin on sunday");
            return Optional.empty();
        }
        return Optional.of(what.equals("weekday")
                ? day(from.get()) + (ends.length == 1 ? "" : ":" + day(to.get()))
                : from.get() + (ends.length == 1 ? "" : ":" + to.get()));
    }

    private static String[] ends(Scalar word) {
        return word.text().toLowerCase(Locale.ROOT).strip().split(":", -1);
    }

    private static Optional<Integer> weekday(String text) {
        for (var day : DayOfWeek.values()) {
            if (day.name().equalsIgnoreCase(text)) {
                return Optional.of(day.getValue() % 7);
            }
        }
        return Optional.empty();
    }

    private static String day(int number) {
        return DayOfWeek.of(number == 0 ? 7 : number).name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static Optional<Integer> month(String text) {
        for (var month : Month.values()) {
            if (month.name().equalsIgnoreCase(text)) {
                return Optional.of(month.getValue());
            }
        }
        return number(text).filter(month -> month >= 1 && month <= 12);
    }

    private static Optional<Integer> year(String text) {
        return number(text).filter(year -> year >= 1970 && year <= 9999);
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text).filter(it -> it.matches("-?[0-9]{1,4}")).map(Integer::valueOf);
    }

    private String zone(Original span) {
        var written = span.scalar("location");
        var name = written.map(Scalar::text).orElse("UTC");
        if (name.equals("Local")) {
            draft.note(written.orElseThrow().place(), "'Local' is the zone of the machine that Alertmanager ran on: "
                    + "taken as " + local + "; import with --local-zone if it was another one");
            return local.getId();
        }
        var zone = FIXED.getOrDefault(name, name);
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            findings.add(written.orElseThrow().place(), "unknown time zone '" + name + "'",
                    "write a name of the tz database, such as Europe/Berlin");
            return "UTC";
        }
    }
}
