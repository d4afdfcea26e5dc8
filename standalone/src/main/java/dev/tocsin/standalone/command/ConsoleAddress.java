package dev.tocsin.standalone.command;

import java.net.URI;

import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Option;

/** Option {@code --console} of a command whose subcommands have one of their own, so that they do not inherit it. */
final class ConsoleAddress {

    @Option(names = "--console", defaultValue = "http://127.0.0.1:"
            + Ports.CONSOLE, description = "Address of the console (default: ${DEFAULT-VALUE}).")
    private URI url;

    /** Requests to the console. */
    HttpCall call() {
        return new HttpCall(url, ConsoleOption.TOKEN);
    }
}
