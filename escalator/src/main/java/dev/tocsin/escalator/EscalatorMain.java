package dev.tocsin.escalator;

import java.time.Clock;

import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.ServiceMain;
import dev.tocsin.runtime.setting.Settings;

/** Runs the escalator as a process; settings come from the environment. */
public final class EscalatorMain {

    private EscalatorMain() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] args) {
        var settings = Settings.fromEnvironment(System.getenv());
        ServiceMain.run(new Escalator(settings, Clock.systemUTC(), Metrics.create("escalator")));
    }
}
