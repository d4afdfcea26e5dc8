package dev.tocsin.notifier.channel.publicpage;

/** How a component of a service does, as status pages show it. */
public enum ComponentState {
    OPERATIONAL, DEGRADED_PERFORMANCE, PARTIAL_OUTAGE, MAJOR_OUTAGE
}
