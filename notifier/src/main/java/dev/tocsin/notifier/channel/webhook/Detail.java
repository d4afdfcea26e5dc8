package dev.tocsin.notifier.channel.webhook;

import dev.tocsin.notifier.message.SafeText;

/** How much goes into a body; each step leaves more out. */
enum Detail {

    FULL(10, 20, 1000), TERSE(10, 8, 400), SHORT(3, 10, 300), LEAST(0, 0, 200);

    private final int members;
    private final int labels;
    private final int text;

    Detail(int members, int labels, int text) {
        this.members = members;
        this.labels = labels;
        this.text = text;
    }

    /** How many of a list. */
    int members() {
        return members;
    }

    /** How long a text may be. */
    int text() {
        return text;
    }

    /** How many labels. */
    int labels() {
        return labels;
    }

    /** One line, not too long. */
    String cut(String value) {
        return SafeText.cut(SafeText.line(value), text);
    }

    /** Several lines, not too long together. */
    String lines(String value) {
        return SafeText.cut(String.join("\n", SafeText.lines(value)), text);
    }

    /** A web address whole, or nothing when it takes too much room; what is no address is a text. */
    String address(String value) {
        if (!SafeText.isWebAddress(value)) {
            return cut(value);
        }
        return value.length() <= 4 * text ? value : "";
    }
}
