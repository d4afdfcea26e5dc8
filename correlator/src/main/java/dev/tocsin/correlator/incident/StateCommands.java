package dev.tocsin.correlator.incident;

import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.TimerKind;

/** Commands that change the state: mitigate, mitigation failed, resolve, close. */
final class StateCommands {

    private StateCommands() {}

    static IncidentDecision mitigate(CommandContext asked) {
        var said = said(asked, "action", "next");
        var draft = asked.draft();
        draft.incident.setState(IncidentState.MITIGATED).setMitigatedAt(asked.occasion().now())
                .setMitigatedBy(asked.actor()).setSnoozedUntil(null);
        if (!said.isEmpty()) {
            draft.incident.setMitigation(Mitigation.newBuilder().setAction(asked.argument("action")).setNextSteps(asked
                    .argument("next")).build());
        }
        draft.dues.cancel(TimerKind.SNOOZE_OVER);
        draft.fact(FactKind.MITIGATED, asked.sentence(Map.of()) + because(asked.argument("action")), asked
                .actor(), asked.details(said));
        return asked.done(draft, "mitigated");
    }

    /** The mitigation failed: the incident is open again and its ladder restarts. */
    static IncidentDecision mitigationFailed(CommandContext asked) {
        var draft = asked.draft();
        var by = asked.incident().getMitigatedBy();
        AcknowledgementRules.openAgain(draft);
        draft.fact(FactKind.MITIGATION_FAILED, asked.sentence(Map.of("by", by)), asked.actor(), asked.details(Map.of(
                "mitigatedBy", by)));
        return asked.done(draft, "mitigation-failed");
    }

    static IncidentDecision resolve(CommandContext asked) {
        var firing = asked.incident().getAlertsFiring();
        var still = firing > 0 ? "; alerts still firing: " + firing : "";
        var said = said(asked, "cause", "fix", "impact", "review");
        var details = new TreeMap<>(said);
        details.put("firing", Integer.toString(firing));
        var draft = asked.draft();
        if (!said.isEmpty()) {
            draft.incident.setResolution(Resolution.newBuilder().setCause(asked.argument("cause")).setFix(asked
                    .argument("fix")).setImpact(asked.argument("impact")).setReview(asked.argument("review")).build());
        }
        draft.resolve(asked.actor(), asked.sentence(Map.of()) + because(asked.argument("fix")) + still, asked
                .details(details));
        return draft.changed("resolved", "requested by " + asked.actor() + still);
    }

    /** The arguments that say something. */
    private static Map<String, String> said(CommandContext asked, String... names) {
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

    /** The row stays until its reopen window is over and its tasks are done, but takes no more alerts. */
    static IncidentDecision close(CommandContext asked) {
        var draft = asked.draft();
        draft.incident.setState(IncidentState.CLOSED);
        ClockPausing.end(draft);
        draft.fact(FactKind.CLOSED, asked.sentence(Map.of()), asked.actor(), asked.details(Map.of()));
        return asked.done(draft, "closed");
    }
}
