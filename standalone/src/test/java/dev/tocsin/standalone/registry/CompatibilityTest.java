package dev.tocsin.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompatibilityTest {

    private static final Schema A = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
    private static final Schema A_OPTIONAL_B = SchemaBuilder.record("R").fields().requiredString("a").optionalString(
            "b").endRecord();
    private static final Schema A_REQUIRED_B = SchemaBuilder.record("R").fields().requiredString("a").requiredString(
            "b").endRecord();
    private static final Schema B = SchemaBuilder.record("R").fields().optionalString("b").endRecord();

    static Stream<Arguments> cases() {
        return Stream.of(Arguments.of("a field with a default may come", Compatibility.FULL_TRANSITIVE, List.of(A),
                A_OPTIONAL_B, true), Arguments.of("a field without default breaks new readers", Compatibility.BACKWARD,
                        List.of(A), A_REQUIRED_B, false), Arguments.of(
                                "a field without default is no matter to old readers", Compatibility.FORWARD, List.of(
                                        A),
                                A_REQUIRED_B, true), Arguments.of("a required field may not go for old readers",
                                        Compatibility.FORWARD, List.of(A_OPTIONAL_B), B, false), Arguments.of(
                                                "only the last version counts without TRANSITIVE",
                                                Compatibility.BACKWARD, List.of(B, A_OPTIONAL_B), A_REQUIRED_B, false),
                Arguments.of("last version would do", Compatibility.BACKWARD, List.of(A, A_REQUIRED_B), A_REQUIRED_B,
                        true), Arguments.of("every version counts with TRANSITIVE", Compatibility.BACKWARD_TRANSITIVE,
                                List.of(A, A_REQUIRED_B), A_REQUIRED_B, false), Arguments.of("forward with all",
                                        Compatibility.FORWARD_TRANSITIVE, List.of(A, B), B, false), Arguments.of(
                                                "both directions with the last", Compatibility.FULL, List.of(A),
                                                A_REQUIRED_B, false), Arguments.of("anything goes with NONE",
                                                        Compatibility.NONE, List.of(A), Schema.create(Schema.Type.LONG),
                                                        true), Arguments.of("the first version has nothing to keep to",
                                                                Compatibility.FULL_TRANSITIVE, List.of(), A, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldJudge(String rule, Compatibility level, List<Schema> older, Schema next, boolean allowed) {
        assertThat(level.objection(next, older).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void shouldFindLevelsByName() {
        assertThat(Stream.of(Compatibility.values()).map(level -> Compatibility.named(level.name())))
                .allSatisfy(found -> assertThat(found).isPresent());
        assertThat(Compatibility.named("full_transitive")).contains(Compatibility.FULL_TRANSITIVE);
        assertThat(Compatibility.named("SOMETIMES")).isEmpty();
    }
}
