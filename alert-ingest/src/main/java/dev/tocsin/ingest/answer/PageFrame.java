package dev.tocsin.ingest.answer;

/** The frame of the pages that ingest shows to people: one column for a telephone, light and dark, without a script. */
public final class PageFrame {

    /** Content type of the pages. */
    public static final String TYPE = "text/html;charset=utf-8";

    @SuppressWarnings("InlineFormatString") // a page of its own, beside the words that fill it
    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="referrer" content="no-referrer">
            <title>%s</title>
            <style>
            :root{color-scheme:light dark}
            body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}
            button{font:inherit;font-weight:600;padding:.75rem 1.5rem;min-height:3rem;border:0;border-radius:.5rem;\
            background:#175cd3;color:#fff;cursor:pointer}
            button:focus-visible{outline:3px solid #f79009;outline-offset:2px}
            %s</style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            %s
            </main>
            </body>
            </html>
            """;

    private PageFrame() {}

    /**
     * A page.
     *
     * @param title
     *            as text
     * @param body
     *            as HTML
     */
    public static String of(String title, String body) {
        return of(title, title, "", body);
    }

    /**
     * A page with rules of its own.
     *
     * @param title
     *            of the window, as text
     * @param headline
     *            as text
     * @param css
     *            added to the frame's rules
     * @param body
     *            as HTML
     */
    public static String of(String title, String headline, String css, String body) {
        return FRAME.formatted(escaped(title), css, escaped(headline), body);
    }

    /** Text as HTML, also inside quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
