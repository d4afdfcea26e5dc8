package dev.tocsin.notifier.message;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person reads, before a channel gives it its form. All of it is one-line text without control characters.
 *
 * @param headline
 *            enough to decide whether to get up
 * @param lines
 *            the rest, most important first
 */
public record Message(String headline, List<Line> lines) {

    public Message {
        lines = List.copyOf(lines);
    }

    /**
     * One line under a label.
     *
     * @param href
     *            absolute http or https address that belongs to it
     */
    public record Line(String label, String text, Optional<String> href) {

        static Line of(String label, String text) {
            return new Line(label, text, Optional.empty());
        }

        /** Label, text and address as plain text. */
        public String plain() {
            return Stream.of(label + ":", text, href.filter(it -> !it.equals(text)).orElse(""))
                    .filter(it -> !it.isEmpty()).collect(Collectors.joining(" "));
        }
    }

    /** As plain text, headline first. */
    public String plain() {
        return Stream.concat(Stream.of(headline), lines.stream().map(Line::plain)).collect(Collectors.joining("\n"));
    }
}
