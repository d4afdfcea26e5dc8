package dev.tocsin.runtime;

import dev.tocsin.runtime.setting.SettingsException;

/** A part of the pipeline that can be started and stopped, alone in a process or beside others in one JVM. */
public interface Service extends AutoCloseable {

    /** Its name in logs, metrics and health. */
    String name();

    /**
     * Starts it; returns when it works or will work as soon as Kafka is there.
     *
     * @throws SettingsException
     *             when its settings are wrong
     */
    void start();

    /** How it is now. */
    Health health();

    /** Stops it in order; what it was doing is finished or left for the next start. */
    @Override
    void close();
}
