package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.util.ArrayList;

import dev.tocsin.standalone.listing.Plain;
import tools.jackson.databind.JsonNode;

/** Explanations of the console's API as text. */
final class ExplanationText {

    private final PrintWriter out;
    private final boolean all;

    /**
     * @param all
     *            whether links that repeat others are printed too
     */
    ExplanationText(PrintWriter out, boolean all) {
        this.out = out;
        this.all = all;
    }

    /** One line for each link: when, what, why, by which rule and policy, and the record. */
    void chain(JsonNode chain) {
        var links = new ArrayList<JsonNode>();
        chain.path("links").forEach(link -> {
            if (all || link.path("main").asBoolean()) {
                links.add(link);
            }
        });
        if (links.isEmpty()) {
            out.println("no records found");
        }
        links.forEach(this::link);
        note(chain);
    }

    private void link(JsonNode link) {
        out.printf("%s  %s/%s%n", Plain.text(link.path("at")), Plain.text(link.path("stage")), Plain.text(link.path(
                "kind")));
        var sentence = (Plain.text(link.path("sentence")) + " " + Plain.text(link.path("reason"))).strip();
        if (!sentence.isEmpty()) {
            out.println("    " + sentence);
        }
        if (!Plain.text(link.path("remedy")).isEmpty()) {
            out.println("    for a page: " + Plain.text(link.path("remedy")));
        }
        var by = new ArrayList<String>();
        if (!Plain.text(link.path("rule")).isEmpty()) {
            by.add("rule " + Plain.text(link.path("rule")));
        }
        if (link.path("policyVersion").asInt(-1) >= 0) {
            by.add("policy version " + link.path("policyVersion").asInt());
        }
        by.add("record " + place(link.path("record")));
        out.println("    " + String.join(", ", by));
    }

    /** The first reason for each incident or alert. */
    void person(JsonNode answer) {
        out.printf("%s, at %s%n", Plain.text(answer.path("person")), Plain.text(answer.path("at")));
        answer.path("verdicts").forEach(verdict -> {
            var subject = (Plain.text(verdict.path("incident")) + " " + Plain.text(verdict.path("title"))).strip();
            out.printf("%n%s%n", subject.isEmpty() ? "no incident" : subject);
            out.println("    " + Plain.text(verdict.path("reason")).toLowerCase(java.util.Locale.ROOT).replace('_', '-')
                    + ": " + Plain.text(verdict.path("sentence")));
            out.println("    for a page: " + Plain.text(verdict.path("remedy")));
            if (verdict.path("record").isObject()) {
                out.println("    record " + place(verdict.path("record")));
            }
        });
        if (answer.path("confidential").asInt() > 0) {
            out.printf("%nconfidential incidents left out: %d%n", answer.path("confidential").asInt());
        }
        note(answer);
    }

    /** The alerts that a silence hid. */
    void silence(JsonNode answer) {
        out.printf("silence %s by %s, %s to %s: %s%n", Plain.text(answer.path("silence")), Plain.text(answer.path(
                "author")),
                Plain.text(answer.path("startsAt")), Plain.text(answer.path("endsAt")), Plain.text(answer.path(
                        "reason")));
        if (answer.path("hidden").isEmpty()) {
            out.println("hid no alerts");
        }
        answer.path("hidden").forEach(alert -> out.printf(
                "%s  %s%n    service %s, %d decisions until %s, %s, record %s%n",
                Plain.text(alert.path("first")), Plain.text(alert.path("alert")), Plain.text(alert.path("service")),
                alert.path(
                        "times").asInt(), Plain.text(alert.path("last")), Plain.text(alert.path("ended")), place(alert
                                .path(
                                        "record"))));
        note(answer);
    }

    private void note(JsonNode answer) {
        if (!answer.path("complete").asBoolean(true)) {
            out.println("incomplete: the log was too long to read, or Kafka did not answer");
        }
    }

    private static String place(JsonNode record) {
        return Plain.text(record.path("topic")) + "-" + record.path("partition").asInt() + "@" + record.path("offset")
                .asLong();
    }
}
