package dev.tocsin.schemas.history;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.schemas.serde.SchemaRegistration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every schema that ever lay in a topic or a store is frozen in {@code src/test/history}: what is released today must read
 * it, and programs with it must read what is written today. With {@code -Dtocsin.history=write} the changed schemas are
 * frozen.
 */
class SchemaHistoryTest {

    private static final SchemaValidator BOTH_WAYS = new SchemaValidatorBuilder().mutualReadStrategy().validateAll();
    private static final Path HISTORY = Path.of("src/test/history");

    static Stream<Named<Schema>> types() {
        return SchemaRegistration.subjects().values().stream().distinct().map(
                schema -> Named.of(schema.getName(), schema));
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldReadAndBeReadByEveryFormerVersion(Schema current) throws IOException {
        var former = history(current.getName()).reversed();

        assertThatCode(() -> BOTH_WAYS.validate(current, former))
                .as("FULL_TRANSITIVE: add fields with defaults, never rename, retype or remove")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldHaveFrozenItsPresentForm(Schema current) throws IOException {
        var frozen = history(current.getName());
        if (!frozen.isEmpty() && frozen.getLast().toString().equals(current.toString())) {
            return;
        }
        var file = file(current.getName(), frozen.size() + 1);
        if ("write".equals(System.getProperty("tocsin.history"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, pretty(current));
            return;
        }
        fail("The schema of %s changed and is not frozen. If the change is meant, run this test with "
                + "-Dtocsin.history=write, which writes schemas/%s", current.getName(), file);
    }

    @Test
    void shouldNoticeABreakingChange() {
        var old = new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}");
        var next = new Schema.Parser().parse(
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}");

        assertThatThrownBy(() -> BOTH_WAYS.validate(next, List.of(old))).isInstanceOf(SchemaValidationException.class);
    }

    private static String pretty(Schema schema) {
        var json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return json.writeValueAsString(json.readTree(schema.toString())) + "\n";
    }

    private static List<Schema> history(String type) throws IOException {
        var versions = new ArrayList<Schema>();
        for (var version = 1; Files.exists(file(type, version)); version++) {
            versions.add(new Schema.Parser().parse(file(type, version).toFile()));
        }
        return versions;
    }

    private static Path file(String type, int version) {
        return HISTORY.resolve(type).resolve("v" + version + ".avsc");
    }
}
