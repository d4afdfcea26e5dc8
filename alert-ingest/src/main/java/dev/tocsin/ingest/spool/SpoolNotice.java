package dev.tocsin.ingest.spool;

import java.util.Optional;

import dev.tocsin.event.Alert;

/** Something about the spool that people hear of by an alert, as soon as Kafka is back. */
public interface SpoolNotice {

    /** The alert that people have not seen yet, if there is one. */
    Optional<Alert> due();

    /** The alert is in Kafka. */
    void told(Alert alert);
}
