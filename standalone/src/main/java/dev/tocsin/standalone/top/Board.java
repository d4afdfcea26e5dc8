package dev.tocsin.standalone.top;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.standalone.listing.NextDeadline;
import dev.tocsin.standalone.listing.Plain;
import tools.jackson.databind.JsonNode;

/**
 * What the board shows.
 *
 * @param incidents
 *            by need, then worst first, then oldest first
 * @param deadlines
 *            what incidents wait for next, by ID, as far as that is known
 * @param selected
 *            ID; empty if there is no incident
 * @param page
 *            text that covers the list, such as an explanation; empty for the list
 * @param top
 *            number of its first line that is shown
 * @param message
 *            what came of the last key; empty if there is nothing to say
 * @param problem
 *            why the board may not be current; empty if it is
 */
public record Board(List<JsonNode> incidents, Map<String, NextDeadline> deadlines, String selected, List<String> page,
        int top, String message, String problem) {

    /** Nothing was read yet. */
    public static final Board EMPTY = new Board(List.of(), Map.of(), "", List.of(), 0, "reading ...", "");

    private static final int PAGE = 10;
    private static final List<String> HELP = List.of("keys", "", "  j, k, arrows     select",
            "  g, G             first, last",
            "  a                acknowledge", "  e, Enter         explain: why it paged, or did not",
            "  r                read again", "  Esc              back to the list", "  q                quit");

    public Board {
        incidents = List.copyOf(incidents);
        deadlines = Map.copyOf(deadlines);
        page = List.copyOf(page);
    }

    /** What a key asks of the world outside. */
    public sealed interface Asked {

        /** Nothing. */
        record Nothing() implements Asked {}

        /** To acknowledge an incident. */
        record Acknowledge(String id) implements Asked {}

        /** To explain an incident. */
        record Explain(String id) implements Asked {}

        /** To read everything again. */
        record Read() implements Asked {}

        /** To end. */
        record Quit() implements Asked {}
    }

    /** The board after a key, and what has to be done. */
    public record Step(Board board, Asked asked) {}

    /** With what was read. The selection stays with its incident; if that is gone, it goes to the one at its place. */
    public Board with(List<JsonNode> read, Map<String, NextDeadline> next) {
        var sorted = Folding.of(read).stream().sorted(Comparator.comparing(Need::of).thenComparingInt(
                incident -> incident
                        .path(
                                "severityRank").asInt()).thenComparing(incident -> Plain.text(incident.path(
                                        "openedAt")))
                .thenComparing(
                        incident -> Plain.text(incident.path("id")))).toList();
        var place = Math.max(0, place());
        var stays = sorted.stream().anyMatch(incident -> id(incident).equals(selected));
        var now = stays
                ? selected
                : sorted.isEmpty() ? "" : id(sorted.get(Math.min(place, sorted.size() - 1)));
        return new Board(sorted, next, now, page, top, message.equals(EMPTY.message) ? "" : message, "");
    }

    /** With a message about the last key. */
    public Board saying(String text) {
        return new Board(incidents, deadlines, selected, page, top, text, problem);
    }

    /** With why it may not be current. */
    public Board troubled(String why) {
        return new Board(incidents, deadlines, selected, page, top, message, why);
    }

    /** With a text over the list. */
    public Board showing(List<String> lines) {
        return new Board(incidents, deadlines, selected, lines, 0, "", problem);
    }

    /** What a key does. */
    public Step press(Key key) {
        return switch (key) {
            case UP -> moved(-1);
            case DOWN -> moved(1);
            case PAGE_UP -> moved(-PAGE);
            case PAGE_DOWN -> moved(PAGE);
            case FIRST -> moved(-Integer.MAX_VALUE / 2);
            case LAST -> moved(Integer.MAX_VALUE / 2);
            case OPEN -> onSelected("there is nothing to explain", incident -> new Asked.Explain(id(incident)));
            case ACKNOWLEDGE -> acknowledge();
            case REFRESH -> new Step(this, new Asked.Read());
            case HELP -> quietly(showing(HELP));
            case BACK -> quietly(showing(List.of()));
            case QUIT -> page.isEmpty() ? new Step(this, new Asked.Quit()) : quietly(showing(List.of()));
            case NONE -> quietly(this);
        };
    }

    private Step acknowledge() {
        return onSelected("there is nothing to acknowledge", incident -> Need.of(incident) == Need.UNACKNOWLEDGED
                ? new Asked.Acknowledge(id(incident))
                : new Asked.Nothing());
    }

    private Step onSelected(String otherwise, Function<JsonNode, Asked> what) {
        var asked = selection().map(what).orElse(new Asked.Nothing());
        return asked instanceof Asked.Nothing
                ? quietly(saying(selection().map(incident -> "it is " + Need.of(incident).word()).orElse(otherwise)))
                : new Step(this, asked);
    }

    private Step moved(int by) {
        if (!page.isEmpty()) {
            var to = Math.clamp((long) top + by, 0, Math.max(0, page.size() - 1));
            return quietly(new Board(incidents, deadlines, selected, page, to, message, problem));
        }
        if (incidents.isEmpty()) {
            return quietly(this);
        }
        var to = Math.clamp((long) place() + by, 0, incidents.size() - 1);
        return quietly(new Board(incidents, deadlines, id(incidents.get(to)), page, top, "", problem));
    }

    private static Step quietly(Board board) {
        return new Step(board, new Asked.Nothing());
    }

    /** Place of the selection in the list; -1 if there is none. */
    int place() {
        for (var place = 0; place < incidents.size(); place++) {
            if (id(incidents.get(place)).equals(selected)) {
                return place;
            }
        }
        return -1;
    }

    private Optional<JsonNode> selection() {
        return incidents.stream().filter(incident -> id(incident).equals(selected)).findFirst();
    }

    static String id(JsonNode incident) {
        return Plain.text(incident.path("id"));
    }
}
