package dev.tocsin.schemas.outside;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mark of an incident in the text of its ticket, so that what people do with the ticket finds its way back. A ticket outlives
 * the rounds of its incident, so the mark names none.
 */
public final class TicketMark {

    private static final String WORD = "tocsin:";
    private static final Pattern FORM = Pattern.compile("(?<![\\w:-])tocsin:([0-9a-f]{8}-[0-9a-z]{1,40})(?![\\w-])");

    private TicketMark() {}

    /** The mark of an incident, of letters, digits, a dash and a colon. */
    public static String of(String incidentId) {
        return WORD + incidentId;
    }

    /** The incident of a text that begins with its mark, or empty. */
    public static Optional<String> first(String text) {
        var form = FORM.matcher(text);
        return form.find() ? Optional.of(form.group(1)) : Optional.empty();
    }

    /** The incident of a text that ends with its mark, whatever was quoted before; or empty. */
    public static Optional<String> last(String text) {
        return FORM.matcher(text).results().map(found -> found.group(1)).reduce((_, later) -> later);
    }
}
