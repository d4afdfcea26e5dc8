package dev.tocsin.ingest.format;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Placeholder;

/** Labels or annotations on their way into an alert: what is blank or an unfilled variable is left out, the first word for a name counts. */
public final class Facts {

    /** A tag that a text calls by name: not a time or an address. */
    private static final Pattern TAG = Pattern.compile("([A-Za-z][\\w./-]{0,127})[:=]\\s*(.*)");
    private static final String TAGS = "tags";

    private final Map<String, String> all = new LinkedHashMap<>();

    public Facts put(String name, String value) {
        var text = value.strip();
        if (!text.isEmpty() && !Placeholder.is(text)) {
            all.putIfAbsent(name, text);
        }
        return this;
    }

    /** The label {@code severity} in our words, with the sender's own word beside it where it is another. */
    public Facts severity(String word) {
        var text = word.strip();
        if (text.isEmpty() || Placeholder.is(text)) {
            return this;
        }
        var known = Severity.of(text).map(Severity::label).orElse(text.toLowerCase(Locale.ROOT));
        return put("severity", known).put("sender_severity", known.equalsIgnoreCase(text) ? "" : text);
    }

    /** The scalar members of an object. */
    public Facts texts(Fields object) {
        object.texts().forEach(this::put);
        return this;
    }

    /**
     * Tags, however they are written: {@code key:value,key:value}, a list of such texts, a list of objects with
     * {@code key}, {@code tag} or {@code name} and {@code value}, or one object. A tag without a value is kept under
     * {@code tags}.
     */
    public Facts tags(Fields tags) {
        if (tags.isObject()) {
            return texts(tags);
        }
        if (!tags.isArray()) {
            return tags(tags.text());
        }
        for (var tag : tags.elements()) {
            if (tag.isObject()) {
                var name = tag.first("key", "tag", "name");
                var value = tag.first("value");
                tag(value.isEmpty() ? name : name + ":" + value);
            } else {
                tag(tag.text());
            }
        }
        return this;
    }

    /** Tags as one text. */
    public Facts tags(String text) {
        for (var tag : text.split(",", -1)) {
            tag(tag);
        }
        return this;
    }

    private void tag(String written) {
        var tag = written.strip();
        if (tag.isEmpty() || Placeholder.is(tag)) {
            return;
        }
        var named = TAG.matcher(tag);
        if (named.matches() && !named.group(2).isBlank() && !named.group(2).startsWith("//")) {
            put(named.group(1), named.group(2));
        } else {
            all.merge(TAGS, tag, (before, next) -> before + "," + next);
        }
    }

    public Map<String, String> all() {
        return all;
    }
}
