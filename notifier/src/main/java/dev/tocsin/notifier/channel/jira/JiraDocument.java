package dev.tocsin.notifier.channel.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Message;
import dev.tocsin.notifier.message.Message.Line;
import dev.tocsin.notifier.message.SafeText;

/**
 * A message in the Atlassian Document Format (developer.atlassian.com, "ADF"), in which text has no markup: nothing needs to
 * be escaped.
 */
final class JiraDocument {

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_ROWS = 20;
    private static final int LONGEST_ROWS = 4_000;

    private JiraDocument() {}

    /** The headline, and a paragraph for each line that fits. */
    static Map<String, Object> of(Message message, int longest) {
        return fitted(message, longest);
    }

    /** The same with a last paragraph that is never left out. */
    static Map<String, Object> ending(Message message, int longest, String last) {
        return fitted(message, longest, last);
    }

    private static Map<String, Object> fitted(Message message, int longest, String... last) {
        return document(message, FittedText.kept(message, some -> Json.bytes(document(message, some,
                last)).length <= longest), last);
    }

    private static Map<String, Object> document(Message message, List<Line> lines, String... last) {
        var content = new ArrayList<Map<String, Object>>();
        content.add(paragraph(List.of(strong(message.headline()))));
        lines.forEach(line -> content.add(paragraph(inline(line))));
        for (var each : last) {
            content.add(paragraph(List.of(text(each, null))));
        }
        return Json.object("type", "doc", "version", 1, "content", content);
    }

    private static List<Map<String, Object>> inline(Line whole) {
        var line = whole.shortened(MOST_ROWS, LONGEST_ROWS);
        var nodes = new ArrayList<Map<String, Object>>();
        nodes.add(strong(line.label() + ": "));
        var text = SafeText.cut(line.text(), LONGEST_TEXT);
        line.href().ifPresentOrElse(href -> nodes.add(text(text.isEmpty() ? href : text, Json.object("type", "link",
                "attrs",
                Map.of("href", href)))), () -> {
                    if (!text.isEmpty()) {
                        nodes.add(text(text, null));
                    }
                });
        line.rows().filter(row -> !row.isBlank()).forEach(row -> {
            nodes.add(Map.of("type", "hardBreak"));
            nodes.add(text(row, null));
        });
        return nodes;
    }

    private static Map<String, Object> paragraph(List<Map<String, Object>> content) {
        return Json.object("type", "paragraph", "content", content);
    }

    private static Map<String, Object> strong(String text) {
        return text(text, Map.of("type", "strong"));
    }

    private static Map<String, Object> text(String text, Map<String, Object> mark) {
        return Json.object("type", "text", "text", text, "marks", mark == null ? null : List.of(mark));
    }
}
