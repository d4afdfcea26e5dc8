package dev.tocsin.escalator.notify;

import java.time.Instant;
import java.util.List;

import dev.tocsin.escalator.ladder.LadderDecision.Page;
import dev.tocsin.escalator.ladder.LadderDecision.Tell;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/** The one place where notifications are made. */
public final class Notifications {

    private Notifications() {}

    /**
     * Asks somebody to act.
     *
     * @param row
     *            the row as it is stored with this decision
     */
    public static Notification page(Page page, Escalation row, Instant now) {
        return of(page.to(), NotificationKind.PAGE, row.getIncident(), now, page.alsoTold(), page.why())
                .setId(NotificationId.of(row.getIncident(), row.getClimb(), NotificationKind.PAGE, page.repetition(),
                        page.rung(), page.to()).text())
                .setRung(page.rung()).setDueAt(page.dueAt()).setLate(page.isLate()).build();
    }

    /** Tells somebody who was paged how it went on. */
    public static Notification tell(Tell tell, Instant now) {
        return of(tell.to(), tell.kind(), tell.about(), now, tell.alsoTold(), tell.why())
                .setId(NotificationId.of(tell.about(), tell.climb(), tell.kind(), 0, 0, tell.to()).text())
                .setDueAt(now).build();
    }

    private static Notification.Builder of(Told to, NotificationKind kind, Incident incident, Instant now,
            List<String> alsoTold, String why) {
        return Notification.newBuilder().setDestination(to.getDestination()).setChannel(to.getChannel())
                .setAddress(to.getAddress()).setTarget(to.getTarget()).setKind(kind).setIncident(incident)
                .setPolicyVersion(to.getPolicyVersion()).setCreatedAt(now).setAlsoTold(alsoTold).setReason(why);
    }
}
