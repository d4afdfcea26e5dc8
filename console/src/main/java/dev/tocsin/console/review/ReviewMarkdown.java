package dev.tocsin.console.review;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.console.review.ReviewDocument.Content;

/** A document in Markdown (CommonMark with the tables and task lists of GitHub). Text of alerts cannot become markup. */
public final class ReviewMarkdown {

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~!&@]");

    private final ReviewTimes times;

    /** With times in this zone. */
    public ReviewMarkdown(ZoneId zone) {
        this.times = new ReviewTimes(zone);
    }

    /** The whole document. */
    public String write(ReviewDocument document) {
        var lines = new ArrayList<String>();
        lines.add("# " + text(document.title()));
        lines.add("");
        lines.add("Made from the log of incident " + text(document.incident()) + ", as of " + times.withZone(document
                .asOf()) + ". Codes name the record of each fact.");
        for (var part : document.parts()) {
            lines.add("");
            lines.add("## " + text(part.heading()));
            lines.add("");
            lines.addAll(part(part));
        }
        return String.join("\n", lines) + "\n";
    }

    private List<String> part(ReviewDocument.Part part) {
        var lines = new ArrayList<String>();
        var items = part.contents().stream().filter(Content.Item.class::isInstance).map(Content.Item.class::cast)
                .toList();
        for (var content : part.contents()) {
            switch (content) {
                case Content.Fact fact -> lines.add("- **" + text(fact.label()) + ":** " + text(fact.text()) + code(fact
                        .record()));
                case Content.Table table -> lines.addAll(table(table));
                case Content.Note note -> lines.add("> " + text(note.text()));
                case Content.Item _ -> {
                    // Below, by horizon.
                }
            }
        }
        var byHorizon = items.stream().collect(Collectors.groupingBy(Content.Item::horizon, LinkedHashMap::new,
                Collectors.toList()));
        byHorizon.forEach((horizon, some) -> {
            if (!horizon.isEmpty()) {
                lines.add("");
                lines.add("### " + text(horizon));
                lines.add("");
            }
            some.forEach(item -> lines.add(item(item)));
        });
        part.ask().forEach(ask -> lines.add("- **" + text(ask) + ":** …"));
        return lines;
    }

    private String item(Content.Item item) {
        return "- [" + (item.done() ? "x" : " ") + "] " + text(item.text()) + " (owner: " + (item.owner().isEmpty()
                ? "nobody yet"
                : text(item.owner())) + ", due: " + item.due().map(times::minute).orElse("no date") + ")" + code(item
                        .record());
    }

    private static List<String> table(Content.Table table) {
        var lines = new ArrayList<String>();
        if (table.rows().isEmpty()) {
            return table.title().isEmpty() ? List.of() : List.of(text(table.title()) + ": none", "");
        }
        if (!table.title().isEmpty()) {
            lines.add("**" + text(table.title()) + "**");
            lines.add("");
        }
        lines.add("| " + table.columns().stream().map(ReviewMarkdown::text).collect(Collectors.joining(" | "))
                + " | Record |");
        lines.add("| --- ".repeat(table.columns().size() + 1) + "|");
        table.rows().forEach(row -> lines.add("| " + row.cells().stream().map(ReviewMarkdown::text).collect(Collectors
                .joining(" | ")) + " |" + code(row.record()) + " |"));
        lines.add("");
        return lines;
    }

    private static String code(String record) {
        return record.isEmpty() ? "" : " `" + record.replaceAll("[`|\\s]+", " ").strip() + "`";
    }

    /** One line without a meaning in Markdown. */
    private static String text(String text) {
        return MARKUP.matcher(text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip()).replaceAll("\\\\$0");
    }
}
