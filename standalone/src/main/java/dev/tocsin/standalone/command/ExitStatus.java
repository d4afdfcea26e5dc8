package dev.tocsin.standalone.command;

/** Exit statuses of the {@code tocsin} command besides 0 (done) and 1 (failed). */
public final class ExitStatus {

    /** Wrong usage or wrong settings: the same command would fail again. */
    public static final int USAGE = 2;

    private ExitStatus() {}
}
