package dev.tocsin.standalone.command;

/** Ports that are used where none is set. */
public final class Ports {

    public static final int CONSOLE = 7400;
    public static final int INGEST = 7401;
    public static final int REGISTRY = 7402;
    public static final int CORRELATOR = 7403;
    public static final int ESCALATOR = 7404;
    public static final int NOTIFIER = 7405;
    public static final int KAFKA = 7492;

    private Ports() {}
}
