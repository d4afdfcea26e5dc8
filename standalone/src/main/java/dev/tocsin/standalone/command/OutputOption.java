package dev.tocsin.standalone.command;

import java.time.Clock;
import java.util.Locale;

import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.OutputForm;
import dev.tocsin.standalone.listing.View;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The form of a list: {@code -o table|wide|json}. */
class OutputOption {

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORM", defaultValue = "table", description = "table, wide (all columns) or json (default: ${DEFAULT-VALUE}).")
    private String form;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Prints what was read. */
    void print(View view, Listing.Found found, OutputForm wanted) {
        var out = command().getOut();
        view.lines(found, wanted, Terminal.of(command()), Clock.systemUTC().instant()).forEach(
                out::println);
        out.flush();
        found.notes().forEach(command().getErr()::println);
        command().getErr().flush();
    }

    /** The form that is asked for. */
    OutputForm form() {
        return switch (form.toLowerCase(Locale.ROOT)) {
            case "table", "text" -> OutputForm.TABLE;
            case "wide" -> OutputForm.WIDE;
            case "json" -> OutputForm.JSON;
            default -> throw new CommandLine.ParameterException(command(), "there is no form '" + form
                    + "': use -o table, wide or json");
        };
    }

    /** The command that lists. */
    final CommandLine command() {
        return spec.commandLine();
    }
}
