package dev.tocsin.standalone.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tocsin.standalone.listing.DisplayWidth;
import dev.tocsin.standalone.listing.NextDeadline;
import dev.tocsin.standalone.listing.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The board: keys are typed, and the screen is read. */
class BoardTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private Board board = Board.EMPTY.with(List.of(incident("a", "RESOLVED", 1, "ada", "was slow"), incident("b",
            "OPEN", 2, "", "Checkout fails"), incident("c", "ACKNOWLEDGED", 1, "ben", "Disk full"), incident("d",
                    "OPEN", 1, "", "Payments down")), Map.of("d", new NextDeadline("respond", NOW.minusSeconds(180))));
    private Board.Asked asked = new Board.Asked.Nothing();

    private static JsonNode incident(String id, String state, int rank, String who, String title) {
        return JsonMapper.shared().readTree("""
                {"id":"%s","state":"%s","severity":"SEV%d","severityRank":%d,"service":"shop","openedAt":"2026-11-21T02:48:00Z",
                 "acknowledgedBy":"%s","title":"%s"}""".formatted(id, state, rank, rank, who, title));
    }

    private void type(String sent) {
        for (var key : Key.read(sent)) {
            var step = board.press(key);
            board = step.board();
            asked = step.asked();
        }
    }

    private List<String> screen(int width, int height) {
        return new BoardScreen(new Screen(width, false), height).lines(board, NOW).stream().map(String::stripTrailing)
                .toList();
    }

    @Test
    void shouldGroupByNeedAndShowWhoHasItAndWhatIsDue() {
        assertThat(screen(110, 14)).containsExactly(
                "tocsin   2 unacknowledged   1 acknowledged   0 mitigated   1 resolved", "unacknowledged",
                "> SEV1  12m    shop           nobody       respond overdue by 3m      Payments down",
                "  SEV2  12m    shop           nobody                                  Checkout fails", "acknowledged",
                "  SEV1  12m    shop           ben                                     Disk full", "resolved",
                "  SEV1  12m    shop           ada                                     was slow", "", "", "", "", "",
                "j k select   a acknowledge   e explain   r read again   ? keys   q quit");
    }

    @ParameterizedTest
    @CsvSource({"j, b", "jj, c", "jjjjjjjj, a", "jk, d", "k, d", "G, a", "Gg, d", "'\u001B[B', b",
            "'\u001BOB\u001B[B', c",
            "'\u001B[6~', a"})
    void shouldSelect(String typed, String selected) {
        type(typed);

        assertThat(board.selected()).isEqualTo(selected);
    }

    @Test
    void shouldAcknowledgeWhatIsSelectedIfNobodyHas() {
        type("ja");
        assertThat(asked).isEqualTo(new Board.Asked.Acknowledge("b"));

        type("ja");
        assertThat(asked).isEqualTo(new Board.Asked.Nothing());
        assertThat(screen(80, 12)).contains("it is acknowledged");
    }

    @Test
    void shouldShowAnExplanationOverTheList() {
        type("\r");
        assertThat(asked).isEqualTo(new Board.Asked.Explain("d"));

        board = board.showing(IntStream.range(0, 30).mapToObj(line -> "because " + line).toList());
        assertThat(screen(80, 10)).contains("because 0").doesNotContain("because 7");
        type("jj");
        assertThat(screen(80, 10)).contains("because 2").doesNotContain("because 1");
        type("q");
        assertThat(asked).isEqualTo(new Board.Asked.Nothing());
        assertThat(screen(80, 10)).contains("unacknowledged");
        type("q");
        assertThat(asked).isEqualTo(new Board.Asked.Quit());
    }

    @Test
    void shouldKeepTheSelectionWithItsIncident() {
        type("j");
        board = board.with(List.of(incident("x", "OPEN", 1, "", "new"), incident("b", "ACKNOWLEDGED", 2, "ada",
                "Checkout fails")), Map.of());
        assertThat(board.selected()).isEqualTo("b");

        board = board.with(List.of(incident("x", "OPEN", 1, "", "new")), Map.of());
        assertThat(board.selected()).isEqualTo("x");

        board = board.with(List.of(), Map.of());
        assertThat(screen(80, 10)).contains("  no incidents");
        type("ae");
        assertThat(asked).isEqualTo(new Board.Asked.Nothing());
    }

    @Test
    void shouldFoldChildrenThatNeedNobodyIntoTheirParent() {
        board = board.with(List.of(incident("storm", "OPEN", 2, "", "Storm"), child("one", "RESOLVED", ""), child("two",
                "OPEN", "folded under storm"), child("three", "OPEN", "")), Map.of());

        assertThat(screen(110, 10)).anySatisfy(line -> assertThat(line).contains("(+2) Storm")).anySatisfy(
                line -> assertThat(line).contains("three")).noneSatisfy(line -> assertThat(line).endsWith(" one"));
    }

    private static JsonNode child(String id, String state, String suppressedBy) {
        return JsonMapper.shared().readTree("""
                {"id":"%s","state":"%s","severity":"SEV3","severityRank":3,"service":"shop","openedAt":"2026-11-21T02:48:00Z","title":"%s",
                 "parentId":"storm","suppressedBy":"%s"}""".formatted(id, state, id, suppressedBy));
    }

    @Test
    void shouldSayThatItIsNotCurrent() {
        board = board.troubled("no answer from http://127.0.0.1:7400");
        assertThat(screen(80, 10)).contains("no answer from http://127.0.0.1:7400");

        board = board.with(board.incidents(), Map.of());
        assertThat(String.join("", screen(80, 10))).doesNotContain("no answer");
    }

    @ParameterizedTest
    @CsvSource({"10,3", "40,8", "80,24", "200,50"})
    void shouldFitEachTerminal(int width, int height) {
        board = board.with(IntStream.range(0, 100).mapToObj(each -> incident("i" + each, "OPEN", 1 + each % 3, "",
                "Störung ☎ 支払い " + each)).toList(), Map.of());
        type("jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj");

        var lines = screen(width, height);

        assertThat(lines).hasSizeLessThanOrEqualTo(Math.max(height, 4)).allSatisfy(line -> assertThat(DisplayWidth.of(
                line)).isLessThanOrEqualTo(width)).anySatisfy(line -> assertThat(line).startsWith(">"));
    }

    @Test
    void shouldNotLetATitleSteerTheTerminal() {
        board = board.with(List.of(incident("x", "OPEN", 1, "", "\\u001b[2Jgone")), Map.of());

        assertThat(String.join("", screen(120, 10))).doesNotContain("\u001B").contains("[2Jgone");
    }
}
