package dev.tocsin.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.standalone.registry.RegistryEvent.Registered;
import dev.tocsin.standalone.registry.SchemaBook.Registration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemaBookTest {

    private static final Schema A = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
    private static final Schema B = SchemaBuilder.record("R").fields().requiredString("a").optionalString("b")
            .endRecord();
    private static final Schema OTHER = SchemaBuilder.record("S").fields().endRecord();

    private final SchemaBook book = new SchemaBook();

    @Test
    void shouldCountVersionsOfASubjectAndIdsOfAll() {
        assertThat(register("one", A)).isEqualTo(new Registered("one", 1, 1, A));
        assertThat(register("one", B)).isEqualTo(new Registered("one", 2, 2, B));
        assertThat(register("two", OTHER)).isEqualTo(new Registered("two", 1, 3, OTHER));
    }

    @Test
    void shouldGiveOneSchemaOneIdUnderEverySubject() {
        register("one", A);
        register("one", B);

        assertThat(register("two", A).id()).isEqualTo(1);
        assertThat(book.uses(1)).extracting(Registered::subject).containsExactly("one", "two");
    }

    @Test
    void shouldFindASchemaThatIsWrittenDifferently() {
        register("one", A);

        var rewritten = new Schema.Parser().parse(
                "{ \"fields\": [ {\"type\": {\"type\":\"string\"}, \"name\":\"a\"} ], \"name\":\"R\", \"type\":\"record\" }");

        assertThat(book.register("one", rewritten)).isEqualTo(new Registration.Known(new Registered("one", 1, 1, A)));
    }

    @Test
    void shouldTakeAnotherDocAsAnotherSchema() {
        register("one", A);

        var documented = SchemaBuilder.record("R").doc("said better").fields().requiredString("a").endRecord();

        assertThat(register("one", documented).version()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatDoesNotFitAllOlderVersions() {
        register("one", A);

        assertThat(book.register("one", OTHER)).isInstanceOfSatisfying(Registration.Incompatible.class,
                refused -> assertThat(refused.reason()).startsWith("FULL_TRANSITIVE"));
    }

    @Test
    void shouldPreferTheSubjectsOwnLevel() {
        register("one", A);
        book.apply(new RegistryEvent.DefaultLevelSet(Compatibility.BACKWARD));
        book.apply(new RegistryEvent.LevelSet("one", Compatibility.NONE));

        assertThat(book.level("two")).isEqualTo(Compatibility.BACKWARD);
        assertThat(register("one", OTHER).version()).isEqualTo(2);
    }

    @Test
    void shouldNotGiveAnIdTwiceAfterEventsWithGaps() {
        book.apply(new Registered("one", 1, 7, A));

        assertThat(register("one", B)).isEqualTo(new Registered("one", 2, 8, B));
    }

    private Registered register(String subject, Schema schema) {
        return switch (book.register(subject, schema)) {
            case Registration.Fresh fresh -> {
                book.apply(fresh.version());
                yield fresh.version();
            }
            case Registration.Known known -> known.version();
            case Registration.Incompatible no -> throw new AssertionError(no.reason());
        };
    }
}
