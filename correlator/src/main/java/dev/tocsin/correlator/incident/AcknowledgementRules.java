package dev.tocsin.correlator.incident;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimerKind;

/**
 * Rules of acknowledgement. The ladder defines how many different people must acknowledge before it stops, and how long an
 * acknowledgement lasts without another command. A raise to another ladder voids it.
 */
final class AcknowledgementRules {

    private AcknowledgementRules() {}

    static IncidentDecision acknowledge(CommandContext asked) {
        var incident = asked.incident();
        var before = sameOf(incident.getAcknowledgements(), asked);
        if (incident.getSnoozedUntil().isEmpty() && before.isPresent()) {
            return asked.refuse("already acknowledged by " + asked.actor() + as(before.get(), asked) + "; "
                    + incident.getAcknowledgesNeeded()
                    + " different people must acknowledge; paging continues until they do");
        }
        var draft = asked.draft();
        var enough = take(draft, asked);
        draft.incident.setSnoozedUntil(null);
        draft.dues.cancel(TimerKind.SNOOZE_OVER);
        draft.fact(FactKind.ACKNOWLEDGED, asked.sentence(Map.of()) + progress(draft), asked.actor(), asked.details(
                numbers(draft)));
        return asked.done(draft, enough ? "acknowledged" : "acknowledged-in-part");
    }

    /** Adds the actor's acknowledgement; returns whether the incident is now acknowledged. */
    static boolean take(IncidentDraft draft, CommandContext asked) {
        var known = draft.incident.getAcknowledgements();
        if (sameOf(known, asked).isEmpty()) {
            draft.incident.setAcknowledgements(Stream.concat(known.stream(), Stream.of(Acknowledgement.newBuilder()
                    .setBy(asked.actor()).setVia(asked.command().getVia()).setAt(asked.occasion().now()).build()))
                    .toList());
        }
        var enough = isEnough(draft);
        if (enough) {
            draft.incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(asked.occasion().now())
                    .setAcknowledgedBy(asked.actor());
        }
        return enough;
    }

    /** Progress, if several acknowledgements are needed; begins with a semicolon. */
    static String progress(IncidentDraft draft) {
        var needed = draft.incident.getAcknowledgesNeeded();
        return needed <= 1
                ? ""
                : "; " + draft.incident.getAcknowledgements().size() + " of " + needed + " acknowledgements";
    }

    static Map<String, String> numbers(IncidentDraft draft) {
        return draft.incident.getAcknowledgesNeeded() <= 1
                ? Map.of()
                : Map.of("acknowledges", Integer.toString(draft.incident.getAcknowledgements().size()), "needed",
                        Integer.toString(draft.incident.getAcknowledgesNeeded()));
    }

    private static boolean isEnough(IncidentDraft draft) {
        return draft.incident.getAcknowledgements().size() >= draft.incident.getAcknowledgesNeeded();
    }

    /** Finds the actor's earlier acknowledgement; one person may act under several names. */
    private static Optional<Acknowledgement> sameOf(List<Acknowledgement> some, CommandContext asked) {
        var people = asked.event().vocabulary();
        var who = people.person(asked.actor());
        return some.stream().filter(each -> people.person(each.getBy()).equals(who)).findFirst();
    }

    private static String as(Acknowledgement known, CommandContext asked) {
        return known.getBy().equals(asked.actor()) ? "" : " as " + known.getBy();
    }

    /** Restarts the expiry of the acknowledgement after a command. */
    static void prolong(IncidentDraft draft) {
        var expires = Optional.ofNullable(draft.row.getAcknowledgeExpiresMillis())
                .filter(_ -> draft.incident.getState() == IncidentState.ACKNOWLEDGED
                        && draft.incident.getSnoozedUntil() == null);
        if (expires.isPresent()) {
            var until = draft.occasion.now().plusMillis(expires.get());
            draft.incident.setAcknowledgedUntil(until);
            draft.dues.set(TimerKind.ACKNOWLEDGE_OVER, until);
        } else {
            draft.incident.setAcknowledgedUntil(null);
            draft.dues.cancel(TimerKind.ACKNOWLEDGE_OVER);
        }
    }

    /**
     * Unacknowledges the incident, for a person or for an external system in which the acknowledgement expired. All
     * acknowledgements are withdrawn: acknowledging again costs less than a missed page.
     */
    static IncidentDecision takeBack(CommandContext asked) {
        var draft = asked.draft();
        var by = names(draft);
        var why = asked.sentence(Map.of("by", by));
        var quiet = asked.incident().getQuietUntil();
        if (quiet.isPresent() && asked.state() == IncidentState.ACKNOWLEDGED) {
            draft.dues.cancel(TimerKind.SNOOZE_OVER);
            draft.dues.set(TimerKind.ACKNOWLEDGE_OVER, quiet.get());
            draft.incident.setSnoozedUntil(null).setAcknowledgedUntil(quiet.get());
            draft.fact(FactKind.UNACKNOWLEDGED, why
                    + "; all alerts are resolved, so the incident opens again only if one fires",
                    asked.actor(), asked.details(Map.of("by", by)));
            return draft.changed("unacknowledged", "requested by " + asked.actor());
        }
        openAgain(draft);
        draft.fact(FactKind.UNACKNOWLEDGED, why, asked.actor(), asked.details(Map.of("by", by)));
        return asked.done(draft, "unacknowledged");
    }

    /** Expires the acknowledgement; during the quiet time it waits, as a snooze does. */
    static IncidentDecision expired(IncidentDraft draft) {
        var quiet = Optional.ofNullable(draft.incident.getQuietUntil());
        if (quiet.isPresent()) {
            draft.dues.set(TimerKind.ACKNOWLEDGE_OVER, quiet.get());
            return draft.noted("acknowledge-prolonged",
                    "all alerts are resolved; the incident opens again only if one fires");
        }
        var by = draft.incident.getAcknowledgedBy();
        var why = "acknowledgement of " + by + " expired without activity; unacknowledged";
        openAgain(draft);
        draft.fact(FactKind.ACKNOWLEDGE_EXPIRED, why, TimelineFact.SOURCE, Map.of("by", by));
        return draft.changed("acknowledge-expired", why);
    }

    /**
     * The severity was raised: a different ladder voids acknowledgement and mitigation.
     *
     * @param before
     *            the previous ladder
     */
    static void raised(IncidentDraft draft, String before) {
        draft.incident.setSeverityRaisedAt(draft.occasion.now());
        var ladder = draft.incident.getLadder();
        var had = names(draft);
        if (ladder.equals(before) || !draft.isActive() || had.isEmpty()) {
            return;
        }
        openAgain(draft);
        draft.fact(FactKind.ACKNOWLEDGE_VOIDED, "severity raised, ladder " + ladder + " starts: the acknowledgement of "
                + had + " no longer counts", TimelineFact.SOURCE, Map.of("by", had, "ladder", ladder, "before",
                        before));
    }

    /** The severity was lowered: the existing acknowledgements may now suffice. */
    static void lowered(IncidentDraft draft, String before) {
        if (draft.incident.getLadder().equals(before)) {
            return;
        }
        var last = draft.incident.getAcknowledgements().stream().reduce((_, later) -> later);
        if (last.isPresent() && draft.incident.getState() == IncidentState.OPEN && isEnough(draft)) {
            draft.incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(draft.occasion.now())
                    .setAcknowledgedBy(last.get().getBy());
            draft.fact(FactKind.ACKNOWLEDGED, last.get().getBy() + " acknowledged the incident: ladder "
                    + draft.incident.getLadder()
                    + " needs no further acknowledgement" + progress(draft), TimelineFact.SOURCE, numbers(draft));
        }
        prolong(draft);
    }

    /** Clears acknowledgement and mitigation. */
    static void openAgain(IncidentDraft draft) {
        draft.incident.setState(IncidentState.OPEN).setAcknowledgedAt(null).setAcknowledgedBy("")
                .setAcknowledgements(List.of()).setAcknowledgedUntil(null).setSnoozedUntil(null).setMitigatedAt(null)
                .setMitigatedBy("").setMitigation(null);
        draft.dues.cancel(TimerKind.SNOOZE_OVER);
        draft.dues.cancel(TimerKind.ACKNOWLEDGE_OVER);
    }

    /** Names of the people who acknowledged or mitigated the incident, in order; empty if none. */
    static String names(IncidentDraft draft) {
        return Stream.concat(draft.incident.getAcknowledgements().stream().map(Acknowledgement::getBy),
                Stream.of(draft.incident.getAcknowledgedBy(), draft.incident.getMitigatedBy()))
                .filter(name -> !name.isEmpty()).distinct().collect(Collectors.joining(", "));
    }
}
