package dev.tocsin.policy.channel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form of addresses on a channel.
 *
 * @param sentence
 *            what an address is, for the documentation; empty where a channel is one place
 * @param form
 *            what each address must match; empty where any text will do, and none
 * @param what
 *            what it is called in an error, such as "a telephone number"
 * @param example
 *            how one is written in a policy
 * @param onlyWith
 *            the setting with which alone an address is needed
 * @param unless
 *            the setting with which none is needed
 */
public record AddressForm(String sentence, Optional<Pattern> form, String what, String example,
        Optional<String> onlyWith, Optional<String> unless) {

    private static final Pattern ANYTHING = Pattern.compile("\\S.*");
    private static final Pattern MAIL = Pattern.compile("[^@\\s<>,;]{1,200}@[^@\\s<>,;]{1,200}");
    /** ITU-T E.164: a plus and up to 15 digits. */
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** The channel is one place. */
    static final AddressForm NONE = optional("");

    static final AddressForm TELEPHONE = matching("a telephone number, `+15550100`", PHONE, "a telephone number",
            "\"+15550100\"} with the country's code");

    static final AddressForm MAILBOX = matching("the mail address", MAIL, "a mail address", "name@example.org}");

    static AddressForm optional(String sentence) {
        return new AddressForm(sentence, Optional.empty(), "", "", Optional.empty(), Optional.empty());
    }

    static AddressForm needed(String sentence, String what, String example) {
        return matching(sentence, ANYTHING, what, example + "}");
    }

    static AddressForm matching(String sentence, Pattern form, String what, String example) {
        return new AddressForm(sentence, Optional.of(form), what, example, Optional.empty(), Optional.empty());
    }

    AddressForm onlyWith(String setting) {
        return new AddressForm(sentence, form, what, example, Optional.of(setting), unless);
    }

    AddressForm unless(String setting) {
        return new AddressForm(sentence, form, what, example, onlyWith, Optional.of(setting));
    }

    /** Whether a text is a mail address, as far as its form says. */
    public static boolean isMail(String text) {
        return MAIL.matcher(text).matches();
    }

    /** Whether a target's address will do. */
    public boolean fits(String address) {
        return form.filter(it -> !it.matcher(address).matches()).isEmpty();
    }
}
