package dev.tocsin.standalone.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import dev.tocsin.standalone.listing.Plain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is on call by the policy in force, through the console's API. */
final class OnCallList {

    private static final String PATH = "/api/oncall";

    private final HttpCall console;

    OnCallList(HttpCall console) {
        this.console = console;
    }

    /** Prints who is on call now, and who is next. */
    int print(ListOptions options) throws InterruptedException {
        return options.print(Listings.ON_CALL, console, () -> {
            var answer = ListOptions.Refused.unless(console.get(PATH)).body();
            return new Listing.Found(answer.path("schedules").valueStream().map(schedule -> row(schedule, Instant.parse(
                    answer.path("at").asString()))).toList(), answer, List.of());
        });
    }

    /** Prints who is on call at another time: by the shifts ahead, or by the log. */
    int print(ListOptions options, Instant at) throws InterruptedException {
        return options.print(Listings.ON_CALL, console, () -> {
            var answer = ListOptions.Refused.unless(console.get(PATH)).body();
            if (at.isBefore(Instant.parse(answer.path("at").asString()))) {
                var past = ListOptions.Refused.unless(Progress.during("reading the log", () -> console.get(
                        "/api/at?time=" + HttpCall.encoded(at.toString())))).body();
                return Listing.Found.of(past.path("onCall").valueStream().toList(), past.path("complete").asBoolean(
                        true) ? List.of() : List.of("incomplete: part of the log could not be read"));
            }
            return Listing.Found.of(answer.path("schedules").valueStream().map(schedule -> row(schedule, at)).toList(),
                    List.of());
        });
    }

    /** Prints the overrides and swaps that are set or were. */
    int changes(ListOptions options) throws InterruptedException {
        return options.print(Listings.ON_CALL_CHANGES, console, () -> Listing.Found.of(ListOptions.Refused.unless(
                console.get(PATH)).body().path("changes").valueStream().toList(), List.of()));
    }

    /** A schedule at a moment, with when that ends and who is next. */
    static JsonNode row(JsonNode schedule, Instant at) {
        var shifts = schedule.path("shifts").valueStream().toList();
        var current = shifts.stream().filter(shift -> holds(shift, at)).findFirst();
        var row = JsonMapper.shared().createObjectNode();
        row.put("name", Plain.text(schedule.path("name")));
        row.put("zone", Plain.text(schedule.path("zone")));
        row.set("now", current.map(shift -> shift.path("people")).orElse(schedule.path("now")));
        row.put("by", current.map(shift -> by(shift)).orElse(Plain.text(schedule.path("by"))));
        current.flatMap(shift -> Plain.instant(shift.path("to"))).ifPresent(end -> {
            var next = shifts.stream().filter(shift -> holds(shift, end)).findFirst();
            next.ifPresent(shift -> {
                row.put("until", end.truncatedTo(ChronoUnit.SECONDS).toString());
                row.put("then", people(shift));
            });
        });
        return row;
    }

    private static String by(JsonNode shift) {
        return "LAYER".equals(Plain.text(shift.path("why")))
                ? "layer " + Plain.text(shift.path("layer"))
                : Plain.word(shift.path("why"));
    }

    private static String people(JsonNode shift) {
        return Optional.of(Plain.list(shift.path("people"))).filter(text -> !text.isEmpty()).orElse("nobody");
    }

    private static boolean holds(JsonNode shift, Instant at) {
        return Plain.instant(shift.path("from")).filter(from -> !from.isAfter(at)).isPresent() && Plain.instant(shift
                .path("to")).filter(at::isBefore).isPresent();
    }
}
