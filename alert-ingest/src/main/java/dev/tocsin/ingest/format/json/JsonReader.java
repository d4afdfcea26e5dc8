package dev.tocsin.ingest.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashSet;
import java.util.Optional;

import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** The one JSON reader of ingest. What it had to mend stands in the remarks of what it reads. */
public final class JsonReader {

    private JsonReader() {}

    /**
     * Reads a body.
     *
     * @param contentType
     *            the header, for the charset; may be empty
     */
    public static JsonReading read(byte[] bytes, String contentType) {
        var form = FormText.json(bytes, contentType);
        if (form.isPresent()) {
            return read(form.get());
        }
        var text = BodyText.of(bytes, contentType);
        try {
            return document(JsonText.STRICT, text.utf8(), text.remark());
        } catch (StreamConstraintsException beyond) {
            return tooDeep();
        } catch (JacksonException strictly) {
            return leniently(text, strictly);
        }
    }

    /** Reads a text that lies inside a body. */
    public static JsonReading read(String text) {
        return read(text.getBytes(UTF_8), "");
    }

    private static JsonReading leniently(BodyText text, JacksonException strictly) {
        try {
            var mended = "invalid JSON" + where(strictly) + ": read leniently";
            return document(JsonText.LENIENT, text.utf8(), Optional.of(text.remark().map(remark -> remark + "; "
                    + mended).orElse(mended)));
        } catch (StreamConstraintsException beyond) {
            return tooDeep();
        } catch (JacksonException broken) {
            var mended = text.withoutHalfPairs();
            if (mended.isPresent()) {
                return leniently(mended.get(), strictly);
            }
            return refused(RefusalReason.NOT_JSON, "Send one JSON object. Parsing failed" + where(broken) + ".");
        }
    }

    private static JsonReading document(JsonFactory factory, BodyText.Slice utf8, Optional<String> remark) {
        var text = new JsonText(factory, utf8);
        var root = text.root();
        if (root.kind == JsonPart.Kind.MISSING) {
            return refused(RefusalReason.NOT_JSON, "The body is empty. Send a JSON object.");
        }
        var remarks = new LinkedHashSet<String>();
        remark.ifPresent(remarks::add);
        return new JsonReading.Document(new Fields(text, root, remarks));
    }

    private static String where(JacksonException broken) {
        return broken.getLocation() == null
                ? ""
                : " at line " + broken.getLocation().getLineNr() + ", column " + broken.getLocation().getColumnNr();
    }

    private static JsonReading tooDeep() {
        return refused(RefusalReason.TOO_DEEP, "Nest the JSON at most " + JsonText.MOST_DEPTH + " levels deep.");
    }

    private static JsonReading refused(RefusalReason reason, String detail) {
        return new JsonReading.Unreadable(new Refusal(reason, detail));
    }
}
