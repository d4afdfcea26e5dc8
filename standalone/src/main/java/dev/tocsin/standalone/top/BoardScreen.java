package dev.tocsin.standalone.top;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.standalone.listing.DisplayWidth;
import dev.tocsin.standalone.listing.Plain;
import dev.tocsin.standalone.listing.Screen;
import dev.tocsin.standalone.listing.Tone;
import tools.jackson.databind.JsonNode;

/** Draws the board: as many lines as the terminal has, none longer than it is wide. */
public final class BoardScreen {

    private static final int FRAME = 3;
    private static final int WHO = 12;
    private static final int SERVICE = 14;
    private static final int NEXT = 26;
    private static final int LEAST_TITLE = 12;

    private final Screen screen;
    private final int height;

    /** For a terminal of that size. */
    public BoardScreen(Screen screen, int height) {
        this.screen = screen;
        this.height = Math.max(height, FRAME + 1);
    }

    /** The lines, from the top. */
    public List<String> lines(Board board, Instant now) {
        var lines = new ArrayList<String>();
        lines.add(bar(head(board), Tone.STRONG));
        var room = height - FRAME;
        lines.addAll(board.page().isEmpty() ? list(board, now, room) : page(board, room));
        while (lines.size() < height - 2) {
            lines.add("");
        }
        lines.add(board.problem().isEmpty() ? bar(board.message(), Tone.USUAL) : bar(board.problem(), Tone.ALARM));
        lines.add(bar(board.page().isEmpty()
                ? "j k select   a acknowledge   e explain   r read again   ? keys   q quit"
                : "j k scroll   q back", Tone.FAINT));
        return lines;
    }

    private static String head(Board board) {
        var counts = Stream.of(Need.values()).map(need -> board.incidents().stream().filter(incident -> Need.of(
                incident) == need).count() + " " + need.word()).collect(Collectors.joining("   "));
        return "tocsin   " + counts;
    }

    private List<String> page(Board board, int room) {
        return board.page().stream().skip(board.top()).limit(room).map(line -> DisplayWidth.cut(Plain.clean(line),
                screen.width())).toList();
    }

    /** The part of the list around the selection. */
    private List<String> list(Board board, Instant now, int room) {
        if (board.incidents().isEmpty()) {
            return List.of("", bar("  no incidents", Tone.GOOD));
        }
        var lines = new ArrayList<String>();
        var selectedLine = 0;
        Optional<Need> group = Optional.empty();
        for (var incident : board.incidents()) {
            var need = Need.of(incident);
            if (group.filter(need::equals).isEmpty()) {
                lines.add(bar(need.word(), need == Need.UNACKNOWLEDGED ? Tone.ALARM : Tone.STRONG));
                group = Optional.of(need);
            }
            if (Board.id(incident).equals(board.selected())) {
                selectedLine = lines.size();
            }
            lines.add(row(board, incident, now));
        }
        var first = Math.clamp(selectedLine - room / 2L, 0, Math.max(0, lines.size() - room));
        return lines.subList(first, Math.min(lines.size(), first + room));
    }

    private String row(Board board, JsonNode incident, Instant now) {
        var isSelected = Board.id(incident).equals(board.selected());
        var severity = padded(Plain.text(incident.path("severity")), 5);
        var age = padded(Plain.age(incident.path("openedAt"), now), 6);
        var service = padded(Plain.text(incident.path("service")), SERVICE);
        var who = padded(who(incident), WHO);
        var next = padded(next(board, incident, now), NEXT);
        var left = screen.width() - 2 - (5 + 1) - (6 + 1) - (SERVICE + 1) - (WHO + 1) - (NEXT + 1);
        // Where the terminal is narrow, the deadline goes before the title does.
        var hasNext = left >= LEAST_TITLE;
        var title = DisplayWidth.cut(Plain.text(incident.path("title")), Math.max(0, hasNext ? left : left + NEXT + 1));
        var rest = " " + age + " " + service + " " + who + " " + (hasNext ? next + " " : "") + title;
        var whole = DisplayWidth.cut((isSelected ? "> " : "  ") + severity + rest, screen.width());
        if (isSelected) {
            return screen.paint(whole, Tone.STRONG);
        }
        var painted = 2 + severity.length();
        return whole.length() < painted
                ? whole
                : whole.substring(0, 2) + screen.paint(severity, Tone.ofRank(incident.path("severityRank").asInt()))
                        + whole.substring(painted);
    }

    private static String who(JsonNode incident) {
        return Stream.of("resolvedBy", "mitigatedBy", "acknowledgedBy", "commander").map(field -> Plain.text(incident
                .path(field))).filter(name -> !name.isEmpty()).findFirst().orElse(Need.of(
                        incident) == Need.UNACKNOWLEDGED ? "nobody" : "");
    }

    private static String next(Board board, JsonNode incident, Instant now) {
        return Optional.ofNullable(board.deadlines().get(Board.id(incident))).map(next -> next.text(now)).orElse(Plain
                .text(incident.path("suppressedBy")).isEmpty() ? "" : "suppressed");
    }

    private static String padded(String text, int width) {
        var cut = DisplayWidth.cut(text, width);
        return cut + " ".repeat(Math.max(0, width - DisplayWidth.of(cut)));
    }

    private String bar(String text, Tone tone) {
        return screen.paint(DisplayWidth.cut(Plain.clean(text), screen.width()), tone);
    }
}
