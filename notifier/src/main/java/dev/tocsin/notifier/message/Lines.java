package dev.tocsin.notifier.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import dev.tocsin.notifier.message.Message.Line;

/** Builds lines; empty texts make no line. */
final class Lines {

    private static final int TEXT = 1000;
    private static final int TITLE = 150;
    private static final int ROWS = 20;

    private final List<Line> made = new ArrayList<>();

    /** A text of one line. */
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

    /** A text with an optional link. */
    Lines add(String label, String text, Optional<String> href) {
        if (href.isEmpty()) {
            return add(label, text);
        }
        made.add(new Line(label, clean(text), href));
        return this;
    }

    /** A multi-line text. */
    Lines paragraph(String label, String text) {
        var lines = SafeText.lines(text);
        if (lines.isEmpty()) {
            return this;
        }
        var left = TEXT;
        var kept = new ArrayList<String>();
        for (var line : lines) {
            if (kept.size() == ROWS || (left <= 1 && !kept.isEmpty())) {
                break;
            }
            kept.add(SafeText.cut(line, Math.max(2, left)));
            left -= line.length() + 1;
        }
        var leftOut = lines.size() - kept.size();
        var below = new ArrayList<>(kept.subList(1, kept.size()));
        if (leftOut > 0) {
            below.add("… (" + leftOut + (leftOut == 1 ? " more line)" : " more lines)"));
        }
        made.add(new Line(label, kept.getFirst().strip(), Optional.empty(), below, 0));
        return this;
    }

    Lines paragraph(String label, Optional<String> text) {
        return paragraph(label, text.orElse(""));
    }

    /** A link, or its text if it is not a URL. */
    Lines link(String label, String title, String href) {
        if (SafeText.isWebAddress(href)) {
            made.add(new Line(label, SafeText.cut(SafeText.line(title), TITLE), Optional.of(href)));
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

    /** Keeps the first occurrence of each link and drops lines that only repeat one. */
    List<Line> linkedOnce() {
        var seen = new HashSet<String>();
        var once = new ArrayList<Line>();
        for (var line : made) {
            if (line.href().isEmpty() || seen.add(line.href().get())) {
                once.add(line);
            } else if (!line.text().isEmpty() && !line.label().equals(Body.LINK)) {
                once.add(new Line(line.label(), line.text(), Optional.empty(), line.below(), line.more()));
            }
        }
        return List.copyOf(once);
    }

    private static String clean(String text) {
        return SafeText.cut(SafeText.line(text), TEXT);
    }
}
