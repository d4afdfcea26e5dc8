package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.channels.ChannelList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin channels}: the types of channels, or the channels of a policy. */
@Command(name = "channels", description = {"Lists the types of channels with their settings.",
        "With a policy: lists its channels, where their secrets are read from, and the targets that use them.",
        "'tocsin channel test' sends a test message."})
public final class ChannelsCommand implements Callable<Integer> {

    private enum Format {
        TEXT, JSON
    }

    @Parameters(paramLabel = "POLICY", arity = "0..1", description = "Policy file.")
    private Optional<Path> file;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "${COMPLETION-CANDIDATES}; case-insensitive (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (file.isPresent()) {
            var rows = ChannelList.of(Schedules.policy(file.get()).policy());
            print(out, rows, rows.stream().map(ChannelList.Row::text).toList());
        } else {
            var types = ChannelList.types();
            print(out, types, types.stream().map(ChannelList.Type::text).toList());
        }
        out.flush();
        return 0;
    }

    private void print(PrintWriter out, List<?> rows, List<String> texts) {
        switch (format) {
            case TEXT -> texts.forEach(out::println);
            case JSON -> out.println(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                    .writeValueAsString(rows));
        }
    }
}
