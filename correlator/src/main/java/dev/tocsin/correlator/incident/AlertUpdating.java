package dev.tocsin.correlator.incident;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.correlator.incident.IncidentEvent.Fired;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.Alert;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.MemberFace;

/**
 * A firing member changes its values, texts, labels or links. It stays in its incident, even if its new rule would group it
 * differently; the incident follows the change.
 */
final class AlertUpdating {

    /** A quantity, such as 81.5 or the 20 in 20ms; the numbers in db-1 and p99 are names. */
    private static final Pattern NUMBERS = Pattern.compile(
            "(?<![\\p{L}_0-9.,])(?<![\\p{L}_]-)[0-9]+(?:[.,][0-9]+)*");

    private AlertUpdating() {}

    static IncidentDecision restate(IncidentRow row, IncidentDraft draft, Fired event) {
        var was = row.getIncident();
        var alert = event.alert();
        var before = draft.faces.find(alert.getIdentity());
        var told = draft.told();
        draft.grades.regrade(event.rank(), alert, event.classification(), draft.occasion);
        AlertJoining.show(draft, event);
        describe(draft, alert, before);
        var severity = IncidentSeverity.settle(draft);
        climb(draft, event, before);
        if (isTold(was, draft, alert)) {
            var details = AlertJoining.details(event);
            details.put("severity", event.classification().severity().getId());
            draft.factAt(told, new TimelineFact(FactKind.ALERT_CHANGED, alert.getSummary(), TimelineFact.SOURCE,
                    details));
        }
        return draft.restated(row, "changed", event.kinship().reason() + (severity.isEmpty() ? "" : "; " + severity)
                + elsewhere(was, event));
    }

    /** Labels that all share, and links, the last ones of this alert instead of those that it had before. */
    private static void describe(IncidentDraft draft, Alert alert, Optional<MemberFace> before) {
        var shown = draft.incident.getAlerts();
        draft.incident.setLabels(draft.grades.total() == shown.size()
                ? Members.allShare(shown)
                : Members.shared(draft.incident.getLabels(), alert.getLabels()));
        var old = before.map(MemberFace::getLinks).filter(links -> !links.equals(alert.getLinks()));
        var kept = draft.incident.getLinks().stream().filter(link -> old.filter(links -> links.contains(link)
                && !draft.faces.othersLink(alert.getIdentity(), link.getHref())).isEmpty()).toList();
        draft.incident.setLinks(Members.links(kept, alert.getLinks()));
    }

    /** The lead alert matches another rule of the same severity with a different ladder. */
    private static void climb(IncidentDraft draft, Fired event, Optional<MemberFace> before) {
        var ladder = event.classification().ladder();
        var leads = TitleAndSummary.of(draft).filter(look -> look.getAlert().equals(event.alert().getIdentity()) && look
                .getSeverity().getRank() == draft.incident.getSeverity().getRank()).isPresent();
        if (leads && draft.incident.getSeveritySetBy().isEmpty() && before.filter(face -> !face.getLook().getLadder()
                .equals(ladder)).isPresent()) {
            var climbed = draft.incident.getLadder();
            draft.climb(ladder);
            AcknowledgementRules.lowered(draft, climbed);
        }
    }

    /** Ignores changed numbers: only another severity or a reworded title is reported. */
    private static boolean isTold(Incident was, IncidentDraft draft, Alert alert) {
        return was.getSeverity().getRank() != draft.incident.getSeverity().getRank()
                || !words(was.getTitle()).equals(words(draft.incident.getTitle()))
                || Members.find(was.getAlerts(), alert.getIdentity()).filter(member -> isRegraded(member, alert))
                        .isPresent();
    }

    /** Its source itself says that it is worse or less bad. */
    private static boolean isRegraded(IncidentAlert member, Alert alert) {
        return isOther("severity", member, alert) || isOther("level", member, alert);
    }

    private static boolean isOther(String label, IncidentAlert member, Alert alert) {
        return !member.getLabels().getOrDefault(label, "").equals(alert.getLabels().getOrDefault(label, ""));
    }

    private static String words(String text) {
        return NUMBERS.matcher(text).replaceAll("0");
    }

    private static String elsewhere(Incident was, Fired event) {
        var key = event.classification().correlationKey();
        return key.equals(was.getCorrelationKey())
                ? ""
                : "; its rule would now group it as " + key + ", but it stays in this incident";
    }
}
