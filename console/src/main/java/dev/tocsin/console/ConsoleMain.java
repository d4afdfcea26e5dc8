package dev.tocsin.console;

import java.time.Clock;

import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.ServiceMain;
import dev.tocsin.runtime.setting.Settings;

/** The console as a process of its own; settings come from the environment. */
public final class ConsoleMain {

    private ConsoleMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(new Console(Settings.fromEnvironment(System.getenv()), Clock.systemUTC(), Metrics.create(
                "console")));
    }
}
