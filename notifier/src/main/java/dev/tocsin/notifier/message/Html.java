package dev.tocsin.notifier.message;

/** Text within HTML and XML. */
public final class Html {

    private Html() {}

    /** Text in which nothing has a meaning, neither between tags nor in an attribute with quotes of either kind. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'",
                "&#39;");
    }
}
