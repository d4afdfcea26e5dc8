package dev.tocsin.correlator.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimerKind;
import dev.tocsin.state.IncidentRow;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** A field that is added to a type and forgotten here would silently be lost at the next change. */
class SnapshotsTest {

    @Test
    void shouldCarryEveryFieldOfAnIncident() {
        var incident = filled(new Incident());

        var copy = Snapshots.changing(incident).build();

        assertThat(copy).isEqualTo(incident);
    }

    @Test
    void shouldCarryEveryFieldOfARow() {
        var row = filled(new IncidentRow());
        row.put("incident", filled(new Incident()));

        var copy = Snapshots.changing(row).build();

        assertThat(copy).isEqualTo(row);
    }

    private static <R extends org.apache.avro.specific.SpecificRecordBase> R filled(R record) {
        record.getSchema().getFields().forEach(field -> record.put(field.pos(), value(field.schema(), field.name())));
        return record;
    }

    /** Something other than the field's default. */
    private static Object value(Schema schema, String name) {
        return switch (schema.getType()) {
            case STRING -> "a " + name;
            case INT -> 7;
            case LONG -> schema.getLogicalType() == null ? 7L : Instant.parse("2026-11-20T03:00:00Z");
            case BOOLEAN -> true;
            case MAP -> Map.of("name", name);
            case ARRAY -> schema.getElementType().getType() == Schema.Type.STRING ? List.of(name) : List.of();
            case ENUM -> schema.getName().equals("TimerKind") ? TimerKind.INACTIVITY : IncidentState.MITIGATED;
            case UNION -> value(schema.getTypes().get(1), name);
            case RECORD -> switch (schema.getName()) {
                case "Severity" -> new Severity("SEV2", 2);
                case "Mitigation" -> filled(new Mitigation());
                case "Resolution" -> filled(new Resolution());
                case "Incident" -> filled(new Incident());
                default -> throw new AssertionError("no value for " + schema);
            };
            default -> throw new AssertionError("no value for " + schema);
        };
    }
}
