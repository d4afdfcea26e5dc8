package dev.tocsin.console.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.event.Decision;
import dev.tocsin.event.DecisionStep;
import dev.tocsin.schemas.incident.Decisions;

/** What a silence or maintenance window hid, from the decisions that name it. */
public final class SilenceExplainer {

    private static final Set<String> HIDES = Set.of("silenced", "maintenance");

    private SilenceExplainer() {}

    /**
     * An alert that was hidden.
     *
     * @param times
     *            number of decisions that hid it; identical repeats are not recorded
     * @param ended
     *            what became of it: still-hidden, released, or over-while-held
     */
    public record HiddenAlert(String alert, String service, Instant first, Instant last, int times, String ended,
            RecordPlace record) {

        HiddenAlert again(Instant at) {
            return new HiddenAlert(alert, service, first, at, times + 1, ended, record);
        }

        HiddenAlert ended(String how) {
            return new HiddenAlert(alert, service, first, last, times, how, record);
        }
    }

    /** The hidden alerts, in the order in which they were hidden first. */
    public static List<HiddenAlert> hidden(String silence, LogExtract evidence) {
        Map<String, HiddenAlert> hidden = new LinkedHashMap<>();
        evidence.of(Decision.class).stream().sorted(Comparator.comparing(found -> found.value().getAt())).forEach(
                found -> Decisions.steps(found.value()).stream().filter(step -> step.getStage().equals("suppress"))
                        .forEach(step -> apply(silence, found, step, hidden)));
        return new ArrayList<>(hidden.values());
    }

    private static void apply(String silence, Found<Decision> found, DecisionStep step,
            Map<String, HiddenAlert> hidden) {
        var alert = step.getAlertIdentity().isEmpty() ? found.value().getAlertIdentity() : step.getAlertIdentity();
        if (HIDES.contains(step.getOutcome()) && step.getRuleId().equals(silence)) {
            hidden.merge(alert, new HiddenAlert(alert, found.value().getServiceKey(), found.value().getAt(), found
                    .value().getAt(), 1, "still-hidden", found.place()), (known, _) -> known.again(found.value()
                            .getAt()).ended("still-hidden"));
        } else if (Set.of("released", "over-while-held").contains(step.getOutcome())) {
            hidden.computeIfPresent(alert, (_, known) -> known.ended(step.getOutcome()));
        }
    }
}
