package dev.tocsin.runtime;

import dev.tocsin.runtime.setting.SettingsException;

/** A part of the pipeline that can be started and stopped, alone in a process or beside others in one JVM. */
public interface Service extends AutoCloseable {

    /** Its name in logs, metrics and health. */
    String name();

    /**
     * Starts the service; returns when it works, or will work once Kafka is available.
     *
     * @throws SettingsException
     *             when its settings are wrong
     */
    void start();

    /** The current health. */
    Health health();

    /** Stops the service; work in progress is finished or left for the next start. */
    @Override
    void close();
}
