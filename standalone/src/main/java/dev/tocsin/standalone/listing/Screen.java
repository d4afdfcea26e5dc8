package dev.tocsin.standalone.listing;

/**
 * What a list is written to.
 *
 * @param width
 *            in columns; 0 where nothing is cut, because a program reads it
 * @param colours
 *            whether it shows colours
 */
public record Screen(int width, boolean colours) {

    /** A file or a pipe. */
    public static final Screen PIPE = new Screen(0, false);

    private static final String ESCAPE = "\u001B[";

    /** Text in a colour, where there are colours. */
    public String paint(String text, Tone tone) {
        return !colours || tone == Tone.USUAL || text.isBlank()
                ? text
                : ESCAPE + tone.code() + "m" + text + ESCAPE
                        + "0m";
    }
}
