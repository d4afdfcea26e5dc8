package dev.tocsin.notifier.message;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.notifier.message.Message.Line;

/**
 * CommonMark. External text is escaped: no emphasis, links, headings, lists, HTML or mentions.
 */
public final class Markdown implements Markup {

    private static final Pattern INLINE = Pattern.compile("[\\\\*_~`|\\[\\]()<>]");
    private static final Pattern LINE_START = Pattern.compile("^(\\s*)(#|-|\\+|=|\\d+(?=[.)]))");
    /** What begins a mention or a reference, such as {@code @here}, {@code #12} or {@code !12}, when a letter or digit follows. */
    private static final Pattern MENTION = Pattern.compile("([@#!])(?=[\\p{Alnum}])");
    private static final String UNSEEN = "\u200B";

    private final boolean bullets;

    private Markdown(boolean bullets) {
        this.bullets = bullets;
    }

    /** For chats, where a line break is a line break. */
    public static Markdown inChats() {
        return new Markdown(false);
    }

    /** For documents, where each line is a list item. */
    public static Markdown inDocuments() {
        return new Markdown(true);
    }

    @Override
    public String headline(String headline) {
        return "**" + escaped(headline) + "**" + (bullets ? "\n" : "");
    }

    @Override
    public String line(Line line) {
        var before = bullets ? "\n  - " : "\n> ";
        return (bullets ? "- " : "") + "**" + escaped(line.label()) + "** " + value(line) + line.rows().map(
                row -> before
                        + escaped(row.strip())).collect(Collectors.joining());
    }

    private static String value(Line line) {
        var text = escaped(line.text());
        return line.href().map(href -> "[" + (text.isEmpty() ? "open" : text) + "](" + href.replace("(", "%28").replace(
                ")", "%29") + ")").orElse(text);
    }

    /** Escapes text. */
    public static String escaped(String text) {
        var inline = INLINE.matcher(text).replaceAll("\\\\$0");
        return MENTION.matcher(LINE_START.matcher(inline).replaceFirst("$1\\\\$2")).replaceAll("$1" + UNSEEN);
    }
}
