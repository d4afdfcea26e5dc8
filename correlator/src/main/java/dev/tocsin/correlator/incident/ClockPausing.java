package dev.tocsin.correlator.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.ClockPause;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimerKind;
import dev.tocsin.schemas.command.ArgumentValue;
import dev.tocsin.schemas.incident.ClockKind;

/** Pauses and resumes response clocks. */
final class ClockPausing {

    private static final int PAUSES = 40;

    private ClockPausing() {}

    static IncidentDecision pause(CommandContext asked) {
        var phase = phase(asked);
        var unfit = unfit(asked, phase);
        if (unfit.isPresent()) {
            return asked.refuse(unfit.get());
        }
        var length = ArgumentValue.duration(asked.argument("for"));
        var now = asked.occasion().now();
        var ends = length.map(now::plus);
        var draft = asked.draft();
        draft.incident.setClockPauses(ClockPauses.with(asked.incident().getClockPauses(), ClockPause.newBuilder()
                .setPhase(phase).setFrom(now).setReason(asked.argument("reason")).setBy(asked.actor())
                .setEndsAt(ends.orElse(null)).build()));
        watch(draft);
        var details = new TreeMap<>(Map.of("phase", phase, "reason", asked.argument("reason")));
        ends.ifPresent(at -> details.put("until", at.toString()));
        draft.fact(FactKind.CLOCK_PAUSED, asked.sentence(Map.of("clocks", clocks(phase) + ends.map(
                at -> " until " + at).orElse(""))), asked.actor(), asked.details(details));
        return asked.done(draft, "clocks-paused");
    }

    private static Optional<String> unfit(CommandContext asked, String phase) {
        var pauses = asked.incident().getClockPauses();
        var known = pauses.stream().filter(ClockPauses.OPEN.and(ClockPauses::isOfPeople)).filter(pause -> pause
                .getPhase().isEmpty()
                || pause.getPhase().equals(phase)).findFirst();
        if (known.isPresent()) {
            return Optional.of(clocks(known.get().getPhase()) + " already paused by " + known.get().getBy() + ": "
                    + known.get().getReason());
        }
        return pauses.size() >= PAUSES
                ? Optional.of("already paused " + pauses.size() + " times in this round")
                : Optional.empty();
    }

    static IncidentDecision resume(CommandContext asked) {
        var phase = phase(asked);
        var pauses = asked.incident().getClockPauses();
        Predicate<ClockPause> meant = ClockPauses.OPEN.and(ClockPauses::isOfPeople).and(pause -> phase.isEmpty()
                || pause.getPhase()
                        .equals(phase) || isReview(asked));
        if (pauses.stream().noneMatch(meant)) {
            return asked.refuse(stands(pauses, phase));
        }
        var now = asked.occasion().now();
        var draft = asked.draft();
        draft.incident.setClockPauses(ClockPauses.closed(pauses, meant, _ -> now));
        watch(draft);
        draft.fact(FactKind.CLOCK_RESUMED, asked.sentence(Map.of("clocks", clocks(phase))), asked.actor(), asked
                .details(Map.of("phase", phase)));
        return asked.done(draft, "clocks-resumed");
    }

    private static String stands(List<ClockPause> pauses, String phase) {
        var open = pauses.stream().filter(ClockPauses.OPEN).toList();
        return open.stream().filter(ClockPauses::isOfPeople).filter(pause -> pause.getPhase().isEmpty()).findFirst()
                .map(pause -> pause.getBy() + " paused all clocks at once: omit phase to resume them")
                .or(() -> open.stream().filter(ClockPauses::isOfPolicy).findFirst().map(
                        pause -> "paused while paging is suppressed: " + pause.getReason()))
                .orElse(clocks(phase) + (phase.isEmpty() ? " are not paused" : " is not paused"));
    }

    /** Ends the pauses whose time has passed; the earliest remaining one sets the timer. */
    static IncidentDecision over(IncidentDraft draft, Instant dueAt) {
        Predicate<ClockPause> ended = ClockPauses.OPEN.and(pause -> pause.getEndsAt().filter(at -> !at.isAfter(dueAt))
                .isPresent());
        var over = draft.incident.getClockPauses().stream().filter(ended).toList();
        draft.incident.setClockPauses(ClockPauses.closed(draft.incident.getClockPauses(), ended, pause -> pause
                .getEndsAt().orElse(dueAt)));
        watch(draft);
        var what = over.stream().map(pause -> clocks(pause.getPhase()) + ", paused by " + pause.getBy()).collect(
                Collectors.joining("; "));
        draft.fact(FactKind.CLOCK_RESUMED, "pause ended: " + what, TimelineFact.SOURCE, Map
                .of(
                        "phase", over.stream().map(ClockPause::getPhase).collect(Collectors.joining(","))));
        return draft.changed("clocks-resumed", "a pause ended");
    }

    /** Ends all pauses when the incident resolves or closes. */
    static void end(IncidentDraft draft) {
        draft.incident.setClockPauses(ClockPauses.closed(draft.incident.getClockPauses(), ClockPauses.OPEN,
                _ -> draft.occasion.now()));
        draft.dues.cancel(TimerKind.PAUSE_OVER);
    }

    private static void watch(IncidentDraft draft) {
        draft.incident.getClockPauses().stream().filter(ClockPauses.OPEN).flatMap(pause -> pause.getEndsAt().stream())
                .min(Instant::compareTo).ifPresentOrElse(at -> draft.dues.set(TimerKind.PAUSE_OVER, at),
                        () -> draft.dues.cancel(TimerKind.PAUSE_OVER));
    }

    /** After the resolve only the review clock remains. */
    private static String phase(CommandContext asked) {
        var phase = asked.argument("phase");
        return phase.isEmpty() && isReview(asked) ? ClockKind.REVIEW.key() : phase;
    }

    private static boolean isReview(CommandContext asked) {
        return asked.state() == IncidentState.RESOLVED;
    }

    private static String clocks(String phase) {
        return phase.isEmpty() ? "the response clocks" : "the " + phase + " clock";
    }
}
