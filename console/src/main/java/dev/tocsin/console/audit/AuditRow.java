package dev.tocsin.console.audit;

import java.time.Instant;
import java.util.Locale;

import dev.tocsin.event.AuditEntry;

/** An entry of the audit, as the API shows it. */
record AuditRow(String id, Instant at, String person, String means, String credential, String session, String role,
        String address, String method, String route, String subject, int status, String problem, String written,
        boolean repeatable) {

    static AuditRow of(AuditEntry entry) {
        return new AuditRow(entry.getId(), entry.getAt(), entry.getPerson(), entry.getMeans().name().toLowerCase(
                Locale.ROOT).replace('_', '-'), entry.getCredential(), entry.getSession(), entry.getRole(), entry
                        .getAddress(), entry.getMethod(), entry.getRoute(), entry.getSubject(), entry.getStatus(), entry
                                .getProblem(), entry.getDetail(), !entry.getIdempotency().isEmpty());
    }
}
