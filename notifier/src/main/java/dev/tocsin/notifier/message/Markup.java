package dev.tocsin.notifier.message;

import dev.tocsin.notifier.message.Message.Line;

/** How a channel writes a message as text. What it is given is cut already; it escapes what means something to its readers. */
public interface Markup {

    /** Nothing means anything: text as it is. */
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

    /** A line with its label, its address and what is below it. */
    String line(Line line);

    /** Says that lines were left out. */
    default String leftOut(int lines) {
        return "(" + lines + " more in the console)";
    }
}
