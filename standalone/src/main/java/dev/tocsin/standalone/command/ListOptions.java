package dev.tocsin.standalone.command;

import java.time.Clock;

import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.OutputForm;
import dev.tocsin.standalone.listing.View;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all lists have in common: {@code -o table|wide|json} and {@code --watch}. */
final class ListOptions {

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORM", defaultValue = "table", description = "table, wide (all columns) or json (default: ${DEFAULT-VALUE}).")
    private String form;

    @Option(names = {"-w",
            "--watch"}, description = "Shows the list again after each change, until Ctrl-C. With -o json: one line for each change.")
    private boolean watch;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Reads a list. */
    interface Reader {
        Listing.Found read() throws InterruptedException, Refused;
    }

    /** The service refused the request. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(HttpCall.Answer answer) {
            super(answer.problem());
        }

        /** Returns the answer unless it is refused. */
        static HttpCall.Answer unless(HttpCall.Answer answer) throws Refused {
            if (!answer.isGood()) {
                throw new Refused(answer);
            }
            return answer;
        }
    }

    /** Prints a list, with the exit status 0, or 1 if it cannot be read. */
    int print(View view, HttpCall service, Reader reader) throws InterruptedException {
        return print(view, service, reader, form());
    }

    /** Prints a list in a form that an older option asked for. */
    int print(View view, HttpCall service, Reader reader, OutputForm wanted) throws InterruptedException {
        try {
            if (watch) {
                new ListWatch(view, wanted, spec.commandLine()).run(service, reader);
                return 0;
            }
            print(view, reader.read(), wanted);
            return 0;
        } catch (Refused refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return 1;
        }
    }

    /** Prints what was read. */
    void print(View view, Listing.Found found, OutputForm wanted) {
        var out = spec.commandLine().getOut();
        view.lines(found, wanted, Terminal.of(spec.commandLine()), Clock.systemUTC().instant()).forEach(
                out::println);
        out.flush();
        found.notes().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }

    /** The form that is asked for. */
    OutputForm form() {
        return switch (form.toLowerCase(java.util.Locale.ROOT)) {
            case "table", "text" -> OutputForm.TABLE;
            case "wide" -> OutputForm.WIDE;
            case "json" -> OutputForm.JSON;
            default -> throw new picocli.CommandLine.ParameterException(spec.commandLine(), "there is no form '" + form
                    + "': use -o table, wide or json");
        };
    }

    /** Whether the list is shown again after each change. */
    boolean watches() {
        return watch;
    }
}
