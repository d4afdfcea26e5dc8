package dev.tocsin.console.route;

import dev.tocsin.event.AuditEntry;

/** Where it is written who did what. */
@FunctionalInterface
public interface AuditTrail {

    /** Writes an entry; never fails, and never waits for long. */
    void append(AuditEntry entry);
}
