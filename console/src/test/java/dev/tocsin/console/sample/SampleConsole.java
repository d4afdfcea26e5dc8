package dev.tocsin.console.sample;

import java.time.Clock;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.runtime.setting.Settings;

/** Serves the page with made-up incidents, to look at it: {@code SampleConsole [port] [night|quiet|down|hostile|many|policy|month]}. */
public final class SampleConsole {

    private SampleConsole() {}

    public static void main(String[] arguments) throws InterruptedException {
        var port = arguments.length > 0 ? arguments[0] : "8090";
        var scene = arguments.length > 1 ? arguments[1] : "night";
        @SuppressWarnings("resource") // lives as long as the process
        var console = new ConsoleFixture(Settings.of(Map.of("http.port", port)), Clock.systemUTC());
        new Scenes(console, Clock.systemUTC().instant()).play(scene);
        Thread.currentThread().join();
    }
}
