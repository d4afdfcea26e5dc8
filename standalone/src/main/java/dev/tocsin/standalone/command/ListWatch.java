package dev.tocsin.standalone.command;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.OutputForm;
import dev.tocsin.standalone.listing.Screen;
import dev.tocsin.standalone.listing.View;
import picocli.CommandLine;

/** Shows a list again after each change: in place on a terminal, else below what was shown before. */
final class ListWatch {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final String HOME = "\u001B[H";
    private static final String CLEAR = "\u001B[2J";
    private static final String CLEAR_LINE = "\u001B[K";
    private static final String CLEAR_BELOW = "\u001B[J";

    private final View view;
    private final OutputForm form;
    private final CommandLine command;
    private final boolean redraws;

    ListWatch(View view, OutputForm form, CommandLine command) {
        this.view = view;
        this.form = form;
        this.command = command;
        this.redraws = form != OutputForm.JSON && Terminal.isThere();
    }

    /**
     * Runs until the process is interrupted. A service that was there and is away is waited for.
     *
     * @throws ListOptions.Refused
     *             when the service refuses the request
     */
    void run(HttpCall service, ListOptions.Reader reader) throws InterruptedException, ListOptions.Refused {
        if (!redraws) {
            run(service, reader, () -> Terminal.of(command));
            return;
        }
        try (var terminal = Terminal.open()) {
            run(service, reader, () -> new Screen(Terminal.width(terminal), Terminal.colours(command)));
        } catch (IOException broken) {
            throw new SettingsException("the terminal cannot be used: " + broken.getMessage(), broken);
        }
    }

    private void run(HttpCall service, ListOptions.Reader reader, Supplier<Screen> screen)
            throws InterruptedException, ListOptions.Refused {
        var shown = "";
        try (var changes = ChangeStream.of(service)) {
            while (!Thread.currentThread().isInterrupted()) {
                String text;
                try {
                    text = text(reader.read(), screen.get());
                } catch (SettingsException away) {
                    if (shown.isEmpty()) {
                        throw away;
                    }
                    text = form == OutputForm.JSON ? shown : away.getMessage() + end();
                }
                if (!text.equals(shown)) {
                    show(text, shown.isEmpty());
                    shown = text;
                }
                changes.await(EVERY);
            }
        }
    }

    private void show(String text, boolean isFirst) {
        var out = command.getOut();
        if (redraws) {
            out.print((isFirst ? CLEAR : "") + HOME + text + CLEAR_BELOW);
        } else {
            out.print(isFirst || form == OutputForm.JSON ? text : System.lineSeparator() + text);
        }
        out.flush();
    }

    private String text(Listing.Found found, Screen screen) {
        var text = new StringBuilder();
        view.lines(found, form, screen, Clock.systemUTC().instant()).forEach(line -> text.append(line)
                .append(end()));
        if (form != OutputForm.JSON) {
            found.notes().forEach(note -> text.append(note).append(end()));
        }
        return text.toString();
    }

    private String end() {
        return (redraws ? CLEAR_LINE : "") + System.lineSeparator();
    }
}
