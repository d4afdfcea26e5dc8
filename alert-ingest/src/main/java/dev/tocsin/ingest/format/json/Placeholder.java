package dev.tocsin.ingest.format.json;

import java.util.regex.Pattern;

/**
 * A variable of a sender's template that the sender could not fill and sends as it is: {@code $ALERT_ID} (Datadog),
 * {@code {EVENT.ID}} (Zabbix macros, also {@code *UNKNOWN*}), {@code *monitorID*} (UptimeRobot), {@code {{alert.id}}}
 * (Mustache, Handlebars).
 */
public final class Placeholder {

    private static final Pattern VARIABLE = Pattern.compile(
            "\\$[A-Z][A-Z0-9_]*(?:\\[[^\\]]*])?|\\$\\{[^{}]*}|\\{[A-Z?$][A-Z0-9.,_\"():$ ]*}|\\*[A-Za-z]+\\*"
                    + "|\\{\\{[^{}]*}}|\\{\\{\\{[^{}]*}}}");
    private static final int LONGEST = 200;

    private Placeholder() {}

    /** Whether a text is nothing but such a variable. */
    public static boolean is(String text) {
        return text.length() <= LONGEST && VARIABLE.matcher(text.strip()).matches();
    }
}
