package dev.tocsin.standalone.oncall;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Somebody whom a calendar names.
 *
 * @param identity
 *            what tells them apart from others: their address of mail, in small letters, else their name
 * @param name
 *            what they would be called as a target: the name in any script, in small letters, without blanks
 */
record CalendarPerson(String identity, String name) {

    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:]+@[^\\s@<>,;:]+");
    private static final int LONGEST = 200;

    /** Somebody by what a title or an attendee calls them; {@code name} is empty when that names nobody. */
    static CalendarPerson called(String words) {
        var text = Normalizer.normalize(words.strip(), Normalizer.Form.NFC);
        return MAIL.matcher(text).matches() ? mailed(text, text) : new CalendarPerson(name(text), name(text));
    }

    /**
     * Somebody with an address of mail.
     *
     * @param called
     *            what they are called; empty or an address: by the part before the at sign
     */
    static CalendarPerson mailed(String address, String called) {
        var mail = address.strip().toLowerCase(Locale.ROOT);
        var text = Normalizer.normalize(called.strip(), Normalizer.Form.NFC);
        var name = name(text.isEmpty() || MAIL.matcher(text).matches() ? mail.replaceFirst("@.*", "") : text);
        return new CalendarPerson(mail, name.isEmpty() ? name(mail) : name);
    }

    /** Letters, digits and signs of any script stay; blanks and punctuation become one hyphen. */
    private static String name(String text) {
        var name = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{So}\\p{Sk}\\p{Cf}@._-]+", "-")
                .replaceAll("^[^\\p{L}\\p{N}\\p{So}]+|[^\\p{L}\\p{M}\\p{N}\\p{So}\\p{Sk}\\x{FE0F}]+$", "");
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST));
    }
}
