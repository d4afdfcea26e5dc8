package dev.tocsin.escalator.notify;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.escalator.decision.LadderDecision.Missed;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.Tell;
import dev.tocsin.escalator.decision.ObligationDecision.Notify;
import dev.tocsin.escalator.ladder.NotificationId;
import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.recipient.ChannelClearance;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/**
 * Builds notifications. A channel that is not cleared gets a redacted version of a confidential incident.
 */
public final class Notifications {

    /** Key in the details of a page that must ring although the round had a page before. */
    private static final String AGAIN = "again";

    private final ChannelClearance clearance;

    /**
     * By the channels of these policies.
     *
     * @param policies
     *            say which channels are cleared
     */
    public Notifications(Policies policies) {
        this.clearance = new ChannelClearance(policies);
    }

    /**
     * Asks somebody to act.
     *
     * @param row
     *            the row as it is stored with this decision
     */
    public Notification page(Page page, Escalation row, Instant now) {
        var incident = row.getIncident();
        var call = called(page.to(), NotificationKind.PAGE, row, now, page.alsoTold(), page.rung(), page.why());
        return call.setDetails(isAgain(page, row) ? again(call.getDetails()) : call.getDetails())
                .setId(NotificationId.of(incident, page.rung() > 0 ? row.getClimb() : 0, NotificationKind.PAGE, page
                        .repetition(), page.rung(), page.to()).on(page.occasion()).text())
                .setOccasion(page.occasion()).setDueAt(page.dueAt()).setLate(page.isLate()).build();
    }

    /** Whether the receiver may treat an earlier page of the round as answered and not ring again. */
    private static boolean isAgain(Page page, Escalation row) {
        return page.rung() == 0 || page.repetition() > 0 || row.getClimb() > 1
                || !row.getIncident().getAcknowledgements().isEmpty();
    }

    private static Map<String, String> again(Map<String, String> details) {
        var again = new LinkedHashMap<>(details);
        again.put(AGAIN, "true");
        return again;
    }

    /**
     * Notifies a recipient of a page that was too late to send.
     *
     * @param row
     *            the row as it is stored with this decision
     */
    public Notification missed(Missed missed, Escalation row, Instant now) {
        return called(missed.to(), NotificationKind.PAGE_MISSED, row, now, missed.alsoTold(), missed.rung(), missed
                .why())
                .setId(NotificationId.of(row.getIncident(), row.getClimb(), NotificationKind.PAGE_MISSED, missed
                        .repetition(), missed.rung(), missed.to()).text())
                .setDueAt(missed.dueAt()).setLate(true).build();
    }

    private Notification.Builder called(Told to, NotificationKind kind, Escalation row, Instant now,
            List<String> alsoTold, int rung, String why) {
        var incident = row.getIncident();
        return of(to, kind, incident, now, alsoTold, isOpenTo(to, incident)
                ? why
                : incident.getSeverity().getId() + (rung > 0 ? ", step " + rung : ", called in")
                        + "; details are confidential").setRung(rung)
                .setDetails(isOpenTo(to, incident) ? CommonDetails.of(row, kind) : Map.of());
    }

    /** Sends news of the incident to a paged recipient. */
    public Notification tell(Tell tell, Instant now) {
        var why = isOpenTo(tell.to(), tell.about())
                ? tell.why()
                : tell.about().getSeverity().getId() + "; details are confidential";
        return of(tell.to(), tell.kind(), tell.about(), now, tell.alsoTold(), why)
                .setId(NotificationId.of(tell.about(), tell.climb(), tell.kind(), tell.occasion(), tell.to()).text())
                .setOccasion(tell.occasion()).setDueAt(now.minus(tell.late())).setLate(tell.late().isPositive())
                .setDetails(tell.kind() == NotificationKind.LADDER_EXHAUSTED ? again(Map.of()) : Map.of()).build();
    }

    /**
     * A notification outside the ladder. Details of a confidential incident go only to cleared channels.
     *
     * @param row
     *            the row as it is stored with this decision
     */
    public Notification notify(Notify notify, Escalation row, ObligationContext moment) {
        var incident = row.getIncident();
        var open = isOpenTo(notify.to(), incident);
        return of(notify.to(), notify.kind(), incident, moment.now(), notify.alsoTold(), open
                ? notify.why()
                : incident.getSeverity().getId() + "; details are confidential")
                .setId(NotificationId.of(incident, 0, notify.kind(), notify.occasion(), notify.to()).text())
                .setOccasion(notify.occasion()).setDetails(details(notify, row, open))
                .setDueAt(notify.dueAt()).setLate(moment.isLate(notify.dueAt())).build();
    }

    private Notification.Builder of(Told to, NotificationKind kind, Incident incident, Instant now,
            List<String> alsoTold, String why) {
        return Notification.newBuilder().setDestination(to.getDestination()).setChannel(to.getChannel())
                .setAddress(to.getAddress()).setTarget(to.getTarget()).setKind(kind)
                .setIncident(isOpenTo(to, incident) ? incident : Redaction.of(incident))
                .setPolicyVersion(to.getPolicyVersion()).setCreatedAt(now).setAlsoTold(alsoTold).setReason(why);
    }

    /** The status is not redacted: it closes a status page. */
    private static Map<String, String> details(Notify notify, Escalation row, boolean open) {
        var details = new LinkedHashMap<>(open ? CommonDetails.of(row, notify.kind()) : Map.of());
        notify.details().forEach((key, value) -> {
            if (open || key.equals("status")) {
                details.put(key, value);
            }
        });
        return details;
    }

    private boolean isOpenTo(Told to, Incident incident) {
        return clearance.isOpenTo(to, incident);
    }
}
