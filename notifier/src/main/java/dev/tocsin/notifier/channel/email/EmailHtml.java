package dev.tocsin.notifier.channel.email;

import static dev.tocsin.notifier.message.Html.escaped;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Message;
import dev.tocsin.notifier.message.Message.Line;
import dev.tocsin.policy.channel.Limit;

/**
 * A message as HTML that mail programs show: tables and styles of elements, because some drop the style sheet, which only adds
 * phones and dark mode (caniemail.com, "prefers-color-scheme" and "@media"). It loads nothing: no image, font or script.
 */
final class EmailHtml {

    private static final String TEXT = "color:#1d2939;";
    private static final String DIM = "color:#5d6675;";
    private static final String LINK = "color:#175cd3;";
    private static final String FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private static final String WRAP = "overflow-wrap:anywhere;word-break:break-word;";
    private static final int LINES_IN_PREVIEW = 2;

    @SuppressWarnings("InlineFormatString") // the style of the mail, apart from the words
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; supported-color-schemes: light dark; }
            @media (max-width: 480px) {
              .label, .value { display: block !important; width: auto !important; }
              .label { padding-bottom: 0 !important; border-bottom: none !important; }
              .button, .button a { display: block !important; text-align: center !important; }
              .button { margin-bottom: 8px !important; }
            }
            @media (prefers-color-scheme: dark) {
              .page { background: #101418 !important; }
              .card { background: #1b2127 !important; }
              .text, .value { color: #eaecf0 !important; }
              .dim, .label { color: #a3acb9 !important; }
              .link { color: #84b8ff !important; }
              .label, .value { border-color: #313a44 !important; }
              .quiet { background: #2a323b !important; }
              .quiet a { color: #eaecf0 !important; }
            }
            </style>
            </head>
            """;

    private EmailHtml() {}

    /** The whole document within a limit; what does not fit is left out, least important first. */
    static String of(Dispatch dispatch, Limit limit) {
        var message = dispatch.linked();
        var buttons = buttons(dispatch, message);
        var told = buttons.isEmpty() ? message : message.withButtons();
        var lines = FittedText.kept(told, some -> limit.unit().of(document(dispatch, told.headline(), buttons,
                some)) <= limit.most());
        return document(dispatch, told.headline(), buttons, lines);
    }

    private static String document(Dispatch dispatch, String headline, List<String> buttons, List<Line> lines) {
        var accent = accent(dispatch);
        return HEAD.formatted(escaped(headline)) + "<body class=\"page\" style=\"margin:0;padding:0;background:#f2f4f7;"
                + FONT
                + "\">\n" + preview(lines)
                + "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>"
                + "<td align=\"center\" style=\"padding:12px 8px;\">\n<table role=\"presentation\" class=\"card\" width=\"100%\""
                + " cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"max-width:640px;background:#ffffff;border-top:6px solid "
                + accent
                + ";\"><tr><td style=\"padding:16px;text-align:left;\">\n<h1 class=\"text\" dir=\"auto\" style=\"margin:0 0 14px;"
                + "font-size:20px;line-height:1.3;" + TEXT + WRAP + "\">" + escaped(headline) + "</h1>\n" + buttonRow(
                        buttons)
                + "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n"
                + lines.stream()
                        .map(EmailHtml::row).collect(Collectors.joining()) + "</table>\n"
                + "</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n";
    }

    /** What an inbox shows beside the subject, which it would else repeat. */
    private static String preview(List<Line> lines) {
        var text = lines.stream().filter(line -> !line.text().isEmpty()).limit(LINES_IN_PREVIEW).map(line -> line
                .label()
                + ": " + line.text()).collect(Collectors.joining(" \u00b7 "));
        return text.isEmpty()
                ? ""
                : "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all;\">" + escaped(text)
                        + "</div>\n";
    }

    private static List<String> buttons(Dispatch dispatch, Message message) {
        return Stream.of(dispatch.answers().acknowledgeLink().map(link -> button("Acknowledge", link, "#b42318",
                "#ffffff",
                "loud")), message.place().map(link -> button("Open incident", link, "#e4e7ec", "#1d2939", "quiet")))
                .flatMap(Optional::stream).toList();
    }

    private static String buttonRow(List<String> buttons) {
        return buttons.isEmpty() ? "" : "<div style=\"margin:0 0 14px;\">" + String.join("\n", buttons) + "</div>\n";
    }

    /** As a table, because Outlook ignores the padding of a link. */
    private static String button(String label, String href, String background, String color, String kind) {
        return "<table role=\"presentation\" class=\"button\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"display:inline-table;"
                + "margin-right:8px;\"><tr><td class=\"button " + kind + "\" bgcolor=\"" + background
                + "\" style=\"border-radius:6px;background:" + background + ";padding:13px 22px;\"><a href=\""
                + escaped(href)
                + "\" style=\"color:" + color + ";font-size:16px;font-weight:600;text-decoration:none;" + FONT + "\">"
                + label
                + "</a></td></tr></table>";
    }

    private static String row(Line line) {
        var edge = "padding:8px 12px 8px 0;vertical-align:top;border-bottom:1px solid #e4e7ec;";
        return "<tr><td class=\"label\" width=\"112\" style=\"" + edge + "width:112px;font-size:13px;line-height:1.6;"
                + DIM + WRAP
                + "\">" + escaped(line.label()) + "</td><td class=\"value\" dir=\"auto\" style=\"" + edge
                + "font-size:15px;line-height:1.45;" + TEXT + WRAP + "\">" + value(line) + line.rows().map(
                        EmailHtml::below).collect(Collectors.joining()) + "</td></tr>\n";
    }

    private static String value(Line line) {
        return line.href().map(href -> "<a class=\"link\" href=\"" + escaped(href) + "\" style=\"" + LINK + WRAP + "\">"
                + escaped(line.text().isEmpty() ? href : line.text()) + "</a>").orElse(escaped(line.text()));
    }

    private static String below(String row) {
        return "<div dir=\"auto\" style=\"padding-left:10px;white-space:pre-wrap;\">" + escaped(row) + "</div>\n";
    }

    private static String accent(Dispatch dispatch) {
        return switch (KindTraits.of(dispatch.notification().getKind())) {
            case ASKS, UNHEARD_OF -> "#d92d20";
            case MISSED, REMINDS, CHORES -> "#dc6803";
            case ENDS -> "#079455";
            case STANDS, ARRANGES -> "#667085";
        };
    }
}
