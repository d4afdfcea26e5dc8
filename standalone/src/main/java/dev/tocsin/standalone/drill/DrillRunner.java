package dev.tocsin.standalone.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Notification;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.message.Reader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.cases.CaseOutcome;
import dev.tocsin.policytools.drills.Drill;
import dev.tocsin.policytools.drills.DrillEvent;
import dev.tocsin.standalone.cases.FastForward;
import dev.tocsin.standalone.cases.PlayedPolicy;
import dev.tocsin.standalone.cases.StepPlayer;
import dev.tocsin.standalone.cases.UnplayableStep;

/** Plays drills through the topologies of correlator and escalator, each in fresh ones, in fast-forward. */
public final class DrillRunner {

    /** What the notifications themselves say. */
    private static final Set<FactKind> SAID_ALREADY = Set.of(FactKind.PAGED, FactKind.TOLD);

    private final PlayedPolicy policy;
    private final MessageWriter writer;

    DrillRunner(String fileName, String yaml) throws PolicyErrors {
        policy = PlayedPolicy.load(fileName, yaml);
        writer = new MessageWriter(told -> Reader.of(policy.compiled(), told, Optional.empty()));
    }

    /**
     * What came of a drill.
     *
     * @param happenings
     *            in the order of time
     */
    record Played(CaseOutcome outcome, List<DrillEvent> happenings) {

        Played {
            happenings = List.copyOf(happenings);
        }
    }

    /**
     * Plays one.
     *
     * @throws UnplayableStep
     *             when a step cannot be taken
     */
    Played play(Drill drill) {
        try (var log = FastForward.ofNotifications(drill.at(), version -> PinnedPolicy.of(version, policy.compiled()
                .policy()))) {
            log.send("", new PolicyActivated(policy.version()));
            var player = new StepPlayer(log, policy.compiled());
            drill.steps().forEach(player::play);
            log.advance(drill.lasts().minus(Duration.between(drill.at(), log.now())));
            var outcome = new CaseOutcome(policy.compiled(), player.seen(), log.decisions());
            return new Played(outcome, happenings(log, outcome, drill.at()));
        }
    }

    private List<DrillEvent> happenings(FastForward log, CaseOutcome outcome, Instant start) {
        var numbers = new LinkedHashMap<String, Integer>();
        outcome.incidents().forEach(seen -> numbers.put(seen.incident().getId(), numbers.size() + 1));
        var happenings = new ArrayList<DrillEvent>();
        log.timeline().stream().filter(fact -> !SAID_ALREADY.contains(fact.getKind())).forEach(fact -> happenings.add(
                fact(fact, start, numbers)));
        log.notifications().forEach(told -> happenings.add(told(told, start, numbers)));
        happenings.sort(Comparator.comparing(DrillEvent::at));
        return happenings;
    }

    private static DrillEvent fact(TimelineEntry fact, Instant start, Map<String, Integer> numbers) {
        var details = new LinkedHashMap<>(fact.getDetails());
        details.putIfAbsent("actor", fact.getActor());
        return new DrillEvent.Fact(Duration.between(start, fact.getAt()), numbers.getOrDefault(fact.getIncidentId(), 0),
                fact.getKind(), fact.getSummary(), details);
    }

    private DrillEvent told(Notification told, Instant start, Map<String, Integer> numbers) {
        var details = new LinkedHashMap<>(told.getDetails());
        details.putIfAbsent("occasion", told.getOccasion());
        details.putIfAbsent("rung", Integer.toString(told.getRung()));
        return new DrillEvent.Told(Duration.between(start, told.getCreatedAt()), numbers.getOrDefault(told.getIncident()
                .getId(), 0), told.getKind(), told.getTarget(), told.getChannel(), told.getAddress(), told.getReason(),
                writer.write(told, false, told.getCreatedAt()).plain(), details);
    }
}
