package dev.tocsin.ingest.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is read level by level is what Jackson's own tree holds, wherever it lies in the bytes. */
class FieldsProperties {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Property(tries = 500)
    void shouldReadWhatATreeHolds(@ForAll("values") Object value, @ForAll("blanks") String before) {
        var written = before + JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + before;

        var read = JsonReader.read(written);

        assertThat(read).isInstanceOfSatisfying(JsonReading.Document.class, document -> {
            same(document.root(), JSON.readTree(written));
            assertThat(document.root().remarks()).isEmpty();
        });
    }

    private static void same(Fields fields, JsonNode node) {
        assertThat(fields.isObject()).isEqualTo(node.isObject());
        assertThat(fields.isArray()).isEqualTo(node.isArray());
        assertThat(fields.isText()).isEqualTo(node.isString());
        if (node.isObject()) {
            var names = new ArrayList<>(node.propertyNames());
            names.forEach(name -> same(fields.in(name), node.get(name)));
        } else if (node.isArray()) {
            var elements = fields.elements();
            assertThat(elements).hasSize(node.size());
            for (var i = 0; i < node.size(); i++) {
                same(elements.get(i), node.get(i));
            }
        } else {
            assertThat(fields.text()).isEqualTo(node.isNull() ? "" : node.asString());
        }
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.of("", " ", "\n\r\n\t ");
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(20).filter(
                FieldsProperties::isSound).map(text -> (Object) text), Arbitraries.integers().map(
                        number -> (Object) number), Arbitraries.of(true, false).map(truth -> (Object) truth),
                Arbitraries.of("\\ \" \n ü😀", "{}", "[1,{\"a\":2}]").map(text -> (Object) text));
        return nested(scalars, 4);
    }

    private static Arbitrary<Object> nested(Arbitrary<Object> scalars, int depth) {
        if (depth == 0) {
            return scalars;
        }
        var inner = nested(scalars, depth - 1);
        Arbitrary<Object> lists = inner.list().ofMaxSize(4).map(list -> (Object) List.copyOf(list));
        Arbitrary<Object> objects = Arbitraries.maps(Arbitraries.of("a", "b", "ü", "", "a b", "\"", "long".repeat(80)),
                inner).ofMaxSize(4).map(map -> (Object) Map.copyOf(map));
        return Arbitraries.oneOf(scalars, lists, objects);
    }

    private static boolean isSound(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
