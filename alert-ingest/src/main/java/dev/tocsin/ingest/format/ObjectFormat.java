package dev.tocsin.ingest.format;

import java.util.ArrayList;

import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * A format whose bodies are one JSON object, a list of them, or a form with the same members. Bodies of any content type are
 * read, because templates and hand-made scripts name the wrong one or none.
 *
 * @param carriesAlerts
 *            otherwise it tells of changes
 */
public record ObjectFormat(String name, boolean carriesAlerts, ObjectReader reader) implements AlertFormat {

    private static final int MOST = 20_000;

    /** Reads one object of a body. It may leave by {@link RefusedException}. */
    @FunctionalInterface
    public interface ObjectReader {
        Reading read(Fields root, Incoming incoming);
    }

    /** A format for alerts. Their identity is an ID of the sender's, which outlives the labels. */
    public static ObjectFormat ofAlerts(String name, ObjectReader reader) {
        return new ObjectFormat(name, true, reader);
    }

    /** A format for changes. */
    public static ObjectFormat ofChanges(String name, ObjectReader reader) {
        return new ObjectFormat(name, false, reader);
    }

    @Override
    public boolean anyContentType() {
        return true;
    }

    @Override
    public boolean identityOutlivesLabels() {
        return true;
    }

    @Override
    public Reading read(Incoming incoming) {
        return incoming.read(root -> root.isArray() ? all(root, incoming) : one(root, incoming));
    }

    private Reading all(Fields list, Incoming incoming) {
        var elements = list.elements();
        if (elements.size() > MOST) {
            return new Reading.Refused(RefusalReason.TOO_MANY_TOKENS, "Send at most " + MOST + " objects in one body.");
        }
        var readings = new ArrayList<Reading>(elements.size());
        for (var element : elements) {
            try {
                readings.add(one(element, incoming));
            } catch (RefusedException refused) {
                readings.add(new Reading.Refused(refused.refusal()));
            }
        }
        return Readings.together(readings);
    }

    private Reading one(Fields root, Incoming incoming) {
        return root.isObject()
                ? reader.read(root, incoming)
                : new Reading.Refused(RefusalReason.UNKNOWN_SHAPE, "Send a JSON object.");
    }
}
