package dev.tocsin.console.projection;

import java.util.LinkedHashMap;
import java.util.Map;

/** Gives one copy of texts that many incidents have in common, such as services and people. Forgets the oldest. */
public final class SharedTexts {

    private static final int MOST = 20_000;
    private static final int LONGEST = 120;

    private final Map<String, String> known = new LinkedHashMap<>(256, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** The one copy of a text; a long one is not shared. */
    public String share(String text) {
        if (text.isEmpty()) {
            return "";
        }
        if (text.length() > LONGEST) {
            return text;
        }
        var first = known.putIfAbsent(text, text);
        return first == null ? text : first;
    }
}
