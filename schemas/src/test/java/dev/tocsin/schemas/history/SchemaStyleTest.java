package dev.tocsin.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaStyleTest {

    private static final JsonMapper JSON = new JsonMapper();

    static Stream<Named<Path>> files() throws IOException {
        try (var files = Files.walk(Path.of("src/main/avro"))) {
            return files.filter(file -> file.toString().endsWith(".avsc")).map(
                    file -> Named.of(file.getFileName().toString(), file)).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHoldOneTypeNamedAsItsFile(Path file) {
        var type = JSON.readTree(file);

        assertThat(type.path("name").asString("") + ".avsc").isEqualTo(file.getFileName().toString());
        assertThat(type.path("namespace").asString("")).isIn("dev.tocsin.event", "dev.tocsin.state");
        assertThat(type.findParents("fields")).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldDocumentEveryField(Path file) {
        var type = JSON.readTree(file);

        assertThat(doc(type)).as("doc of the type").isNotBlank();
        for (var field : type.path("fields")) {
            assertThat(doc(field)).as("doc of field %s", field.path("name").asString("")).isNotBlank();
        }
    }

    /** An old reader turns a symbol that it does not know into the enum's default, and only there into a default. */
    @ParameterizedTest
    @MethodSource("files")
    void shouldGiveEveryEnumAnUnknown(Path file) {
        var type = JSON.readTree(file);

        if (type.path("type").asString("").equals("enum")) {
            assertThat(type.path("default").asString("")).isEqualTo("UNKNOWN");
            assertThat(type.path("symbols").get(0).asString()).isEqualTo("UNKNOWN");
        } else {
            assertThat(type.path("type").asString("")).isEqualTo("record");
        }
    }

    private static String doc(JsonNode node) {
        return node.path("doc").asString("");
    }
}
