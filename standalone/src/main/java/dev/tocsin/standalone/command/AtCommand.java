package dev.tocsin.standalone.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import dev.tocsin.standalone.listing.OutputForm;
import dev.tocsin.standalone.listing.Plain;
import dev.tocsin.standalone.listing.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin at}: open incidents, on-call and policy as they were at a time, through the console's API. */
@Command(name = "at", description = {
        "Shows open incidents, who was on call and the policy in force at a time in the past.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
public final class AtCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TIME", description = "Time, such as 2026-11-20T03:00:00Z.")
    private String time;

    @Option(names = "--json", description = "The same as -o json.")
    private boolean json;

    @Mixin
    private ListOptions options;

    @Mixin
    private ConsoleOption console;

    @Override
    public Integer call() throws InterruptedException {
        var at = Schedules.moment(time, ZoneOffset.UTC);
        var call = console.call();
        var form = json ? OutputForm.JSON : options.form();
        return options.print((found, wanted, screen, _) -> lines(found, wanted, screen, at), call, () -> {
            var answer = ListOptions.Refused.unless(Progress.during("reading the log", () -> call.get("/api/at?time="
                    + HttpCall.encoded(at.toString())))).body();
            return new Listing.Found(answer.path("incidents").valueStream().toList(), answer, List.of());
        }, form);
    }

    private static List<String> lines(Listing.Found found, OutputForm form, Screen screen, Instant at) {
        var board = found.json();
        if (form == OutputForm.JSON) {
            return List.of(JsonMapper.shared().writeValueAsString(board));
        }
        var lines = new ArrayList<String>();
        lines.add("policy " + Plain.text(board.path("policy")) + " version " + board.path("policyVersion").asInt());
        board.path("onCall").forEach(one -> lines.add("on call on " + Plain.text(one.path("schedule")) + ": " + Plain
                .list(one.path("people")) + " (" + Plain.text(one.path("by")) + ")"));
        lines.addAll(Listings.OPEN_INCIDENTS.lines(found, form, screen, at));
        if (!board.path("complete").asBoolean(true)) {
            lines.add("incomplete: part of the timeline could not be read");
        }
        return lines;
    }
}
