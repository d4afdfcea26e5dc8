package dev.tocsin.standalone.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import dev.tocsin.standalone.listing.OutputForm;
import dev.tocsin.standalone.listing.Plain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tocsin silences} and {@code tocsin silence add|preview|expire}: keeps alerts quiet for a while, through the console's API. */
@Command(name = "silence", description = {
        "Lists silences and maintenance windows, or sets, previews and ends one, through the console's API. 'silence' and 'silences' are the same.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN."}, synopsisSubcommandLabel = "[list|add|preview|expire]")
public final class SilenceCommand implements Callable<Integer> {

    private static final String PATH = "/api/silences";

    @Mixin
    private ConsoleOption console;

    @Mixin
    private ListOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return listed(options, false);
    }

    @Command(name = "add", description = "Creates a silence, or with --maintenance a maintenance window.")
    int add(@Mixin SilenceTerms terms) throws InterruptedException {
        var answer = call("POST", PATH, Optional.of(terms.body()));
        if (!answer.isGood()) {
            return failed(answer);
        }
        var set = answer.body().path("silence");
        spec.commandLine().getOut().printf("%s, until %s%n", set.path("id").asString(), set.path("endsAt").asString());
        said(answer.body());
        return 0;
    }

    @Command(name = "preview", description = "Shows what a silence would hide now and would have hidden lately, and sets none.")
    int preview(@Mixin SilenceTerms terms,
            @Option(names = "--past", paramLabel = "DURATION", defaultValue = "7d", description = "How far to look back, at most 31d (default: ${DEFAULT-VALUE}).") String past,
            @Mixin ListOptions shown) throws InterruptedException {
        var answer = call("POST", PATH + "/preview?past=" + HttpCall.encoded(past), Optional.of(terms.body()));
        if (!answer.isGood()) {
            return failed(answer);
        }
        if (shown.form() == OutputForm.JSON) {
            spec.commandLine().getOut().println(answer.text());
            return 0;
        }
        said(answer.body());
        var hidden = answer.body().path("incidents").valueStream().toList();
        if (!hidden.isEmpty()) {
            shown.print(Listings.HIDDEN, Listing.Found.of(hidden, List.of()), shown.form());
        }
        if (answer.body().path("past").isObject()) {
            lately(answer.body().path("past"), past, shown);
        }
        return 0;
    }

    private void lately(JsonNode past, String length, ListOptions shown) {
        var out = spec.commandLine().getOut();
        if (past.path("firings").asInt() == 0) {
            out.printf("would have hidden no alerts in the last %s%n", length);
        } else {
            out.printf("would have hidden %d firings of %d alerts in the last %s%n", past.path("firings").asInt(), past
                    .path("alerts").asInt(), length);
            out.printf(
                    "would have paged nobody for %d of the %d incidents that these alerts belong to (pages sent: %d)%n",
                    past.path("unseen").asInt(), past.path("touched").asInt(), past.path("pages").asInt());
        }
        out.flush();
        var incidents = past.path("incidents").valueStream().toList();
        if (!incidents.isEmpty()) {
            shown.print(Listings.WOULD_HAVE_HIDDEN, Listing.Found.of(incidents, List.of()), shown.form());
        }
        if (!past.path("complete").asBoolean()) {
            spec.commandLine().getErr().println("warning: the log was read back to " + Plain.text(past.path("from"))
                    + " only; these figures are too low");
        }
    }

    @Command(name = "list", description = "Lists active and pending silences.")
    int list(@Option(names = "--all", description = "Also lists expired silences.") boolean all,
            @Mixin ListOptions shown) throws InterruptedException {
        return listed(shown, all);
    }

    @Command(name = "expire", aliases = "end", description = "Ends a silence now.")
    int expire(@Parameters(paramLabel = "ID", description = "ID of the silence, or the beginning of its ID.") String id)
            throws InterruptedException {
        var whole = whole(id);
        var answer = call("DELETE", PATH + "/" + HttpCall.encoded(whole), Optional.empty());
        if (!answer.isGood()) {
            return failed(answer);
        }
        spec.commandLine().getOut().println("ended: " + whole);
        return 0;
    }

    private int listed(ListOptions shown, boolean all) throws InterruptedException {
        var call = console.call();
        return shown.print(Listings.SILENCES, call, () -> Listing.Found.of(ListOptions.Refused.unless(call.get(PATH))
                .body().path("silences").valueStream().filter(silence -> all || !isExpired(silence)).toList(), List
                        .of()));
    }

    /** The one ID that begins so; else what was typed, for the console to judge. */
    private String whole(String typed) throws InterruptedException {
        var matching = call("GET", PATH, Optional.empty()).body().path("silences").valueStream().filter(
                silence -> !isExpired(silence)).map(silence -> Plain.text(silence.path("id"))).filter(id -> id
                        .startsWith(typed)).toList();
        if (matching.size() > 1 && !matching.contains(typed)) {
            throw new SettingsException("'" + typed + "' can be several silences; name one of them:" + System
                    .lineSeparator() + matching.stream().map(id -> "  tocsin silence expire " + id).collect(Collectors
                            .joining(System.lineSeparator())));
        }
        return matching.size() == 1 ? matching.getFirst() : typed;
    }

    private static boolean isExpired(JsonNode silence) {
        return Plain.text(silence.path("state")).equals("expired");
    }

    private void said(JsonNode impact) {
        var out = spec.commandLine().getOut();
        var hides = impact.path("hides").asInt();
        if (hides > 0) {
            out.printf("hides %d alerts of %d of %d open incidents now, the worst with severity %s%n", impact.path(
                    "hidesAlerts").asInt(), hides, impact.path("lookedAt").asInt(), Plain.text(impact.path(
                            "worstHidden")));
        } else {
            out.println("hides no alerts of open incidents now");
        }
        if (impact.path("notLookedAt").asInt() > 0) {
            out.printf("open incidents whose alerts are not in the console's memory: %d%n", impact.path("notLookedAt")
                    .asInt());
        }
        out.flush();
        impact.path("warnings").forEach(warning -> spec.commandLine().getErr().println("warning: " + Plain.text(
                warning)));
    }

    private HttpCall.Answer call(String method, String path, Optional<Object> body) throws InterruptedException {
        return console.call().send(method, path, body);
    }

    private int failed(HttpCall.Answer answer) {
        spec.commandLine().getErr().println(answer.problem());
        return 1;
    }
}
