package dev.tocsin.standalone.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kind of list.
 *
 * @param columns
 *            of its table
 * @param none
 *            sentence that stands for an empty list
 */
public record Listing(List<Column> columns, String none) implements View {

    public Listing {
        columns = List.copyOf(columns);
    }

    /**
     * What there is to list.
     *
     * @param json
     *            what the form {@code json} prints
     * @param notes
     *            sentences about the list, such as what it leaves out
     */
    public record Found(List<JsonNode> rows, JsonNode json, List<String> notes) {

        public Found {
            rows = List.copyOf(rows);
            notes = List.copyOf(notes);
        }

        /** Rows that are printed as a JSON array. */
        public static Found of(List<JsonNode> rows, List<String> notes) {
            return new Found(rows, JsonMapper.shared().createArrayNode().addAll(rows), notes);
        }
    }

    @Override
    public List<String> lines(Found found, OutputForm form, Screen screen, Instant now) {
        return switch (form) {
            case JSON -> List.of(JsonMapper.shared().writeValueAsString(found.json()));
            case TABLE -> table(found.rows(), columns.stream().filter(column -> !column.inWide()).toList(), screen,
                    now);
            case WIDE -> table(found.rows(), columns, new Screen(0, screen.colours()), now);
        };
    }

    private List<String> table(List<JsonNode> rows, List<Column> shown, Screen screen, Instant now) {
        return rows.isEmpty() ? List.of(none) : new ArrayList<>(new Table(shown, screen, now).lines(rows));
    }
}
