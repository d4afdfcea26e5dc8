package dev.tocsin.console.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.console.review.ReviewDocument.Content;
import dev.tocsin.console.review.ReviewDocument.Part;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.Aftermath;
import dev.tocsin.policy.model.ReviewPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of one played incident by the templates of the shipped policies: rows A8, B15, C9 and D9 of the runbooks. */
class ReviewWriterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    static Stream<Arguments> templates() {
        return Stream.of(
                Arguments.of("cloudforge", "SEV1", List.of("Summary", "Impact", "Timeline", "Response",
                        "Response times", "Root cause", "Resolution", "Mitigations and monitoring", "Action items",
                        "Learnings to share")),
                Arguments.of("bonsai", "SEV1", List.of("Incident summary", "Timeline of events", "Impact assessment",
                        "Root cause analysis", "Response", "Response times", "What went well",
                        "What could be improved", "Action items")),
                Arguments.of("runbook-001", "P0", List.of("Summary", "Timeline", "Root cause", "Resolution", "Impact",
                        "Response", "Response times", "Action items", "Lessons learned")),
                Arguments.of("p0-p3", "P1", List.of("Summary", "Impact", "Timeline", "Response", "Response times",
                        "Root cause", "Resolution", "What went well", "What could be improved", "Action items",
                        "Lessons learned")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void shouldWriteTheSectionsOfTheRunbookFilledFromTheLog(String policy, String severity, List<String> headings)
            throws Exception {
        var template = template(policy, severity);

        var document = new ReviewWriter(template, ZoneOffset.UTC).write(PlayedIncident.at(severity), NOW);

        assertThat(document.parts()).extracting(Part::heading).containsExactlyElementsOf(headings);
        assertThat(texts(part(document, "summary"))).contains("2026-11-20 10:15 UTC", "45 min", severity, "ada");
        assertThat(texts(part(document, "timeline"))).contains("2026-11-20 10:15", "opened by HighErrorRate",
                "2026-11-20 11:00").doesNotContain("clocks started");
        assertThat(texts(part(document, "causes"))).contains("Memory leak in 4.2.0").anyMatch(it -> it.contains(
                "Release 4.2.0"));
        assertThat(texts(part(document, "response"))).contains("Look at the log", "bob", "2026-11-20 10:19",
                "Fail over", "not completed");
        assertThat(part(document, "action-items").contents()).hasSize(3);
        assertThat(document.complete()).isTrue();
    }

    @Test
    void shouldSortActionItemsIntoTheThreeHorizonsOfB15() throws Exception {
        var document = new ReviewWriter(template("bonsai", "SEV1"), ZoneOffset.UTC).write(PlayedIncident.at("SEV1"),
                NOW);

        assertThat(part(document, "action-items").contents()).extracting(it -> ((Content.Item) it).horizon())
                .containsExactly("Immediate", "Short-term (within 1 week)", "Long-term (within 1 month)");
        assertThat(part(document, "impact").ask()).containsExactly("Users affected", "Revenue impact",
                "API requests failed");
    }

    @Test
    void shouldSayWhoWasPagedWhenItArrivedAndWhoAcknowledged() {
        var response = part(standard(), "response");

        assertThat(rows(response, 0)).containsExactly(List.of("ada", "phone", "2026-11-20 10:16", "2026-11-20 10:16",
                "2026-11-20 10:17"), List.of("lead", "slack", "2026-11-20 10:21",
                        "rejected: Slack answered channel_not_found: invite the bot", ""));
        assertThat(rows(response, 1)).containsExactly(List.of("ada", "2026-11-20 10:17", "2 min", "slack"));
        assertThat(DeliveryOutcome.values()).contains(DeliveryOutcome.REJECTED);
    }

    @Test
    void shouldTellClocksMetFromClocksMissed() {
        var document = standard();

        assertThat(rows(part(document, "clocks"), 0)).extracting(it -> it.get(0) + " " + it.get(1)).containsExactly(
                "respond met", "mitigate missed");
        assertThat(rows(part(document, "went-well"), 0)).extracting(List::getFirst).containsExactly("respond");
        assertThat(rows(part(document, "improve"), 0)).extracting(List::getFirst).containsExactly("mitigate");
        assertThat(rows(part(document, "improve"), 1)).extracting(it -> it.get(3)).containsExactly(
                "Slack answered channel_not_found: invite the bot");
    }

    @Test
    void shouldNameTheRecordOfEachFact() {
        assertThat(standard().parts()).flatExtracting(Part::contents).allSatisfy(content -> {
            switch (content) {
                case Content.Fact fact -> assertThat(fact.record()).as(fact.label()).isNotBlank();
                case Content.Item item -> assertThat(item.record()).as(item.text()).isNotBlank();
                case Content.Table table -> assertThat(table.rows()).allMatch(row -> !row.record().isBlank());
                case Content.Note _ -> {
                    // Says what is missing.
                }
            }
        });
        assertThat(((Content.Table) part(standard(), "timeline").contents().getFirst()).rows().getFirst().record())
                .isEqualTo(PlayedIncident.ID + "/f1");
    }

    @Test
    void shouldReadTimesInThePolicysZone() {
        var document = new ReviewWriter(List.of(), ZoneId.of("Europe/Berlin")).write(PlayedIncident.at("SEV1"), NOW);

        assertThat(texts(part(document, "summary"))).contains("2026-11-20 11:15 Europe/Berlin");
    }

    @Test
    void shouldSayWhenEntriesAreMissing() {
        var whole = PlayedIncident.at("SEV1");
        var file = new dev.tocsin.console.projection.IncidentFile(whole.incident(), whole.timeline(), 12, List.of(),
                true);

        var document = new ReviewWriter(List.of(), ZoneOffset.UTC).write(file, NOW);

        assertThat(document.complete()).isFalse();
        assertThat(part(document, "timeline").contents().getFirst()).isInstanceOfSatisfying(Content.Note.class,
                note -> assertThat(note.text()).contains("12 entries", "tocsin.timeline", "checkout"));
    }

    @Test
    void shouldWriteMarkdownInWhichTextOfAlertsIsText() {
        var markdown = new ReviewMarkdown(ZoneOffset.UTC).write(standard());

        assertThat(markdown).startsWith("# Incident review: 2026-11-20 Checkout fails for one in ten\n").contains(
                "## Timeline", "| Time | What happened | Who | Record |", "`" + PlayedIncident.ID + "/f1`",
                "- [x] Alert on memory \\| growth (owner: bob, due: 2026-11-22 11:00)",
                "- [ ] Profile memory in CI (owner: nobody yet", "- **Users affected:** …").doesNotContain("<script>",
                        "[x](http");
    }

    @Test
    void shouldWriteHtmlInWhichTextOfAlertsIsText() {
        var html = new ReviewHtml(ZoneOffset.UTC).write(standard());

        assertThat(html).startsWith("<!doctype html>").contains("<h2>Timeline</h2>",
                "&lt;script&gt;alert(1)&lt;/script&gt;", "<code>" + PlayedIncident.ID + "/f1</code>",
                "<b>Users affected:</b>").doesNotContain("<script");
    }

    private static ReviewDocument standard() {
        return new ReviewWriter(List.of(), ZoneOffset.UTC).write(PlayedIncident.at("SEV1"), NOW);
    }

    private static List<ReviewPart> template(String policy, String severity) throws Exception {
        var loaded = PolicyLoader.load(policy, Files.readString(Path.of("../policies/" + policy
                + ".yml"))).policy();
        return loaded.practice().after().stream().filter(it -> it.severities().contains(severity)).flatMap(it -> it
                .review().stream()).map(Aftermath.Review::document).findFirst().orElseThrow();
    }

    private static Part part(ReviewDocument document, String kind) {
        return document.parts().stream().filter(it -> it.kind().equals(kind)).findFirst().orElseThrow();
    }

    private static List<String> texts(Part part) {
        return part.contents().stream().flatMap(content -> switch (content) {
            case Content.Fact fact -> Stream.of(fact.text());
            case Content.Item item -> Stream.of(item.text());
            case Content.Note note -> Stream.of(note.text());
            case Content.Table table -> table.rows().stream().flatMap(row -> row.cells().stream());
        }).toList();
    }

    private static List<List<String>> rows(Part part, int table) {
        return ((Content.Table) part.contents().get(table)).rows().stream().map(ReviewDocument.Row::cells).toList();
    }
}
