package dev.tocsin.notifier.channel.teams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Message.Line;

/**
 * A message as an Adaptive Card (learn.microsoft.com, "Text features in Adaptive Cards": a part of Markdown works in text
 * blocks, HTML is shown as text). Version 1.4: Teams takes a newer one and does not show it (alertmanager #3920).
 */
final class TeamsCard {

    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_ROWS = 12;
    private static final int LONGEST_ROWS = 1_500;
    private static final Pattern MARKDOWN = Pattern.compile("[\\\\*_\\[\\]()`~]");
    private static final Pattern AT_LINE_START = Pattern.compile("^(\\s*)(#|-|\\+|>|\\d+\\.)");
    private static final Pattern MENTION = Pattern.compile("(?i)<(/?)at\\b");

    private TeamsCard() {}

    /** The envelope that a workflow takes. */
    static byte[] json(Dispatch dispatch, int largest) {
        var message = dispatch.message().place().isPresent() ? dispatch.message().withButtons() : dispatch.message();
        var lines = FittedText.kept(message, some -> Json.bytes(envelope(dispatch, some)).length <= largest);
        return Json.bytes(envelope(dispatch, lines));
    }

    private static Map<String, Object> envelope(Dispatch dispatch, List<Line> lines) {
        return Json.object("type", "message", "attachments", List.of(Json.object("contentType",
                "application/vnd.microsoft.card.adaptive", "content", card(dispatch, lines))));
    }

    private static Map<String, Object> card(Dispatch dispatch, List<Line> lines) {
        var body = new ArrayList<Map<String, Object>>();
        body.add(Json.object("type", "TextBlock", "text", escaped(dispatch.message().headline()), "wrap", true,
                "weight",
                "Bolder", "size", "Medium", "color", color(dispatch)));
        lines.forEach(line -> body.add(Json.object("type", "TextBlock", "text", text(line), "wrap", true, "spacing",
                "Small")));
        return Json.object("$schema", "http://adaptivecards.io/schemas/adaptive-card.json", "type", "AdaptiveCard",
                "version", "1.4", "fallbackText", dispatch.message().headline(), "msteams", Map.of("width", "Full"),
                "body", body, "actions", actions(dispatch));
    }

    /** Only Action.OpenUrl works without a bot: it acknowledges by a page, because nobody would vouch for who pressed. */
    private static List<Map<String, Object>> actions(Dispatch dispatch) {
        return Stream.concat(dispatch.answers().acknowledgeLink().stream().map(link -> opens("Acknowledge", link)),
                dispatch.message().place().stream().map(place -> opens("Open the incident", place))).toList();
    }

    private static Map<String, Object> opens(String title, String url) {
        return Json.object("type", "Action.OpenUrl", "title", title, "url", url);
    }

    private static String color(Dispatch dispatch) {
        return switch (KindTraits.of(dispatch.notification().getKind())) {
            case ASKS, UNHEARD_OF -> "Attention";
            case ENDS -> "Good";
            case MISSED, REMINDS, CHORES -> "Warning";
            case STANDS, ARRANGES -> "Default";
        };
    }

    private static String text(Line whole) {
        var line = whole.shortened(MOST_ROWS, LONGEST_ROWS);
        var text = new StringBuilder("**" + escaped(line.label()) + "** ").append(value(line));
        line.rows().forEach(row -> text.append("\n\n- ").append(escaped(row.strip())));
        return text.toString();
    }

    private static String value(Line line) {
        var text = escaped(dev.tocsin.notifier.message.SafeText.cut(line.text(), LONGEST_TEXT));
        return line.href().map(href -> "[" + (text.isEmpty() ? "open" : text) + "](" + href.replace("(", "%28").replace(
                ")", "%29") + ")").orElse(text);
    }

    /** Text without Markdown and without mentions. */
    static String escaped(String text) {
        var inline = MARKDOWN.matcher(MENTION.matcher(text).replaceAll("< $1at")).replaceAll("\\\\$0");
        return AT_LINE_START.matcher(inline).replaceFirst("$1\\\\$2");
    }
}
