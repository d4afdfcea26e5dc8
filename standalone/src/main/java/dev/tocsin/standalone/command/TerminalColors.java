package dev.tocsin.standalone.command;

import picocli.CommandLine;

/** Red output for problems, if the terminal supports colours and NO_COLOR is not set. */
record TerminalColors(boolean colours) {

    static TerminalColors of(CommandLine command) {
        return new TerminalColors(command.getColorScheme().ansi().enabled());
    }

    String red(String text) {
        return colours ? "\u001B[31m" + text + "\u001B[0m" : text;
    }
}
