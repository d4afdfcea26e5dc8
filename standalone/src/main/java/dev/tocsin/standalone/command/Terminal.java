package dev.tocsin.standalone.command;

import java.io.IOException;
import java.util.Optional;

import dev.tocsin.standalone.listing.Screen;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine;

/** What the standard output of a command is: a terminal of some width, or a file or pipe. */
final class Terminal {

    private static final int USUAL_WIDTH = 80;

    private Terminal() {}

    /** Whether a person reads the output and types. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 has the console of before 22 again, which is null for a file or pipe
    static boolean isThere() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** What a command writes to; colours obey NO_COLOR. */
    static Screen of(CommandLine command) {
        return isThere() ? new Screen(width(), colours(command)) : new Screen(0, colours(command));
    }

    /**
     * Whether colours are shown: not when NO_COLOR is set to anything (no-color.org), not to a file or pipe unless
     * CLICOLOR_FORCE asks for it. Picocli knows these variables.
     */
    static boolean colours(CommandLine command) {
        return command.getColorScheme().ansi().enabled();
    }

    /**
     * The terminal itself, for keys and a screen that is drawn again. It is not asked what it makes of grapheme clusters: its
     * answer could arrive after the command has ended, in the shell.
     */
    static org.jline.terminal.Terminal open() throws IOException {
        return TerminalBuilder.builder().system(true).dumb(true).graphemeCluster(false).build();
    }

    /** Its width now. */
    static int width(org.jline.terminal.Terminal terminal) {
        var width = terminal.getSize().getColumns();
        return width > 0 ? width : USUAL_WIDTH;
    }

    /** The tocsin script tells it in COLUMNS, which costs less than asking the terminal. */
    private static int width() {
        return Optional.ofNullable(System.getenv("COLUMNS")).filter(it -> it.matches("[1-9][0-9]{0,3}")).map(
                Integer::valueOf).orElseGet(Terminal::measured);
    }

    private static int measured() {
        try (var terminal = open()) {
            return width(terminal);
        } catch (IOException unknown) {
            return USUAL_WIDTH;
        }
    }
}
