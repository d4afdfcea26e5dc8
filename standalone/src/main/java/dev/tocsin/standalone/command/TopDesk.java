package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.standalone.listing.NextDeadline;
import dev.tocsin.standalone.listing.Plain;
import dev.tocsin.standalone.top.Board;
import tools.jackson.databind.JsonNode;

/** What the board asks of the console. */
final class TopDesk {

    private static final int DETAILED = 60;
    private static final Duration SHOWN = Duration.ofHours(1);

    private final HttpCall console;
    private final String by;
    private final Clock clock;

    /**
     * @param by
     *            who acknowledges
     */
    TopDesk(HttpCall console, String by, Clock clock) {
        this.console = console;
        this.by = by;
        this.clock = clock;
    }

    /** What is now. */
    record Read(List<JsonNode> incidents, Map<String, NextDeadline> deadlines) {

        Board on(Board board) {
            return board.with(incidents, deadlines);
        }
    }

    /** Reads open incidents and those that were resolved lately. Deadlines are read for the worst ones only. */
    Read read() throws InterruptedException, ListOptions.Refused {
        var now = clock.instant();
        var open = incidents("/api/incidents?limit=500&state=open");
        var over = incidents("/api/incidents?limit=100&state=resolved").filter(incident -> Plain.instant(incident.path(
                "resolvedAt")).filter(now.minus(SHOWN)::isBefore).isPresent()).toList();
        Map<String, NextDeadline> deadlines = new HashMap<>();
        var listed = open.toList();
        for (var incident : listed.stream().limit(DETAILED).toList()) {
            var id = Plain.text(incident.path("id"));
            NextDeadline.of(console.get("/api/incidents/" + HttpCall.encoded(id)).body(), now).ifPresent(
                    next -> deadlines.put(id, next));
        }
        return new Read(Stream.concat(listed.stream(), over.stream()).toList(), deadlines);
    }

    private Stream<JsonNode> incidents(String path) throws InterruptedException, ListOptions.Refused {
        return ListOptions.Refused.unless(console.get(path)).body().path("incidents").valueStream();
    }

    /** Acknowledges an incident, and says what came of it. */
    String acknowledge(String id) throws InterruptedException {
        var answer = console.send("POST", "/api/incidents/" + HttpCall.encoded(id) + "/acknowledge?wait=5s", Optional
                .of(Map.of("actor", by)));
        return answer.isGood() ? "acknowledged by " + by : answer.problem();
    }

    /** The chain of decisions about an incident. */
    List<String> explain(String id) throws InterruptedException {
        var answer = console.get("/api/explain/incidents/" + HttpCall.encoded(id));
        if (!answer.isGood()) {
            return List.of(answer.problem());
        }
        var text = new StringWriter();
        var writer = new PrintWriter(text);
        new ExplanationText(writer, false).chain(answer.body());
        writer.flush();
        return text.toString().lines().toList();
    }
}
