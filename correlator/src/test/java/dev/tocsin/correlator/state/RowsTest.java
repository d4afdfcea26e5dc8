package dev.tocsin.correlator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import dev.tocsin.correlator.MemoryState;
import dev.tocsin.event.Bulletin;
import dev.tocsin.state.CorrelationRow;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static final RowKind<CorrelationRow> BEFORE = new RowKind<>("correlation", CorrelationRow.class);
    private static final RowKind<CorrelationRow> AFTER = new RowKind<>("correlations-more", CorrelationRow.class);

    private final State state = MemoryState.in(new MockProcessorContext<>());
    private final Rows<CorrelationRow> rows = state.rows(RowKind.CORRELATIONS);

    @Test
    void shouldMeetNoRowOfAKindWhoseNameBeginsOrEndsAlike() {
        state.rows(BEFORE).put("s/one", row("elsewhere"));
        state.rows(AFTER).put("one", row("elsewhere"));
        rows.put("one", row("here"));

        assertThat(keys(rows.all())).containsExactly("one");
        assertThat(rows.get("one")).isEqualTo(row("here"));
        assertThat(rows.get("s/one")).isNull();
    }

    @Test
    void shouldMeetEveryRowWhateverStandsInItsKey() {
        var last = new String(Character.toChars(Character.MAX_CODE_POINT));
        List.of("", "a/b", "0", "\u00fc", "\uffff", last).forEach(key -> rows.put(key, row(key)));

        assertThat(keys(rows.all())).containsExactly("", "0", "a/b", "\u00fc", "\uffff", last);
    }

    @Test
    void shouldContinueFromAKey() {
        List.of("a", "b", "c").forEach(key -> rows.put(key, row(key)));
        rows.delete("b");

        assertThat(keys(rows.from("a"))).containsExactly("a", "c");
        assertThat(keys(rows.from("b"))).containsExactly("c");
        assertThat(keys(rows.range("a", "b"))).containsExactly("a");
    }

    @Test
    void shouldRefuseARowOfAnotherType() {
        rows.put("one", row("here"));
        var mistaken = state.rows(new RowKind<>("correlations", Bulletin.class));

        assertThatThrownBy(() -> mistaken.get("one")).isInstanceOf(ClassCastException.class);
    }

    @Test
    void shouldHaveNoTwoKindsOfOneName() {
        assertThat(RowKind.ALL).extracting(RowKind::name).doesNotHaveDuplicates();
        assertThatThrownBy(() -> new RowKind<>("a/b", CorrelationRow.class)).isInstanceOf(
                IllegalArgumentException.class);
    }

    private static List<String> keys(KeyValueIterator<String, CorrelationRow> found) {
        var keys = new ArrayList<String>();
        try (found) {
            found.forEachRemaining(row -> keys.add(row.key));
        }
        return keys;
    }

    private static CorrelationRow row(String incidentId) {
        return CorrelationRow.newBuilder().setIncidentId(incidentId).build();
    }
}
