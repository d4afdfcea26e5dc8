package dev.tocsin.notifier;

import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.ServiceMain;
import dev.tocsin.runtime.SlewedClock;
import dev.tocsin.runtime.SlewedTime;
import dev.tocsin.runtime.setting.Settings;

/** Runs the notifier as a process of its own; settings come from environment variables. */
public final class NotifierMain {

    private NotifierMain() {}

    public static void main(String[] args) {
        ServiceMain.run(new Notifier(Settings.fromEnvironment(System.getenv()), new SlewedClock(new SlewedTime()),
                Metrics.create("notifier")));
    }
}
