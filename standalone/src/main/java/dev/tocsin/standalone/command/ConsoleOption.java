package dev.tocsin.standalone.command;

import java.net.URI;

import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Option {@code --console} of commands that go through the console's API, and of their subcommands. */
final class ConsoleOption {

    /** Holds the console's token. */
    static final String TOKEN = "TOCSIN_CONSOLE_TOKEN";

    @Option(names = "--console", scope = ScopeType.INHERIT, defaultValue = "http://127.0.0.1:"
            + Ports.CONSOLE, description = "Address of the console (default: ${DEFAULT-VALUE}).")
    private URI url;

    /** Requests to the console. */
    HttpCall call() {
        return new HttpCall(url, TOKEN);
    }
}
