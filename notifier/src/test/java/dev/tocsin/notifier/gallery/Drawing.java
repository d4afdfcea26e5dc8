package dev.tocsin.notifier.gallery;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Draws what a chat would show of its markup, near enough to judge a message by. */
final class Drawing {

    private static final Pattern SLACK_LINK = Pattern.compile("<(https?:[^|>]+)\\|([^>]+)>");
    private static final Pattern BARE_LINK = Pattern.compile("<(https?:[^|>]+)>");
    private static final Pattern SLACK_MENTION = Pattern.compile("<(?:@|!subteam\\^)([A-Z0-9]+)>");
    private static final Pattern STAR = Pattern.compile("\\*([^*\n]+)\\*");
    private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\(([^)]+)\\)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()<>#+.!|~@:-])");
    private static final String STYLE = "body{font:14px/1.4 'Segoe UI','DejaVu Sans',sans-serif;margin:14px;background:#fff;color:"
            + "#1d1c1d;width:1500px}main{columns:3;column-gap:14px}section{border:1px solid #dcdfe4;border-radius:8px;padding:10px"
            + " 14px;margin:0 0 12px;break-inside:avoid;overflow:hidden}section.reply{margin-left:22px;border-left:4px solid"
            + " #b7bcc4}h2{font-size:12px;color:#69707c;margin:0 0 6px;font-weight:400}h3{margin:0 0 4px;font-size:16px}a{color:"
            + "#1264a3;text-decoration:none}.button{display:inline-block;border:1px solid #b7bcc4;border-radius:4px;"
            + "padding:3px 10px;margin:6px 6px 0 0;font-weight:600}.loud{background:#007a5a;color:#fff;border-color:#007a5a}"
            + ".quote{border-left:3px solid #dcdfe4;padding-left:8px;display:block}.mention{background:#fbf3d3;color:#1264a3}";

    private Drawing() {}

    /**
     * A message in a picture.
     *
     * @param reply
     *            whether it stands under another
     */
    record Card(String title, String html, boolean reply) {}

    /** A page with a card for each message. */
    static String page(List<Card> cards) {
        return "<!doctype html><meta charset=\"utf-8\"><style>" + STYLE + "</style>\n<main>" + cards.stream().map(
                card -> "<section" + (card.reply() ? " class=\"reply\"" : "") + "><h2>" + escaped(card.title())
                        + "</h2>" + card
                                .html() + "</section>\n").collect(Collectors.joining()) + "</main>";
    }

    /** Slack's markup, whose text is escaped already. */
    static String mrkdwn(String text) {
        var linked = BARE_LINK.matcher(SLACK_LINK.matcher(text).replaceAll("<a href=\"#\">$2</a>")).replaceAll(
                "<a href=\"#\">$1</a>");
        var mentioned = SLACK_MENTION.matcher(linked).replaceAll("<span class=\"mention\">@$1</span>");
        return STAR.matcher(mentioned).replaceAll("<b>$1</b>").lines().map(line -> line.matches("(>|&gt;) ?.*")
                ? "<span class=\"quote\">" + line.replaceFirst("^(>|&gt;) ?", "") + "</span>"
                : line + "<br>").collect(Collectors.joining("\n"));
    }

    /** Markdown of chats. */
    static String markdown(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(line -> {
            var quoted = line.startsWith("> ") || line.startsWith("- ");
            var drawn = LINK.matcher(BOLD.matcher(escaped(quoted ? line.substring(2) : line)).replaceAll("<b>$1</b>"))
                    .replaceAll("<a href=\"#\">$1</a>");
            var plain = ESCAPE.matcher(drawn).replaceAll("$1").replace("\\&lt;", "&lt;").replace("\\&gt;", "&gt;");
            return quoted ? "<span class=\"quote\">" + plain + "</span>" : plain + "<br>";
        }).collect(Collectors.joining("\n"));
    }

    static String button(String text, boolean loud) {
        return "<span class=\"button" + (loud ? " loud" : "") + "\">" + escaped(text) + "</span>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
