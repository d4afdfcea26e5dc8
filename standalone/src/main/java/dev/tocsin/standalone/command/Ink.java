package dev.tocsin.standalone.command;

import picocli.CommandLine;

/** Red for what is wrong, where the terminal shows colours and nobody forbade them (NO_COLOR). */
record Ink(boolean colours) {

    static Ink of(CommandLine command) {
        return new Ink(command.getColorScheme().ansi().enabled());
    }

    String red(String text) {
        return colours ? "\u001B[31m" + text + "\u001B[0m" : text;
    }
}
