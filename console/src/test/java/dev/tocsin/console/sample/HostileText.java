package dev.tocsin.console.sample;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Markup in every text of a record, also in those that a later version of its schema adds. */
final class HostileText {

    /** What a browser would run, load or show as an element if one view made markup of it. */
    static final String TEXT = "\"'></title></textarea></option></a></li></ul><img src=x onerror=\"owned=1\">"
            + "<script>owned=1</script><svg onload=owned=1></svg><iframe srcdoc=\"<script>parent.owned=1</script>\">"
            + "</iframe><link rel=stylesheet href=\"http://evil.example/a.css\"><img src=\"http://evil.example/b.png\">"
            + "<h1>big</h1>{{owned=1}}${owned=1} \u202egnp.exe\u202c \u2028 \u001b[31m " + "W".repeat(300);

    /** Texts that other records or the console itself refer to. */
    private static final Set<String> KEPT = Set.of("id", "incidentId", "notificationId", "silenceId", "parentId",
            "mergedInto", "dedupKey", "sha256");
    private static final Set<String> ADDRESSES = Set.of("href", "runbook", "review", "url");

    private final Instant now;
    private final String address;

    /**
     * @param address
     *            for fields that hold the address of a page
     */
    HostileText(Instant now, String address) {
        this.now = now;
        this.address = address;
    }

    /** Gives the record, with every text replaced, and with one element in each empty list. */
    <T extends SpecificRecordBase> T everywhere(T record) {
        for (var field : record.getSchema().getFields()) {
            if (KEPT.contains(field.name())) {
                record.put(field.pos(), record.get(field.pos()) == null ? "" : record.get(field.pos()));
            } else {
                record.put(field.pos(), value(field.schema(), field.name(), record.get(field.pos())));
            }
        }
        return record;
    }

    private Object value(Schema schema, String name, Object known) {
        return switch (schema.getType()) {
            case STRING -> ADDRESSES.contains(name) ? address : TEXT;
            case BYTES -> ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.UTF_8));
            case ARRAY -> list(schema.getElementType(), name, known);
            case MAP -> schema.getValueType().getType() == Schema.Type.STRING
                    ? Map.of(TEXT, TEXT, "note", TEXT, "reason", TEXT, "phase", TEXT, "text", TEXT, "url", address)
                    : known;
            case RECORD -> everywhere(known == null
                    ? (SpecificRecordBase) SpecificData.get().newRecord(null, schema)
                    : (SpecificRecordBase) known);
            case UNION -> known == null ? invented(schema, name) : value(typeOf(schema, known), name, known);
            case ENUM -> known == null
                    ? SpecificData.get().createEnum(schema.getEnumSymbols().getLast(), schema)
                    : known;
            case INT -> known == null ? (Object) 1 : known;
            case LONG -> known == null ? number(schema) : known;
            case DOUBLE -> known == null ? (Object) 1.0 : known;
            case BOOLEAN -> known == null ? (Object) false : known;
            case FIXED, FLOAT, NULL -> known;
        };
    }

    private Object number(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? (Object) now : (Object) 1L;
    }

    private List<?> list(Schema element, String name, Object known) {
        return known instanceof List<?> some && !some.isEmpty()
                ? some.stream().map(each -> value(element, name, each)).toList()
                : List.of(value(element, name, null));
    }

    /** Only texts: a moment that is not there means something. */
    private Object invented(Schema union, String name) {
        return union.getTypes().stream().filter(type -> type.getType() == Schema.Type.STRING || type
                .getType() == Schema.Type.RECORD).findFirst().map(type -> value(type, name, null)).orElse(null);
    }

    private static Schema typeOf(Schema union, Object known) {
        return known instanceof Instant
                ? union.getTypes().stream().filter(type -> type.getType() == Schema.Type.LONG).findFirst().orElseThrow()
                : union.getTypes().get(SpecificData.get().resolveUnion(union, known));
    }
}
