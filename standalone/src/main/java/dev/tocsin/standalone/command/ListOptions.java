package dev.tocsin.standalone.command;

import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.OutputForm;
import dev.tocsin.standalone.listing.View;
import picocli.CommandLine.Option;

/** What all lists of a service have in common: {@code -o table|wide|json} and {@code --watch}. */
final class ListOptions extends OutputOption {

    @Option(names = {"-w",
            "--watch"}, description = "Shows the list again after each change, until Ctrl-C. With -o json: one line for each change.")
    private boolean watch;

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
                new ListWatch(view, wanted, command()).run(service, reader);
                return 0;
            }
            print(view, reader.read(), wanted);
            return 0;
        } catch (Refused refused) {
            command().getErr().println(refused.getMessage());
            return 1;
        }
    }

    /** Whether the list is shown again after each change. */
    boolean watches() {
        return watch;
    }
}
