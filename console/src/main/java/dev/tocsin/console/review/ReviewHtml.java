package dev.tocsin.console.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.console.review.ReviewDocument.Content;

/** A document as one HTML file without scripts: to read, to print, to mail. Text of alerts cannot become markup. */
public final class ReviewHtml {

    private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
            + "color:#1c2330;background:#fff}h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid"
            + " #d5dae3}table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;vertical-align:top;"
            + "padding:.25rem .6rem .25rem 0;border-bottom:1px solid #e8ebf0}code{color:#6b7484;font-size:.75rem}"
            + ".blank{border-bottom:1px dotted #8a93a3;min-width:12rem;display:inline-block}.faint{color:#6b7484}";

    /** Content-Security-Policy under which a browser shows it: its own style, and nothing else. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ReviewTimes times;

    /** With times in this zone. */
    public ReviewHtml(ZoneId zone) {
        this.times = new ReviewTimes(zone);
    }

    /** The whole document. */
    public String write(ReviewDocument document) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + text(document.title())
                + "</title><style>" + STYLE + "</style></head>\n<body>\n<h1>" + text(document.title())
                + "</h1>\n<p class=\"faint\">Made from the log of incident " + text(document.incident()) + ", as of "
                + text(times.withZone(document.asOf())) + ". Codes name the record of each fact.</p>\n" + document
                        .parts().stream().map(this::part).collect(Collectors.joining("\n")) + "\n</body></html>\n";
    }

    private String part(ReviewDocument.Part part) {
        var contents = part.contents().stream().map(this::content).collect(Collectors.joining("\n"));
        var items = part.contents().stream().filter(Content.Item.class::isInstance).map(Content.Item.class::cast)
                .collect(Collectors.groupingBy(Content.Item::horizon, LinkedHashMap::new, Collectors.toList()));
        var listed = items.entrySet().stream().map(it -> (it.getKey().isEmpty()
                ? ""
                : "<h3>" + text(it.getKey()) + "</h3>") + list(it.getValue())).collect(Collectors.joining("\n"));
        var asked = part.ask().stream().map(it -> "<p><b>" + text(it) + ":</b> <span class=\"blank\">&nbsp;</span></p>")
                .collect(Collectors.joining("\n"));
        return "<section id=\"" + text(part.kind()) + "\">\n<h2>" + text(part.heading()) + "</h2>\n" + contents + listed
                + asked + "\n</section>";
    }

    private String content(Content content) {
        return switch (content) {
            case Content.Fact fact -> "<p><b>" + text(fact.label()) + ":</b> " + text(fact.text()) + code(fact.record())
                    + "</p>";
            case Content.Note note -> "<p class=\"faint\">" + text(note.text()) + "</p>";
            case Content.Table table -> table(table);
            case Content.Item _ -> "";
        };
    }

    private String list(List<Content.Item> items) {
        return "<ul>" + items.stream().map(it -> "<li>" + (it.done() ? "&#9745; " : "&#9744; ") + text(it.text())
                + " <span class=\"faint\">owner: " + (it.owner().isEmpty() ? "nobody yet" : text(it.owner()))
                + ", due: " + it.due().map(times::minute).orElse("no date") + "</span>" + code(it.record()) + "</li>")
                .collect(Collectors.joining("\n")) + "</ul>";
    }

    private static String table(Content.Table table) {
        if (table.rows().isEmpty()) {
            return table.title().isEmpty() ? "" : "<p>" + text(table.title()) + ": none</p>";
        }
        var caption = table.title().isEmpty() ? "" : "<h3>" + text(table.title()) + "</h3>";
        var head = table.columns().stream().map(it -> "<th>" + text(it) + "</th>").collect(Collectors.joining());
        var rows = table.rows().stream().map(row -> "<tr>" + row.cells().stream().map(it -> "<td>" + text(it) + "</td>")
                .collect(Collectors.joining()) + "<td>" + code(row.record()) + "</td></tr>").collect(Collectors.joining(
                        "\n"));
        return caption + "<table><thead><tr>" + head + "<th>Record</th></tr></thead><tbody>" + rows
                + "</tbody></table>";
    }

    private static String code(String record) {
        return record.isEmpty() ? "" : " <code>" + text(record) + "</code>";
    }

    private static String text(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip().replace("&", "&amp;").replace("<", "&lt;").replace(">",
                "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private static String hash(String style) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(
                    UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
