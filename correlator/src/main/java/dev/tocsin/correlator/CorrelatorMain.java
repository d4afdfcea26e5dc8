package dev.tocsin.correlator;

import java.time.Clock;

import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.ServiceMain;
import dev.tocsin.runtime.setting.Settings;

/** Runs the correlator as its own process, with settings from the environment. */
public final class CorrelatorMain {

    private CorrelatorMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(new Correlator(Settings.fromEnvironment(System.getenv()), Clock.systemUTC(),
                Metrics.create("correlator")));
    }
}
