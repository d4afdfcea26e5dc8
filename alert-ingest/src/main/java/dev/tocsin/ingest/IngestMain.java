package dev.tocsin.ingest;

import java.time.Clock;

import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.ServiceMain;
import dev.tocsin.runtime.setting.Settings;

/** Runs alert-ingest as a process of its own, with settings from the environment. */
public final class IngestMain {

    private IngestMain() {}

    public static void main(String[] arguments) {
        var settings = Settings.fromEnvironment(System.getenv());
        ServiceMain.run(new AlertIngest(settings, Clock.systemUTC(), Metrics.create("alert-ingest")));
    }
}
