package dev.tocsin.console.audit;

import java.util.function.Consumer;

import dev.tocsin.console.access.Sessions;
import dev.tocsin.console.idempotency.IdempotencyBook;
import dev.tocsin.console.idempotency.IdempotencyBook.Outcome;
import dev.tocsin.console.route.RepeatedRequests;
import dev.tocsin.event.AuditEntry;

/** What every console learns from the audit: which sessions have ended, and which requests with a key were carried out. */
public final class AuditReader implements Consumer<AuditEntry> {

    private final Sessions sessions;
    private final IdempotencyBook book;

    public AuditReader(Sessions sessions, IdempotencyBook book) {
        this.sessions = sessions;
        this.book = book;
    }

    @Override
    public void accept(AuditEntry entry) {
        if (entry.getStatus() / 100 == 2 && entry.getMethod().equals("DELETE")) {
            endSessions(entry);
        }
        if (!entry.getIdempotency().isEmpty() && RepeatedRequests.isFinal(entry)) {
            book.read(entry.getIdempotency(), entry.getFingerprint(), entry.getAt(), new Outcome(entry.getStatus(),
                    entry.getProblem(), entry.getDetail()));
        }
    }

    private void endSessions(AuditEntry entry) {
        switch (entry.getRoute()) {
            case "/api/session" -> sessions.end(entry.getSession(), entry.getAt());
            case "/api/sessions/{person}" -> sessions.endAll(entry.getSubject(), entry.getAt());
            default -> {
                // other routes end no session
            }
        }
    }
}
