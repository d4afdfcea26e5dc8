package dev.tocsin.notifier.channel.slack;

import java.util.ArrayList;
import java.util.List;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import dev.tocsin.notifier.message.Clean;
import dev.tocsin.notifier.message.Message;

/**
 * A message in Slack's form. Of text from outside only {@code & < >} mean something to Slack (docs.slack.dev, "Formatting
 * message text"), so escaping those three keeps mentions and links out. Texts are cut before they are escaped.
 */
final class SlackText {

    private static final int LONGEST_SECTION = 2_900;
    private static final int LONGEST_LINE = 700;
    private static final int MOST_BLOCKS = 4;

    private SlackText() {}

    /** What a phone's notification shows. */
    static String fallback(Message message) {
        return escape(Clean.cut(message.headline(), LONGEST_LINE));
    }

    static List<LayoutBlock> blocks(Message message) {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(section("*" + fallback(message).replace('*', '∗') + "*"));
        var text = new StringBuilder();
        for (var line : message.lines()) {
            var next = line(line);
            if (text.length() + next.length() > LONGEST_SECTION && blocks.size() < MOST_BLOCKS) {
                blocks.add(section(text.toString()));
                text.setLength(0);
            }
            if (text.length() + next.length() <= LONGEST_SECTION) {
                text.append(text.isEmpty() ? "" : "\n").append(next);
            }
        }
        if (!text.isEmpty()) {
            blocks.add(section(text.toString()));
        }
        return List.copyOf(blocks);
    }

    private static String line(Message.Line line) {
        var text = escape(Clean.cut(line.text(), LONGEST_LINE / 2));
        var value = line.href().filter(href -> href.length() <= LONGEST_LINE)
                .map(href -> "<" + escape(href) + "|" + (text.isEmpty() ? "open" : text) + ">").orElse(text);
        return "*" + line.label() + "* " + value;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static LayoutBlock section(String text) {
        return SectionBlock.builder().text(MarkdownTextObject.builder().text(text).build()).build();
    }
}
