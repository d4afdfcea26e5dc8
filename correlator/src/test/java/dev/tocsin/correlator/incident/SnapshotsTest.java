package dev.tocsin.correlator.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import dev.tocsin.event.Incident;
import dev.tocsin.state.IncidentRow;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/** Copies and comparisons cover every field of a schema, so a field that is added to one is neither lost nor missed. */
class SnapshotsTest {

    private static final int MANY = 50;

    @Test
    void shouldCopyEveryFieldOfAnIncident() {
        var incidents = RandomRecords.<Incident>of(Incident.getClassSchema(), MANY);

        assertThat(everyFieldVaries(incidents)).isTrue();
        assertThat(incidents).allSatisfy(incident -> assertThat(Snapshots.changing(incident).build()).isEqualTo(
                incident));
    }

    @Test
    void shouldCopyEveryFieldOfARow() {
        var rows = RandomRecords.<IncidentRow>of(IncidentRow.getClassSchema(), MANY);

        assertThat(everyFieldVaries(rows)).isTrue();
        assertThat(rows).allSatisfy(row -> assertThat(Snapshots.changing(row).build()).isEqualTo(row));
    }

    @Test
    void shouldChangeNothingButTheOrderOfMaps() {
        var rows = RandomRecords.<IncidentRow>of(IncidentRow.getClassSchema(), MANY);

        assertThat(rows).allSatisfy(row -> assertThat(Snapshots.sorted(row)).isEqualTo(row));
    }

    @Test
    void shouldShareListsAndMaps() {
        var incident = RandomRecords.<Incident>of(Incident.getClassSchema(), 1).getFirst();

        var copy = Snapshots.changing(incident).build();

        assertThat(copy.getAlerts()).isSameAs(incident.getAlerts());
        assertThat(copy.getLabels()).isSameAs(incident.getLabels());
    }

    @Test
    void shouldCompareEveryFieldExceptTheCounts() {
        var incidents = RandomRecords.<Incident>of(Incident.getClassSchema(), MANY);
        for (var field : Incident.getClassSchema().getFields()) {
            var before = incidents.getFirst();
            var after = Snapshots.changing(before).build();
            var other = incidents.stream().filter(each -> !Objects.equals(each.get(field.pos()), before.get(field
                    .pos()))).findFirst().orElseThrow();
            after.put(field.pos(), other.get(field.pos()));

            assertThat(MemberCounts.showsTheSame(before, after)).as(field.name()).isEqualTo(MemberCounts.COUNTS
                    .contains(field
                            .name()));
        }
    }

    private static boolean everyFieldVaries(List<? extends SpecificRecordBase> records) {
        return records.getFirst().getSchema().getFields().stream().allMatch(field -> new HashSet<>(records.stream().map(
                record -> record.get(field.pos())).toList()).size() > 1);
    }
}
