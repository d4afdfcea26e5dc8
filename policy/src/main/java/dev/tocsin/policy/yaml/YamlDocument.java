package dev.tocsin.policy.yaml;

import java.util.Iterator;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document into nodes that know their place. Bounded in size, depth and what its aliases amount to,
 * because the text may come from anybody.
 */
public final class YamlDocument {

    /** Longest text, in characters. */
    public static final int MAX_LENGTH = 1_000_000;

    private YamlDocument() {}

    /**
     * Reads the text; what is wrong goes to the given reporter, at its place.
     *
     * @return the root; empty when nothing could be read, and then at least one problem was reported
     */
    public static Optional<YamlNode> read(String text, YamlProblems problems) {
        return read(text, problems, false);
    }

    /** As {@link #read}, but only of the first of several documents, as Go's YAML reader does. */
    public static Optional<YamlNode> readFirst(String text, YamlProblems problems) {
        return read(text, problems, true);
    }

    private static Optional<YamlNode> read(String text, YamlProblems problems, boolean first) {
        if (text.length() > MAX_LENGTH) {
            problems.add(SourcePosition.START, "the file is " + text.length() + " characters long",
                    "keep it below " + MAX_LENGTH);
            return Optional.empty();
        }
        var readable = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var surrogate = loneSurrogate(readable);
        var source = new SourceText(readable);
        if (surrogate >= 0) {
            problems.add(source.place(readable.codePointCount(0, surrogate)),
                    "an incomplete character (a lone surrogate)",
                    "save the file as UTF-8");
            return Optional.empty();
        }
        try {
            var settings = LoadSettings.builder().setLabel("policy").setCodePointLimit(MAX_LENGTH).build();
            Iterator<Event> events = new Parse(settings).parseString(readable).iterator();
            return new YamlComposer(source, events, problems).document(first);
        } catch (MarkedYamlEngineException wrong) {
            var mark = wrong.getProblemMark().or(wrong::getContextMark);
            problems.add(mark.map(at -> new SourcePosition(at.getLine() + 1, at.getColumn() + 1)).orElse(
                    SourcePosition.START),
                    "not valid YAML: " + oneLine(wrong.getProblem()),
                    "check the indentation, the quotes and the colons here and in the previous line");
        } catch (ReaderException wrong) {
            problems.add(source.place(Math.clamp(wrong.getPosition(), 0, source.length())),
                    "a character not allowed in YAML (U+%04X)".formatted(wrong.getCodePoint()), "remove it");
        } catch (YamlEngineException wrong) {
            problems.add(SourcePosition.START, "not valid YAML: " + oneLine(wrong.getMessage()),
                    "see the example in policy/README.md");
        }
        return Optional.empty();
    }

    private static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String oneLine(String message) {
        return message == null ? "it cannot be read" : message.strip().replaceAll("\\s+", " ");
    }
}
