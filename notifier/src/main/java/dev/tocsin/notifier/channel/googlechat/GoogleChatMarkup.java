package dev.tocsin.notifier.channel.googlechat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.message.Message.Line;

/**
 * Google Chat's own markup (developers.google.com/workspace/chat, "Format messages"). It has no escapes, so characters that
 * mean something become others that look alike.
 */
final class GoogleChatMarkup implements Markup {

    private static final Map<Integer, String> ALIKE = Map.of((int) '<', "‹", (int) '>', "›", (int) '*', "∗", (int) '~',
            "∼",
            (int) '`', "ˋ");
    private static final Pattern EMPHASIS = Pattern.compile("(?<![\\p{Alnum}])_|_(?![\\p{Alnum}])");

    @Override
    public String headline(String headline) {
        return "*" + escaped(headline) + "*";
    }

    @Override
    public String line(Line line) {
        return "*" + escaped(line.label()) + "* " + value(line) + line.rows().map(row -> "\n• " + escaped(row.strip()))
                .collect(
                        Collectors.joining());
    }

    private static String value(Line line) {
        var text = escaped(line.text()).replace('|', '¦');
        return line.href().map(href -> "<" + href + "|" + (text.isEmpty() ? "open" : text) + ">").orElse(text);
    }

    private static String escaped(String text) {
        return EMPHASIS.matcher(text.codePoints().mapToObj(point -> ALIKE.getOrDefault(point, Character.toString(
                point)))
                .collect(Collectors.joining())).replaceAll("＿");
    }
}
