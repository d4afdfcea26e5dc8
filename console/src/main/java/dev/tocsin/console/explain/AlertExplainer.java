package dev.tocsin.console.explain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Decision;
import dev.tocsin.schemas.decision.DecisionKind;
import dev.tocsin.schemas.decision.DecisionKinds;
import dev.tocsin.schemas.incident.Decisions;

/** Why alerts opened no incident, from the decisions about them. */
public final class AlertExplainer {

    private AlertExplainer() {}

    /**
     * One verdict for each alert that was withheld, newest decision first.
     *
     * @param until
     *            later decisions do not count
     */
    public static List<Verdict> withheld(LogExtract evidence, Instant until) {
        var newest = new LinkedHashMap<String, Found<Decision>>();
        evidence.of(Decision.class).stream().filter(found -> !found.value().getAlertIdentity().isEmpty() && !found
                .value().getAt().isAfter(until)).forEach(found -> newest.put(found.value().getAlertIdentity(), found));
        return newest.values().stream().filter(found -> found.value().getIncidentId().isEmpty()).sorted((one,
                other) -> other.value().getAt().compareTo(one.value().getAt())).flatMap(found -> verdict(found)
                        .stream()).toList();
    }

    /** The reason that a decision is; empty if the alert goes on towards a page. */
    static Optional<Verdict> verdict(Found<Decision> found) {
        var decision = found.value();
        return Decisions.steps(decision).reversed().stream().flatMap(step -> DecisionKinds.find(step.getStage(), step
                .getOutcome()).filter(kind -> kind.effect().isAgainstPaging()).map(kind -> verdict(found, kind, step
                        .getReason(), step.getRuleId())).stream()).findFirst();
    }

    private static Verdict verdict(Found<Decision> found, DecisionKind kind, String reason, String rule) {
        var decision = found.value();
        var missed = MissedPage.of(kind);
        var values = Map.of("reason", reason, "rule", rule);
        var own = missed.isFilledBy(values.keySet());
        return new Verdict(missed, own ? missed.sentence(values) : said(kind, reason), own
                ? missed.remedy(values)
                : kind.remedy(), decision.getIncidentId(), decision.getAlertIdentity(), decision.getPolicyVersion(),
                Optional.of(found.place()));
    }

    /** The words of the decision, where those of the reason name a person, a step or a time that an alert does not have. */
    private static String said(DecisionKind kind, String reason) {
        return reason.isEmpty()
                ? kind.sentence()
                : kind.sentence().substring(0, kind.sentence().length() - 1) + ": " + reason + ".";
    }
}
