package dev.tocsin.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.read.SectionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors use says what the loader says. */
class PolicySchemaTest {

    private static final String TEXT = read(Path.of("..", "policies", "policy.schema.json"));
    private static final JsonNode JSON = JsonMapper.shared().readTree(TEXT);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);

    @ParameterizedTest
    @EnumSource
    void shouldKnowTheKeysOfEverySection(SectionKind kind) {
        var definition = kind == SectionKind.POLICY
                ? JSON
                : JSON.path("$defs").path(kind.name().toLowerCase(Locale.ROOT));

        assertThat(definition.path("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(kind.keys());
        assertThat(definition.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void shouldDescribeEverything() {
        var bare = new ArrayList<String>();
        JSON.path("$defs").properties().forEach(definition -> definition.getValue().path("properties").properties()
                .stream().filter(property -> !property.getValue().has("description"))
                .filter(property -> !JSON.path("$defs")
                        .path(property.getValue().path("$ref").asString("").replace("#/$defs/", ""))
                        .has("description"))
                .forEach(property -> bare.add(definition.getKey() + "." + property.getKey())));

        assertThat(bare).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldAcceptTheSamePoliciesAsTheLoader(String yaml) throws PolicyErrors {
        PolicyLoader.load("policy.yml", yaml);

        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
    }

    static Stream<String> policies() {
        return Stream.of(PolicyLoader.builtIn().getText(), ReadmeExampleTest.example(), WholeLanguage.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  - {id: SEV1,|  - {idd: SEV1,", "quiet: 5m|quiet: 5 minutes",
            "ladder: urgent|ladder: a b",
            "{type: inbox}|{type: inbux}", "{type: inbox}|{type: webhook}",
            "{type: inbox}|{type: pagerduty, routing-key: abc}", "{type: inbox}|{type: inbox, tells: [resolve]}",
            "repeat: 2|repeat: often", "leave: 2|leaves: 2", "expire: 7d|expire: a week",
            "hold: 5s|hold: 5", "by: source|by: sender", "look-back: 4h|look-back: long",
            "policy: default|name: default"})
    void shouldRefuseTheSamePoliciesAsTheLoader(String change) {
        var parts = change.split("\\|");
        var yaml = PolicyLoader.builtIn().getText().replace(parts[0], parts[1]);

        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isNotEmpty();
        assertThat(refused(yaml)).isTrue();
    }

    private static boolean refused(String yaml) {
        try {
            return PolicyLoader.load("policy.yml", yaml) == null;
        } catch (PolicyErrors expected) {
            return true;
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError("run from the module's folder", unreadable);
        }
    }
}
