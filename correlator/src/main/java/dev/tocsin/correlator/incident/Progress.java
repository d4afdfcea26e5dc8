package dev.tocsin.correlator.incident;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.TimerKind;

/** Commands that move an incident on: somebody has it, the pain is stopped, it is over, its review is done. */
final class Progress {

    private static final Pattern REVIEW = Pattern.compile("|https?://[^\\s\\p{Cntrl}]+", Pattern.CASE_INSENSITIVE);
    private static final int SHOWN = 80;

    private Progress() {}

    static IncidentDecision mitigate(Asked asked) {
        var unfit = asked.tooLong("action", "next");
        return switch (asked.state()) {
            case OPEN, ACKNOWLEDGED, UNKNOWN -> unfit.map(asked::refuse).orElseGet(() -> mitigated(asked));
            case MITIGATED -> asked.refuse("it is mitigated already, by " + asked.incident().getMitigatedBy());
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }

    private static IncidentDecision mitigated(Asked asked) {
        var said = said(asked, "action", "next");
        var draft = asked.draft();
        draft.incident.setState(IncidentState.MITIGATED).setMitigatedAt(asked.occasion().now())
                .setMitigatedBy(asked.actor()).setSnoozedUntil(null);
        if (!said.isEmpty()) {
            draft.incident.setMitigation(Mitigation.newBuilder().setAction(asked.argument("action")).setNextSteps(asked
                    .argument("next")).build());
        }
        draft.dues.cancel(TimerKind.SNOOZE_OVER);
        draft.fact(FactKind.MITIGATED, asked.actor() + " stopped the pain" + because(asked.argument("action")), asked
                .actor(), asked.details(said));
        return asked.done(draft, "mitigated");
    }

    /** What was thought to have stopped the pain did not: it is open again, and climbs its ladder anew (row B14). */
    static IncidentDecision mitigationFailed(Asked asked) {
        return switch (asked.state()) {
            case MITIGATED -> {
                var draft = asked.draft();
                var by = asked.incident().getMitigatedBy();
                Acknowledging.openAgain(draft);
                draft.fact(FactKind.MITIGATION_FAILED, asked.actor() + " says that what " + by
                        + " did against it failed", asked.actor(), asked.details(Map.of("mitigatedBy", by)));
                yield asked.done(draft, "mitigation-failed");
            }
            case OPEN, ACKNOWLEDGED, UNKNOWN -> asked.refuse("it is not mitigated");
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }

    static IncidentDecision resolve(Asked asked) {
        var review = asked.argument("review");
        var unfit = REVIEW.matcher(review).matches()
                ? asked.tooLong("cause", "fix", "impact", "review")
                : Optional.of("'review' is '" + shortened(review) + "': write an address that begins with https://, or"
                        + " leave it out");
        return switch (asked.state()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> unfit.map(asked::refuse).orElseGet(() -> resolved(asked));
            case RESOLVED, CLOSED -> asked.refuse(CommandTransitions.over(asked.row()));
        };
    }

    private static IncidentDecision resolved(Asked asked) {
        var firing = asked.incident().getAlertsFiring();
        var still = firing > 0 ? "; " + firing + " of its alerts still fire" : "";
        var said = said(asked, "cause", "fix", "impact", "review");
        var details = new TreeMap<>(said);
        details.put("firing", Integer.toString(firing));
        var draft = asked.draft();
        if (!said.isEmpty()) {
            draft.incident.setResolution(Resolution.newBuilder().setCause(asked.argument("cause")).setFix(asked
                    .argument("fix")).setImpact(asked.argument("impact")).setReview(asked.argument("review")).build());
        }
        draft.resolve(asked.actor(), asked.actor() + " resolved it" + because(asked.argument("fix")) + still, asked
                .details(details));
        return draft.changed("resolved", "asked by " + asked.actor() + still);
    }

    /** The arguments that say something. */
    private static Map<String, String> said(Asked asked, String... names) {
        var said = new TreeMap<String, String>();
        for (var name : names) {
            if (!asked.argument(name).isEmpty()) {
                said.put(name, asked.argument(name));
            }
        }
        return said;
    }

    private static String because(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** The row stays until its reopen window is over and its tasks are done, but takes no more alerts. */
    static IncidentDecision close(Asked asked) {
        return switch (asked.state()) {
            case RESOLVED -> {
                var draft = asked.draft();
                draft.incident.setState(IncidentState.CLOSED);
                Pausing.end(draft);
                draft.fact(FactKind.CLOSED, asked.actor() + " closed it: the review is done", asked.actor(), asked
                        .details(Map.of()));
                yield asked.done(draft, "closed");
            }
            case CLOSED -> asked.refuse("it is closed already");
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> asked.refuse(
                    "it is not resolved: resolve it first, and close it when its review is done");
        };
    }
}
