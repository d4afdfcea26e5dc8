package dev.tocsin.notifier.channel.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import dev.tocsin.notifier.message.Message;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.policy.channel.ChannelCatalogue;

/**
 * A message in Slack's markup. Escaping {@code & < >} in external text prevents mentions and links (docs.slack.dev, "Formatting message text"); {@code verbatim} keeps Slack from adding them, and complete URLs become links here. Texts are cut before they are escaped.
 */
final class SlackText {

    /** Slack's limit for a section is 3,000 characters with escapes. */
    private static final int LONGEST_SECTION = ChannelCatalogue.known("slack").limit("section").most();
    private static final int LONGEST_HEADLINE = 700;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_ROWS = 12;
    private static final int LONGEST_ROWS = 1_500;
    /** Slack's limits for a message are 50 blocks and about 13,000 characters. */
    private static final int MOST_SECTIONS = 3;
    private static final int LEAST_IMPORTANT_KEPT = 2;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)(?<![^\\s(])https?://[^\\s<>|\"]+[^\\s<>|\".,;:!?)\\]}']");

    private SlackText() {}

    /** What a phone's notification shows. */
    static String fallback(Message message) {
        return escaped(message.headline(), LONGEST_HEADLINE);
    }

    /**
     * The blocks of a message.
     *
     * @param mentions
     *            in Slack's markup, below the headline; may be empty
     */
    static List<LayoutBlock> blocks(Message message, String mentions) {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(section("*" + fallback(message).replace('*', '∗') + "*"));
        if (!mentions.isEmpty()) {
            blocks.add(section(mentions));
        }
        sections(message.lines().stream().map(SlackText::line).toList()).forEach(text -> blocks.add(section(text)));
        return List.copyOf(blocks);
    }

    /** Packs lines into few sections; if there are too many, lines before the last two are omitted. */
    private static List<String> sections(List<String> lines) {
        var sections = filled(lines);
        var kept = lines.size() - LEAST_IMPORTANT_KEPT;
        while (sections.size() > MOST_SECTIONS && kept > 0) {
            kept--;
            var leftOut = lines.size() - LEAST_IMPORTANT_KEPT - kept;
            sections = filled(Stream.of(lines.subList(0, kept), List.of("_" + leftOut
                    + " more in the console_"), lines.subList(lines.size() - LEAST_IMPORTANT_KEPT, lines.size()))
                    .flatMap(List::stream).toList());
        }
        return sections;
    }

    private static List<String> filled(List<String> lines) {
        var sections = new ArrayList<String>();
        var text = new StringBuilder();
        for (var line : lines) {
            if (!text.isEmpty() && text.length() + 1 + line.length() > LONGEST_SECTION) {
                sections.add(text.toString());
                text.setLength(0);
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
        if (!text.isEmpty()) {
            sections.add(text.toString());
        }
        return sections;
    }

    private static String line(Message.Line whole) {
        var line = whole.shortened(MOST_ROWS, LONGEST_ROWS);
        while (rendered(line).length() > LONGEST_SECTION && !line.below().isEmpty()) {
            line = line.shortened(line.below().size() - 1, LONGEST_ROWS);
        }
        return rendered(line);
    }

    private static String rendered(Message.Line line) {
        var rows = line.rows().map(row -> "\n> " + linked(row));
        return Stream.concat(Stream.of("*" + line.label() + "* " + value(line)), rows).collect(Collectors.joining());
    }

    /** A URL that does not fit is described, not cut. */
    private static String value(Message.Line line) {
        if (line.href().isEmpty()) {
            return linked(SafeText.cut(line.text(), LONGEST_TEXT));
        }
        var href = escape(line.href().get());
        var text = escaped(line.text(), LONGEST_TEXT / 4);
        if (href.length() + text.length() + line.label().length() + 20 > LONGEST_SECTION) {
            return (text + " (an address of " + line.href().get().length() + " characters, too long for Slack)")
                    .strip();
        }
        return "<" + href + "|" + (text.isEmpty() ? "open" : text) + ">";
    }

    /** Escaped, with its addresses as links. */
    private static String linked(String text) {
        var linked = new StringBuilder();
        var at = 0;
        var address = ADDRESS.matcher(text);
        while (address.find()) {
            linked.append(escape(text.substring(at, address.start())));
            linked.append(SafeText.isWebAddress(address.group())
                    ? "<" + escape(address.group()) + ">"
                    : escape(address.group()));
            at = address.end();
        }
        var all = linked.append(escape(text.substring(at))).toString();
        return all.length() <= LONGEST_SECTION - LONGEST_TEXT ? all : escaped(text, LONGEST_TEXT);
    }

    /** Cuts text so that it fits after escaping. */
    private static String escaped(String text, int most) {
        var cut = SafeText.cut(text, most);
        var room = most;
        while (escape(cut).length() > Math.max(most, LONGEST_HEADLINE) && room > 1) {
            room = room / 2;
            cut = SafeText.cut(text, room);
        }
        return escape(cut);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static LayoutBlock section(String text) {
        return SectionBlock.builder().text(MarkdownTextObject.builder().text(text).verbatim(true).build()).build();
    }
}
