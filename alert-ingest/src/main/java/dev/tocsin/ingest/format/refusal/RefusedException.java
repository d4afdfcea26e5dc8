package dev.tocsin.ingest.format.refusal;

/** Leaves the reading of one alert or one body when it cannot be understood. Never leaves a format. */
public final class RefusedException extends RuntimeException {

    private final Refusal refusal;

    public RefusedException(RefusalReason reason, String detail) {
        super(reason.code() + ": " + detail, null, false, false);
        this.refusal = new Refusal(reason, detail);
    }

    public Refusal refusal() {
        return refusal;
    }
}
