package dev.tocsin.notifier.message;

import dev.tocsin.notifier.message.Message.Line;

/** Text format of a channel. Its input is already cut; it escapes markup. */
public interface Markup {

    /** Plain text. */
    Markup PLAIN = new Markup() {
        @Override
        public String headline(String headline) {
            return headline;
        }

        @Override
        public String line(Line line) {
            return line.plain();
        }
    };

    /** The first line. */
    String headline(String headline);

    /** A line with label, link and rows. */
    String line(Line line);

    /** Says that lines were left out. */
    default String leftOut(int lines) {
        return "(" + lines + " more in the console)";
    }
}
