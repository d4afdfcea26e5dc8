package dev.tocsin.notifier.channel.servicenow;

import java.util.regex.Pattern;

import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.message.Message;

/** Plain text, as journal fields show it; what stands between {@code [code]} tags would be shown as HTML, so they are broken. */
final class WorkNotes implements Markup {

    private static final Pattern TAG = Pattern.compile("(?i)\\[(/?)code]");

    @Override
    public String headline(String headline) {
        return withoutTags(PLAIN.headline(headline));
    }

    @Override
    public String line(Message.Line line) {
        return withoutTags(PLAIN.line(line));
    }

    private static String withoutTags(String text) {
        return TAG.matcher(text).replaceAll("[$1 code]");
    }
}
