package dev.tocsin.ingest.format.refusal;

import java.util.Objects;

/**
 * A request, or one alert of it, that cannot be understood.
 *
 * @param reason
 *            the kind
 * @param detail
 *            what is wrong and what to change, for a person
 */
public record Refusal(RefusalReason reason, String detail) {

    public Refusal {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }
}
