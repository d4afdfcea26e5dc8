package dev.tocsin.notifier.breaker;

/** State of a circuit breaker. The number is the value of the metric. */
public enum BreakerState {

    /** Attempts are made. */
    CLOSED(0),
    /** One attempt is made as a probe. */
    HALF_OPEN(1),
    /** No attempt is made. */
    OPEN(2);

    private final int number;

    BreakerState(int number) {
        this.number = number;
    }

    /** Its value in metrics: 0 closed, 1 half-open, 2 open. */
    public int number() {
        return number;
    }
}
