package dev.tocsin.console.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The document about an incident that its review discusses: facts of the log, each with the record that it comes from, and
 * places that people fill in. It is a view: it is made anew from the log whenever it is asked for.
 *
 * @param complete
 *            false if the console no longer holds all entries of the timeline
 */
public record ReviewDocument(String incident, String title, Instant asOf, boolean complete, List<Part> parts) {

    public ReviewDocument {
        parts = List.copyOf(parts);
    }

    /**
     * A section.
     *
     * @param kind
     *            word of the policy for its kind
     * @param ask
     *            what people fill in
     */
    public record Part(String kind, String heading, List<Content> contents, List<String> ask) {

        public Part {
            contents = List.copyOf(contents);
            ask = List.copyOf(ask);
        }
    }

    /** What stands in a section. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
    public sealed interface Content {

        /**
         * A fact.
         *
         * @param record
         *            id of the record that says it: of a timeline entry, a notification, or a revision of the incident
         */
        record Fact(String label, String text, String record) implements Content {}

        /** Facts of one kind under each other. */
        record Table(String title, List<String> columns, List<Row> rows) implements Content {

            public Table {
                columns = List.copyOf(columns);
                rows = List.copyOf(rows);
            }
        }

        /**
         * Something to do.
         *
         * @param owner
         *            empty while it is nobody's
         */
        record Item(boolean done, String text, String owner, Optional<Instant> due, String horizon, String record)
                implements
                    Content {}

        /** A word on what is missing. */
        record Note(String text) implements Content {}
    }

    /** A row of a table, with the id of the record that says it. */
    public record Row(List<String> cells, String record) {

        public Row {
            cells = List.copyOf(cells);
        }
    }
}
