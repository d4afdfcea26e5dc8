package dev.tocsin.policy.read;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tocsin.policy.route.RouteWindow;
import dev.tocsin.policy.route.RouteWindow.Minutes;
import dev.tocsin.policy.route.RouteWindow.Range;
import dev.tocsin.policy.route.RouteWindow.Span;
import dev.tocsin.policy.suppress.TimeWindow;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code windows}: times of the calendar in which routes are mute or active. */
final class WindowReader {

    private static final List<String> WEEKDAYS = Stream.concat(Stream.of("sun"), TimeWindow.DAY_NAMES.stream().limit(6))
            .toList();
    private static final List<String> MONTHS = Stream.of(Month.values())
            .map(month -> month.getDisplayName(TextStyle.SHORT, Locale.ROOT).toLowerCase(Locale.ROOT)).toList();

    private final Times times;
    private final Findings findings;

    WindowReader(Times times, Findings findings) {
        this.times = times;
        this.findings = findings;
    }

    Map<String, RouteWindow> read(YamlNode node) {
        var windows = new LinkedHashMap<String, RouteWindow>();
        for (var entry : Section.mapping(node, "'windows'", findings).map(YamlNode.Mapping::entries)
                .orElse(List.of())) {
            Section.checkText(entry.key(), "window", findings);
            var items = entry.value() instanceof YamlNode.Mapping
                    ? List.of(entry.value())
                    : Section.items(entry.value(), "window '" + Section.shortened(entry.key().text()) + "'",
                            "[{days: [mon:fri], times: [\"09:00-17:00\"]}]", findings);
            var spans = new ArrayList<Span>();
            items.forEach(item -> Section.of(item, SectionKind.SPAN, findings).map(this::span)
                    .ifPresent(spans::add));
            windows.put(entry.key().text(), new RouteWindow(entry.key().text(), spans));
        }
        return windows;
    }

    private Span span(Section section) {
        return new Span(all(section, "times", "[\"09:00-17:00\"]", this::minutes),
                all(section, "days", "[\"mon:fri\"]", word -> range(word, text -> index(WEEKDAYS, text),
                        "days of the week from sun to sat, such as mon:fri")),
                all(section, "days-of-month", "[\"1:7\", -1]", this::daysOfMonth),
                all(section, "months", "[\"dec\", \"1:3\"]", word -> range(word, WindowReader::month,
                        "months, such as dec or 1:3")),
                all(section, "years", "[2026, \"2028:2030\"]", word -> range(word, text -> number(text, 1970, 9999),
                        "years, such as 2026 or 2028:2030")),
                times.zone(section));
    }

    private <T> List<T> all(Section section, String key, String example, Function<Scalar, Optional<T>> each) {
        var words = section.words(key, example);
        if (words.isEmpty() && section.node(key).isPresent()) {
            findings.add(section.node(key).orElseThrow().place(), "'" + key + "' is empty",
                    "remove it, or write " + key + ": " + example);
        }
        return words.stream().flatMap(word -> each.apply(word).stream()).toList();
    }

    private Optional<Minutes> minutes(Scalar word) {
        var ends = word.text().split("-", -1);
        var from = ends.length == 2 ? minute(ends[0].strip()) : Optional.<Integer>empty();
        var to = ends.length == 2 ? minute(ends[1].strip()) : Optional.<Integer>empty();
        if (from.isEmpty() || to.isEmpty()) {
            return wrong(word, "a range of hours, such as \"09:00-17:00\"");
        }
        if (to.get() <= from.get()) {
            findings.add(word.place(), "'" + word.text() + "' ends before it begins",
                    "write two ranges, such as \"22:00-24:00\" and \"00:00-06:00\"");
            return Optional.empty();
        }
        return Optional.of(new Minutes(from.get(), to.get()));
    }

    private static Optional<Integer> minute(String text) {
        return TimeWindow.timeOfDay(text).map(time -> text.startsWith("24")
                ? Minutes.DAY
                : time.getHour() * 60 + time.getMinute());
    }

    private Optional<Range> daysOfMonth(Scalar word) {
        var what = "days of the month, such as 1:7, or from its end, such as -3:-1";
        var range = range(word, text -> number(text, -31, 31).filter(day -> day != 0), what, false);
        return range.filter(it -> {
            var fits = it.from() < 0 ? it.to() < 0 && it.from() <= it.to() : it.to() < 0 || it.from() <= it.to();
            if (!fits) {
                wrong(word, what);
            }
            return fits;
        });
    }

    private Optional<Range> range(Scalar word, Function<String, Optional<Integer>> value, String what) {
        return range(word, value, what, true);
    }

    private Optional<Range> range(Scalar word, Function<String, Optional<Integer>> value, String what,
            boolean rising) {
        var ends = word.text().strip().toLowerCase(Locale.ROOT).split(":", -1);
        var from = value.apply(ends[0].strip());
        var to = value.apply(ends[ends.length - 1].strip());
        if (ends.length > 2 || from.isEmpty() || to.isEmpty() || (rising && to.get() < from.get())) {
            return wrong(word, what);
        }
        return Optional.of(new Range(from.get(), to.get()));
    }

    private <T> Optional<T> wrong(Scalar word, String what) {
        findings.add(word.place(), "'" + Section.shortened(word.text()) + "' is not understood", "write " + what);
        return Optional.empty();
    }

    private static Optional<Integer> month(String text) {
        return index(MONTHS, text).map(index -> index + 1).or(() -> number(text, 1, 12));
    }

    private static Optional<Integer> index(List<String> names, String text) {
        return Optional.of(names.indexOf(text)).filter(index -> index >= 0);
    }

    private static Optional<Integer> number(String text, int least, int most) {
        return Optional.of(text).filter(it -> it.matches("-?[0-9]{1,4}")).map(Integer::valueOf)
                .filter(number -> number >= least && number <= most);
    }
}
