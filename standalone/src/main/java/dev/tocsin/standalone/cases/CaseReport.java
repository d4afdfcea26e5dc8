package dev.tocsin.standalone.cases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.event.Decision;
import dev.tocsin.policytools.cases.Case;
import dev.tocsin.policytools.cases.CaseOutcome;
import dev.tocsin.schemas.incident.Decisions;

/** Says in words why a case failed: what was expected, what came, and what the steps gave as their reasons. */
public final class CaseReport {

    private static final int MOST_STEPS = 40;

    private CaseReport() {}

    /** One line a fact; none when it passed. */
    public static List<String> lines(Path file, Case played, CaseBook.Verdict verdict) {
        return switch (verdict) {
            case CaseBook.Verdict.Passed _ -> List.of();
            case CaseBook.Verdict.Unplayable(var place, var why) -> List.of(
                    "%s:%d:%d: %s: failed".formatted(file, place.line(), place.column(), played.name()),
                    "    " + why);
            case CaseBook.Verdict.Failed failed -> failed(file, played, failed);
        };
    }

    private static List<String> failed(Path file, Case played, CaseBook.Verdict.Failed failed) {
        var lines = new ArrayList<String>();
        lines.add("%s:%d:%d: %s: failed".formatted(file, played.place().line(), played.place().column(),
                played.name()));
        failed.differences().forEach(difference -> lines.add("    line %d: %s: expected %s, got %s".formatted(
                difference.place().line(), difference.what(), difference.expected(), difference.came())));
        lines.add("    because:");
        var steps = failed.outcome().decisions().stream().flatMap(CaseReport::said).toList();
        steps.stream().limit(MOST_STEPS).forEach(step -> lines.add("      " + step));
        if (steps.size() > MOST_STEPS) {
            lines.add("      ... and " + (steps.size() - MOST_STEPS) + " more decisions");
        }
        failed.outcome().incidents().forEach(seen -> lines.add("      " + shown(seen)));
        return lines;
    }

    private static Stream<String> said(Decision decision) {
        return Decisions.steps(decision).stream().filter(step -> !step.getStage().equals("policy")).map(step -> decision
                .getServiceKey() + " " + step.getStage() + ": " + step.getOutcome() + (step.getRuleId().isEmpty()
                        ? ""
                        : " by " + step.getRuleId()) + ": " + step.getReason());
    }

    private static String shown(CaseOutcome.Seen seen) {
        var incident = seen.incident();
        return "incident " + incident.getCorrelationKey() + ": " + incident.getSeverity().getId() + " "
                + incident.getState() + ", " + incident.getAlertsTotal() + " alerts, facts " + seen.facts();
    }
}
