package dev.tocsin.standalone.command;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import dev.tocsin.standalone.listing.OutputForm;
import dev.tocsin.standalone.top.Board;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin top}: the board, live in the terminal. */
@Command(name = "top", description = {
        "Shows open incidents live, grouped by what they need: unacknowledged, acknowledged, mitigated, resolved in the last hour.",
        "Keys: j and k select, a acknowledges, e explains, q quits. Not in a terminal, it prints the board once.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
public final class TopCommand implements Callable<Integer> {

    @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Your name, for acknowledging (default: ${DEFAULT-VALUE}).")
    private String by;

    @Mixin
    private ConsoleOption console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var desk = new TopDesk(console.call(), by, Clock.systemUTC());
        if (!Terminal.isThere()) {
            return once(desk);
        }
        try (var terminal = Terminal.open(); var changes = ChangeStream.of(console.call())) {
            new TopLoop(desk, terminal, changes, Terminal.colours(spec.commandLine()), Clock.systemUTC()).run();
            return 0;
        } catch (IOException broken) {
            throw new SettingsException("the terminal cannot be used: " + broken.getMessage(), broken);
        }
    }

    private int once(TopDesk desk) throws InterruptedException {
        try {
            var board = desk.read().on(Board.EMPTY);
            var out = spec.commandLine().getOut();
            Listings.INCIDENTS.lines(Listing.Found.of(board.incidents(), List.of()), OutputForm.TABLE,
                    Terminal.of(spec.commandLine()), Clock.systemUTC().instant()).forEach(out::println);
            out.flush();
            return 0;
        } catch (ListOptions.Refused refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return 1;
        }
    }
}
