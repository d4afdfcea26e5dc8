package dev.tocsin.notifier.channel.twilio;

import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.notifier.message.Message;
import dev.tocsin.notifier.message.SafeText;

/**
 * A text message: the headline, and the link behind it. One part takes 160 characters of GSM 03.38, or 70 of UCS-2 as soon as
 * one character is not in it; several parts take 153 and 67 each. Typographic characters become plain ones, so that a dash
 * does not halve the message.
 */
final class SmsText {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLM"
            + "NOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** These take two characters. */
    private static final String EXTENDED = "^{}\\[]~|€";
    private static final Map<Integer, String> PLAIN = Map.ofEntries(Map.entry(0x2018, "'"), Map.entry(0x2019, "'"), Map
            .entry(0x201C, "\""), Map.entry(0x201D, "\""), Map.entry(0x201E, "\""), Map.entry(0x2013, "-"), Map.entry(
                    0x2014, "-"),
            Map.entry(0x2026, "..."), Map.entry(0x00AB, "\""), Map.entry(0x00BB, "\""), Map.entry(0x2022, "*"), Map
                    .entry(0x00A0, " "),
            Map.entry(0x2192, "->"), Map.entry('[' + 0, "("), Map.entry(']' + 0, ")"));
    private static final int GSM_PART = 160;
    private static final int GSM_OF_SEVERAL = 153;
    private static final int UCS_PART = 70;
    private static final int UCS_OF_SEVERAL = 67;
    private static final int LEAST_HEADLINE = 60;
    private static final int MOST_PARTS = 4;

    private SmsText() {}

    /**
     * In as few parts as leave room for a headline that says something.
     *
     * @param answer
     *            last line, how to answer; may be empty
     */
    static String of(Message message, String answer) {
        var link = message.place().map(it -> "\n" + it).orElse("") + answer;
        var headline = plain(message.headline());
        for (var parts = 1; parts <= MOST_PARTS; parts++) {
            var room = room(headline + link, parts) - length(link);
            if (room >= Math.min(LEAST_HEADLINE, length(headline))) {
                return cut(headline, room) + link;
            }
        }
        return cut(headline, room(headline, 2) - length(answer)) + answer;
    }

    /** Characters that a plain telephone shows. */
    static String plain(String text) {
        return text.codePoints().mapToObj(point -> PLAIN.getOrDefault(point, Character.toString(point))).collect(
                Collectors
                        .joining());
    }

    private static int room(String text, int parts) {
        if (isGsm(text)) {
            return parts == 1 ? GSM_PART : parts * GSM_OF_SEVERAL;
        }
        return parts == 1 ? UCS_PART : parts * UCS_OF_SEVERAL;
    }

    private static boolean isGsm(String text) {
        return text.codePoints().allMatch(point -> BASIC.indexOf(point) >= 0 || EXTENDED.indexOf(point) >= 0);
    }

    /** How much of a part a text takes. */
    static int length(String text) {
        return isGsm(text)
                ? text.codePoints().map(point -> EXTENDED.indexOf(point) < 0 ? 1 : 2).sum()
                : text.length();
    }

    private static String cut(String text, int room) {
        var characters = Math.min(room, text.length());
        var cut = plain(SafeText.cut(text, Math.max(2, characters)));
        while (length(cut) > room && characters > 2) {
            characters--;
            cut = plain(SafeText.cut(text, characters));
        }
        return cut;
    }
}
