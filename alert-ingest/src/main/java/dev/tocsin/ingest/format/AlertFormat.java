package dev.tocsin.ingest.format;

/** Reads what one kind of source sends. */
public interface AlertFormat {

    /** Its name in settings, records and paths. */
    String name();

    /** Whether it reads bodies of whatever content type; otherwise only JSON types, or none at all, are taken. */
    boolean anyContentType();

    /** Reads an authentic request. Never throws. */
    Reading read(Incoming incoming);
}
