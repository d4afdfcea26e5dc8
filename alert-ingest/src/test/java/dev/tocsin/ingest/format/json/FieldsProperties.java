package dev.tocsin.ingest.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
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

    Gen<String> blanks() {
        return Gens.of("", " ", "\n\r\n\t ");
    }

    Gen<Object> values() {
        Gen<Object> scalars = Gens.oneOf(Gens.strings(0, 20).filter(
                FieldsProperties::isSound).map(text -> (Object) text), Gens.ints().map(
                        number -> (Object) number), Gens.of(true, false).map(truth -> (Object) truth),
                Gens.of("\\ \" \n ü😀", "{}", "[1,{\"a\":2}]").map(text -> (Object) text));
        return nested(scalars, 4);
    }

    private static Gen<Object> nested(Gen<Object> scalars, int depth) {
        if (depth == 0) {
            return scalars;
        }
        var inner = nested(scalars, depth - 1);
        Gen<Object> lists = inner.list(0, 4).map(list -> (Object) List.copyOf(list));
        Gen<Object> objects = Gens.maps(Gens.of("a", "b", "ü", "", "a b", "\"", "long".repeat(80)),
                inner, 0, 4).map(map -> (Object) Map.copyOf(map));
        return Gens.oneOf(scalars, lists, objects);
    }

    private static boolean isSound(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
