package dev.tocsin.notifier.channel.telegram;

import static dev.tocsin.notifier.message.Html.escaped;

import java.util.stream.Collectors;

import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.message.Message.Line;

/** HTML as Telegram takes it (core.telegram.org/bots/api, "HTML style"): only {@code & < >} must be escaped. */
final class TelegramMarkup implements Markup {

    @Override
    public String headline(String headline) {
        return "<b>" + escaped(headline) + "</b>";
    }

    @Override
    public String line(Line line) {
        return "<b>" + escaped(line.label()) + "</b> " + value(line) + line.rows().map(row -> "\n  " + escaped(row))
                .collect(
                        Collectors.joining());
    }

    private static String value(Line line) {
        var text = escaped(line.text());
        return line.href().map(href -> "<a href=\"" + escaped(href) + "\">" + (text.isEmpty()
                ? "open"
                : text) + "</a>").orElse(text);
    }
}
