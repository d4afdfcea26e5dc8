package dev.tocsin.notifier.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.tocsin.notifier.message.Message.Line;

/** Lines in the making; what is empty makes none. */
final class Lines {

    private static final int TEXT = 1000;
    private static final int TITLE = 150;

    private final List<Line> made = new ArrayList<>();

    Lines add(String label, String text) {
        var clean = clean(text);
        if (!clean.isEmpty()) {
            made.add(Line.of(label, clean));
        }
        return this;
    }

    Lines add(String label, Optional<String> text) {
        return add(label, text.orElse(""));
    }

    /** A text, and where it is to be done if there is such a place. */
    Lines add(String label, String text, Optional<String> href) {
        if (href.isEmpty()) {
            return add(label, text);
        }
        made.add(new Line(label, clean(text), href));
        return this;
    }

    /** A link, or the text that is there instead of one. */
    Lines link(String label, String title, String href) {
        if (Clean.isWebAddress(href)) {
            made.add(new Line(label, Clean.cut(Clean.line(title), TITLE), Optional.of(href)));
            return this;
        }
        return add(label, href);
    }

    Lines all(Collection<Line> lines) {
        made.addAll(lines);
        return this;
    }

    boolean has(String label) {
        return made.stream().anyMatch(it -> it.label().equals(label));
    }

    List<Line> made() {
        return List.copyOf(made);
    }

    private static String clean(String text) {
        return Clean.cut(Clean.line(text), TEXT);
    }
}
