package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.tocsin.standalone.channels.ChannelList;
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
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code tocsin channels}: the channels in force and what they deliver, those of a policy file, or the types. */
@Command(name = "channels", description = {
        "Lists the channels of the policy in force with what they delivered, through the console's API.",
        "With a policy file: lists its channels, where their secrets are read from, and the targets that use them.",
        "With --types: lists the types of channels with their settings. 'tocsin channel test' sends a test message.",
        "Exit status: 0 success, 1 the console refuses, 2 wrong usage, or errors in the policy file."})
public final class ChannelsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "POLICY", arity = "0..1", description = "Policy file.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--types", description = "Lists the types of channels with their settings.")
    private boolean types;

    @Mixin
    private ListOptions options;

    @Mixin
    private ConsoleOption console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        if (file.isPresent()) {
            var rows = ChannelList.of(Schedules.policy(file.get()).policy());
            print(out, rows, rows.stream().map(ChannelList.Row::text).toList());
            return 0;
        }
        if (types) {
            var all = ChannelList.types();
            print(out, all, all.stream().map(ChannelList.Type::text).toList());
            return 0;
        }
        var call = console.call();
        return options.print(Listings.CHANNELS, call, () -> read(call));
    }

    private static Listing.Found read(HttpCall call) throws InterruptedException, ListOptions.Refused {
        var channels = ListOptions.Refused.unless(call.get("/api/deliveries?limit=1")).body().path("channels");
        var refusing = ListOptions.Refused.unless(call.get("/api/status")).body().path("refusing").valueStream()
                .toList();
        return Listing.Found.of(channels.valueStream().map(channel -> with(channel, refusing)).toList(), List.of());
    }

    /** Says what its destinations refuse, which is what somebody has to do something about. */
    private static JsonNode with(JsonNode channel, List<JsonNode> refusing) {
        var row = (ObjectNode) channel.deepCopy();
        row.put("refusing", refusing.stream().filter(each -> Plain.text(each.path("channel")).equals(Plain.text(channel
                .path("channel")))).map(each -> Plain.text(each.path("destination")) + ": " + Plain.text(each.path(
                        "reason"))).collect(Collectors.joining("; ")));
        return row;
    }

    private void print(PrintWriter out, List<?> rows, List<String> texts) {
        if (options.form() == OutputForm.JSON) {
            out.println(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(
                    rows));
        } else {
            texts.forEach(out::println);
        }
        out.flush();
    }
}
