package dev.tocsin.notifier.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notifier.message.Message.Line;
import dev.tocsin.policy.channel.Limit.Unit;

/**
 * A message as text within a vendor's limit, escapes included. Whole lines are omitted, least important first; the headline and the last lines, with the links, stay. Texts are cut before they are escaped.
 */
public final class FittedText {

    private static final int MOST_ROWS = 12;
    private static final int LAST_LINES = 2;

    private final int most;
    private final Unit unit;
    private final Markup markup;

    /**
     * A format with its limit.
     *
     * @param most
     *            limit in the unit
     */
    public FittedText(int most, Unit unit, Markup markup) {
        this.most = most;
        this.unit = unit;
        this.markup = markup;
    }

    /**
     * The lines of a message that fit: the least important are omitted first, the last stay as long as possible.
     *
     * @param fits
     *            whether these lines fit
     */
    public static List<Line> kept(Message message, Predicate<List<Line>> fits) {
        var lines = message.lines();
        var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        for (var kept = lines.size() - last.size(); kept >= 0; kept--) {
            var leftOut = lines.size() - last.size() - kept;
            var some = Stream.of(lines.subList(0, kept), leftOut == 0
                    ? List.<Line>of()
                    : List.of(Line.of("Left out", leftOut + " more in the console")), last).flatMap(List::stream)
                    .toList();
            if (fits.test(some)) {
                return some;
            }
        }
        return List.of();
    }

    /** Headline and lines. */
    public String all(Message message) {
        return fitted(Stream.of(headline(message.headline())).toList(), message.lines());
    }

    /** The lines, where the headline stands elsewhere. */
    public String lines(Message message) {
        return fitted(List.of(), message.lines());
    }

    /** The headline alone. */
    public String headline(String headline) {
        var characters = Math.min(most, headline.length());
        var text = markup.headline(SafeText.cut(headline, Math.max(1, characters)));
        while (unit.of(text) > most && characters > 1) {
            characters -= Math.max(1, characters / 8);
            text = markup.headline(SafeText.cut(headline, characters));
        }
        return text;
    }

    private String fitted(List<String> head, List<Line> all) {
        var lines = all.stream().map(this::rendered).toList();
        var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        for (var kept = lines.size() - last.size(); kept >= 0; kept--) {
            var leftOut = lines.size() - last.size() - kept;
            var text = joined(Stream.of(head, lines.subList(0, kept), leftOut == 0
                    ? List.<String>of()
                    : List.of(markup.leftOut(leftOut)), last));
            if (unit.of(text) <= most) {
                return text;
            }
        }
        return withPlacesToAct(head, all);
    }

    /** If hardly anything fits, lines with a link stay. */
    private String withPlacesToAct(List<String> head, List<Line> all) {
        var kept = new ArrayList<>(head);
        for (var line : all.subList(Math.max(0, all.size() - LAST_LINES), all.size())) {
            var text = joined(Stream.of(kept, List.of(rendered(line))));
            if (line.href().isPresent() && unit.of(text) <= most) {
                kept.add(rendered(line));
            }
        }
        return joined(Stream.of(kept));
    }

    private String rendered(Line line) {
        var text = SafeText.cut(line.text(), Math.max(20, most / 4));
        return markup.line(new Line(line.label(), text, line.href(), line.below(), line.more()).shortened(MOST_ROWS,
                most / 3));
    }

    private static String joined(Stream<List<String>> parts) {
        return parts.flatMap(List::stream).collect(Collectors.joining("\n"));
    }
}
