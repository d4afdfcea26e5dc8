package dev.tocsin.standalone.command;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.settings.SettingsReport;
import dev.tocsin.standalone.settings.SettingsReport.Line;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin settings}: every setting with its value and what it does. */
@Command(name = "settings", description = {"Lists all settings with their values and defaults; hides secrets.",
        "Takes settings from the environment, --settings and --set like every other command."})
public final class SettingsCommand implements Callable<Integer> {

    private enum Format {
        TEXT, JSON
    }

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "${COMPLETION-CANDIDATES}; case-insensitive (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var lines = SettingsReport.of(options.settings(Map.of()));
        var out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> lines.forEach(line -> out.print(text(line)));
            case JSON -> out.println(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                    .writeValueAsString(lines));
        }
        out.flush();
        return 0;
    }

    private static String text(Line line) {
        return line.name() + value(line) + System.lineSeparator() + "    " + line.sentence().replace("`", "") + System
                .lineSeparator();
    }

    private static String value(Line line) {
        if (line.isSet()) {
            return " = " + line.value() + (line.standard().isEmpty() ? "" : "   (default: " + line.standard() + ")");
        }
        return line.value().isEmpty() ? "   (" + line.standard() + ")" : " = " + line.value() + "   (default)";
    }
}
