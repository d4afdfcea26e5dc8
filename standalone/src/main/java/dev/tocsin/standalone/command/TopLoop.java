package dev.tocsin.standalone.command;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.listing.Screen;
import dev.tocsin.standalone.top.Board;
import dev.tocsin.standalone.top.Board.Asked;
import dev.tocsin.standalone.top.BoardScreen;
import dev.tocsin.standalone.top.Key;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** Runs the board in a terminal: one thread reads keys and draws, others ask the console and hand in what changes. */
final class TopLoop {

    private static final long KEY_WAIT_MILLIS = 100;
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final String HOME = "\u001B[H";
    private static final String CLEAR_LINE = "\u001B[K";
    private static final String CLEAR_BELOW = "\u001B[J";

    private final TopDesk desk;
    private final Terminal terminal;
    private final ChangeStream changes;
    private final boolean colours;
    private final Clock clock;
    private final BlockingQueue<UnaryOperator<Board>> changed = new LinkedBlockingQueue<>();

    private Board board = Board.EMPTY;
    private String drawn = "";

    TopLoop(TopDesk desk, Terminal terminal, ChangeStream changes, boolean colours, Clock clock) {
        this.desk = desk;
        this.terminal = terminal;
        this.changes = changes;
        this.colours = colours;
        this.clock = clock;
    }

    /** Runs until a key quits it. */
    void run() throws IOException, InterruptedException {
        var before = terminal.enterRawMode();
        var raw = terminal.getAttributes();
        raw.setLocalFlag(LocalFlag.ISIG, false); // Ctrl-C is a key: the screen has to be left as it was
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        var reader = Thread.ofVirtual().start(this::readAgainAndAgain);
        try {
            while (step()) {
                draw();
            }
        } finally {
            reader.interrupt();
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.exit_ca_mode);
            terminal.setAttributes(before);
            terminal.flush();
        }
    }

    /** Whether it goes on. */
    private boolean step() throws IOException {
        for (var change = changed.poll(); change != null; change = changed.poll()) {
            board = change.apply(board);
        }
        draw();
        var sent = keys();
        if (sent == null) {
            return false;
        }
        for (var key : Key.read(sent)) {
            var step = board.press(key);
            board = step.board();
            switch (step.asked()) {
                case Asked.Nothing() -> {
                }
                case Asked.Quit() -> {
                    return false;
                }
                case Asked.Read() -> aside(() -> desk.read()::on);
                case Asked.Acknowledge(var id) -> {
                    board = board.saying("acknowledging ...");
                    aside(() -> {
                        var said = desk.acknowledge(id);
                        var read = desk.read();
                        return now -> read.on(now).saying(said);
                    });
                }
                case Asked.Explain(var id) -> {
                    board = board.saying("reading the log ...");
                    aside(() -> {
                        var lines = desk.explain(id);
                        return now -> now.showing(lines);
                    });
                }
            }
        }
        return true;
    }

    /** What was typed: empty after a while without a key; null once the terminal is gone. */
    private String keys() throws IOException {
        var reader = terminal.reader();
        var first = reader.read(KEY_WAIT_MILLIS);
        if (first == NonBlockingReader.EOF) {
            return null;
        }
        var sent = new StringBuilder();
        for (var next = first; next >= 0; next = reader.read(1)) {
            sent.append((char) next);
        }
        return sent.toString();
    }

    private void draw() {
        var size = terminal.getSize();
        var screen = new Screen(size.getColumns() > 0 ? size.getColumns() : 80, colours);
        var lines = new BoardScreen(screen, size.getRows() > 0 ? size.getRows() : 24).lines(board, clock.instant());
        var text = HOME + String.join(CLEAR_LINE + "\r\n", lines) + CLEAR_LINE + CLEAR_BELOW;
        if (!text.equals(drawn)) {
            terminal.writer().print(text);
            terminal.flush();
            drawn = text;
        }
    }

    private void readAgainAndAgain() {
        try {
            while (true) {
                handIn(() -> desk.read()::on);
                changes.await(EVERY);
            }
        } catch (InterruptedException _) {
            // The board was left.
        }
    }

    /** Asks the console while keys are still heard. */
    private interface Question {
        UnaryOperator<Board> answer() throws InterruptedException, ListOptions.Refused;
    }

    private void aside(Question question) {
        Thread.ofVirtual().start(() -> {
            try {
                handIn(question);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void handIn(Question question) throws InterruptedException {
        try {
            changed.add(question.answer());
        } catch (ListOptions.Refused | SettingsException failed) {
            changed.add(now -> now.saying("").troubled(failed.getMessage()));
        }
    }
}
