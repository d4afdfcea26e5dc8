package dev.tocsin.notifier.message;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.policy.message.StandardLine;

/**
 * The content of a message, before a channel formats it. Without control characters.
 *
 * @param headline
 *            one line: enough to decide whether to get up
 * @param lines
 *            the rest, most important first
 * @param remark
 *            why it has the usual words although the policy words it; empty as a rule
 */
public record Message(String headline, List<Line> lines, Optional<String> remark) {

    private static final Set<String> PLACES = Set.of(MessageWriter.ACKNOWLEDGE, MessageWriter.INCIDENT,
            MessageWriter.WHEN_DONE, MessageWriter.TO_DO);

    /** What a page says and news of it need not say again. */
    private static final Set<StandardLine> IN_THE_PAGE = EnumSet.of(StandardLine.WHY, StandardLine.WHAT,
            StandardLine.IMPACT,
            StandardLine.ALERTS, StandardLine.LABELS, StandardLine.ALSO_NOTIFIED, StandardLine.TEAM, StandardLine.NOTE,
            StandardLine.CHANGES, StandardLine.STEPS, StandardLine.RUNBOOK, StandardLine.LINKS, StandardLine.STORM,
            StandardLine.PART_OF);

    public Message {
        lines = List.copyOf(lines);
        Objects.requireNonNull(remark, "remark");
    }

    /** With nothing to remark. */
    public Message(String headline, List<Line> lines) {
        this(headline, lines, Optional.empty());
    }

    /**
     * A label with a text and further rows.
     *
     * @param text
     *            one line
     * @param href
     *            absolute http or https URL
     * @param below
     *            further rows, in order
     * @param more
     *            number of omitted rows
     */
    public record Line(String label, String text, Optional<String> href, List<String> below, int more) {

        public Line {
            below = List.copyOf(below);
        }

        /** A single line. */
        public Line(String label, String text, Optional<String> href) {
            this(label, text, href, List.of(), 0);
        }

        static Line of(String label, String text) {
            return new Line(label, text, Optional.empty());
        }

        /** Text and rows without label and link; rows are indented, so that they cannot look like a label. */
        public String value() {
            return Stream.concat(Stream.of(text).filter(it -> !it.isEmpty()), rows().map(it -> "  " + it))
                    .collect(Collectors.joining("\n"));
        }

        /** The rows, with a last row for omitted ones. */
        public Stream<String> rows() {
            return more == 0 ? below.stream() : Stream.concat(below.stream(), Stream.of("and " + more + " more"));
        }

        /** A copy limited to a number of rows and characters. */
        public Line shortened(int rows, int characters) {
            var kept = 0;
            var length = 0;
            while (kept < Math.min(rows, below.size()) && length + below.get(kept).length() <= characters) {
                length += below.get(kept).length() + 1;
                kept++;
            }
            return new Line(label, text, href, below.subList(0, kept), more + below.size() - kept);
        }

        /** Label, text and address as plain text. */
        public String plain() {
            return Stream.concat(Stream.of(Stream.of(label + ":", text, href.filter(it -> !it.equals(text)).orElse(""))
                    .filter(it -> !it.isEmpty()).collect(Collectors.joining(" "))), rows().map(it -> "  " + it))
                    .collect(Collectors.joining("\n"));
        }
    }

    /** Link to the incident in the console; empty if no console is known. */
    public Optional<String> place() {
        return lines.reversed().stream().filter(line -> PLACES.contains(line.label())).flatMap(line -> line.href()
                .stream()).findFirst();
    }

    /**
     * The same with an address at which its receiver acknowledges with one click; the console's stays with the incident's id.
     *
     * @param link
     *            signed; whoever holds it answers for the receiver
     */
    public Message acknowledgedAt(String link) {
        var page = place();
        return new Message(headline, lines.stream().map(line -> switch (line.label()) {
            case MessageWriter.ACKNOWLEDGE -> new Line(line.label(), "with one click", Optional.of(link));
            case MessageWriter.INCIDENT -> new Line(line.label(), line.text(), line.href().or(() -> page));
            default -> line;
        }).toList());
    }

    /** The same where buttons acknowledge: without the line that only says where to, and with the incident's link at its id. */
    public Message withButtons() {
        var page = place();
        return new Message(headline, lines.stream().filter(line -> !line.label().equals(MessageWriter.ACKNOWLEDGE)).map(
                line -> line.label().equals(MessageWriter.INCIDENT)
                        ? new Line(line.label(), line.text(), line.href().or(() -> page), line.below(), line.more())
                        : line).toList(), remark);
    }

    /** The news alone, for a place where the page stands above them: without what it says already. */
    public Message brief() {
        return new Message(headline, lines.stream().filter(line -> LineNames.of(line).filter(IN_THE_PAGE::contains)
                .isEmpty())
                .toList(), remark);
    }

    /** As plain text, headline first. */
    public String plain() {
        return Stream.concat(Stream.of(headline), lines.stream().map(Line::plain)).collect(Collectors.joining("\n"));
    }
}
