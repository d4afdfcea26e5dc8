package dev.tocsin.escalator.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.state.ContactRow;
import dev.tocsin.state.Escalation;

/** When contact steps are due. While paging is suppressed, none is. */
public final class ContactTimes {

    private ContactTimes() {}

    /** The next due time of a row; empty if there is none. */
    public static Optional<Instant> next(Escalation row) {
        return next(row.getIncident(), row.getContacts());
    }

    /** The same while the row changes. */
    public static Optional<Instant> next(Escalation.Builder row) {
        return next(row.getIncident(), row.getContacts());
    }

    private static Optional<Instant> next(Incident incident, List<ContactRow> contacts) {
        return incident.getSuppressedBy().isEmpty()
                ? contacts.stream().map(ContactRow::getDueAt).min(Instant::compareTo)
                : Optional.empty();
    }
}
