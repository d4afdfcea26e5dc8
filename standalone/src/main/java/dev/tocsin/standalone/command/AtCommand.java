package dev.tocsin.standalone.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin at}: open incidents, on-call and policy as they were at a time, through the console's API. */
@Command(name = "at", description = {
        "Shows open incidents, who was on call and the policy in force at a time in the past.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
public final class AtCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TIME", description = "Time, such as 2026-11-20T03:00:00Z.")
    private String time;

    @Option(names = "--json", description = "Prints the API's JSON.")
    private boolean json;

    @Mixin
    private ConsoleOption console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var at = Schedules.moment(time, ZoneOffset.UTC);
        var answer = console.call().send("GET", "/api/at?time=" + URLEncoder.encode(at
                .toString(), StandardCharsets.UTF_8), Optional.empty());
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.problem());
            return 1;
        }
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(answer.body()));
        } else {
            var board = answer.body();
            out.printf("policy %s version %d%n", plain(board.path("policy")), board.path("policyVersion").asInt());
            board.path("onCall").forEach(one -> out.printf("on call on %s: %s (%s)%n", plain(one.path("schedule")), one
                    .path("people").valueStream().map(AtCommand::plain).collect(Collectors.joining(", ")), plain(one
                            .path("by"))));
            var incidents = new ArrayList<JsonNode>();
            board.path("incidents").forEach(incidents::add);
            if (incidents.isEmpty()) {
                out.println("no open incidents");
            } else {
                IncidentTable.print(incidents, at, out);
            }
            if (!board.path("complete").asBoolean(true)) {
                out.println("incomplete: part of the timeline could not be read");
            }
        }
        out.flush();
        return 0;
    }

    /** Text of strangers must not steer a terminal. */
    private static String plain(JsonNode text) {
        return text.asString("").replaceAll("\\p{Cntrl}", " ");
    }
}
