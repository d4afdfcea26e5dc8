package dev.tocsin.policy.check;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.Incident;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.coverage.PageMoments;
import dev.tocsin.policy.coverage.SampleIncident;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlProblems;

/**
 * Warns of hours at which a ladder pages nobody because none of its steps applies. Asked of ladders whose every step has a
 * condition, by trying sample incidents at every moment of two weeks at which a condition may change; what a warning names is
 * the beginning of a real gap.
 */
final class UncoveredHours implements PolicyInspection {

    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final Instant END = MONDAY.plus(Duration.ofDays(14));
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        for (var entry : file.entries("ladders")) {
            var ladder = file.policy().policy().ladders().get(entry.key().text());
            if (ladder == null || ladder.rungs().isEmpty()
                    || ladder.rungs().stream().anyMatch(rung -> rung.when().equals(IncidentCondition.ALWAYS))) {
                continue;
            }
            climbing(file.policy(), ladder).forEach(level -> gap(file.policy(), ladder, level)
                    .ifPresent(moment -> warn(warnings, entry.key().place(), ladder, level, moment)));
        }
    }

    private static void warn(YamlProblems warnings, SourcePosition place, Ladder ladder, SeverityLevel level,
            Instant moment) {
        warnings.add(place, "ladder '" + ladder.name() + "' pages nobody for a " + level.id()
                + " at some hours, such as " + SHOWN.format(moment) + " UTC",
                "add a step without 'when', or one for the remaining hours (when: '!businessHours(...)') with the same 'after': "
                        + "each step is asked when it is due");
    }

    /** The severities whose incidents may climb it. */
    private static List<SeverityLevel> climbing(CompiledPolicy policy, Ladder ladder) {
        var ruled = policy.policy().rules().stream().filter(rule -> rule.ladder().equals(Optional.of(ladder.name())))
                .map(rule -> rule.severity()).toList();
        return policy.policy().severities().stream()
                .filter(level -> level.ladder().equals(ladder.name()) || ruled.contains(level.id())).toList();
    }

    /** When nobody is paged for an incident for which somebody is at other times. */
    private static Optional<Instant> gap(CompiledPolicy policy, Ladder ladder, SeverityLevel level) {
        return Stream.of(false, true).flatMap(customers -> {
            var moments = PageMoments.ofConditions(policy.policy(), ladder, MONDAY, END);
            var uncovered = moments.stream().filter(moment -> !isCovered(policy, ladder, SampleIncident.of(level,
                    moment, customers), moment)).toList();
            return uncovered.size() < moments.size() ? uncovered.stream().limit(1) : Stream.<Instant>empty();
        }).findFirst();
    }

    private static boolean isCovered(CompiledPolicy policy, Ladder ladder, Incident incident, Instant opened) {
        return ladder.rungs().stream().anyMatch(rung -> !(policy.rungHolds(rung, incident,
                opened.plus(rung.after())) instanceof Judgement.No));
    }
}
