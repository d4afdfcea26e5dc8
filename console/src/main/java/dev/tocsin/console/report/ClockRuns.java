package dev.tocsin.console.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.TimelineEntry;

/** The response clocks of an incident, folded from the entries that the escalator writes for them. */
final class ClockRuns {

    private static final String ESCALATOR = "escalator";
    private static final int MOST = 200;

    private final List<ClockRun> runs = new ArrayList<>();

    /** Applies a fact; facts about other things change nothing. */
    void fact(TimelineEntry fact) {
        switch (fact.getKind()) {
            case CLOCK_STARTED -> phases(fact).forEach(phase -> start(phase, fact));
            case CLOCK_BREACHED -> single(fact).miss();
            case CLOCK_MET -> single(fact).meet(fact.getDetails().containsKey("lateByMillis"));
            case CLOCK_CANCELLED -> phases(fact).forEach(phase -> running(phase).ifPresent(ClockRun::cancel));
            case CLOCK_RESUMED -> {
                // A person's word on a pause names clocks that may be met already.
                if (fact.getActor().equals(ESCALATOR)) {
                    phases(fact).forEach(phase -> last(phase).ifPresent(ClockRun::resume));
                }
            }
            default -> {
            }
        }
    }

    List<ClockRun> all() {
        return runs;
    }

    private void start(String phase, TimelineEntry fact) {
        var severity = fact.getDetails().getOrDefault("severity", "");
        running(phase).ifPresentOrElse(run -> run.restart(severity, instant(fact, phase), fact.getAt()), () -> add(
                new ClockRun(phase, fact.getAt(), severity)));
    }

    /** The run that a fact about one clock means, also where its start was before the facts that were read. */
    private ClockRun single(TimelineEntry fact) {
        var phase = fact.getDetails().getOrDefault("phase", "");
        var startedAt = instant(fact, "startedAt");
        return running(phase).or(() -> last(phase).filter(run -> startedAt.filter(run.startedAt()::isBefore).isEmpty()))
                .orElseGet(() -> add(new ClockRun(phase, startedAt.orElse(fact.getAt()), fact.getDetails().getOrDefault(
                        "severity", ""))));
    }

    private ClockRun add(ClockRun run) {
        if (runs.size() < MOST) {
            runs.add(run);
        }
        return run;
    }

    private Optional<ClockRun> running(String phase) {
        return last(phase).filter(run -> !run.isEnded());
    }

    private Optional<ClockRun> last(String phase) {
        return runs.reversed().stream().filter(run -> run.phase().equals(phase)).findFirst();
    }

    private static List<String> phases(TimelineEntry fact) {
        return List.of(fact.getDetails().getOrDefault("phase", "").split(","));
    }

    private static Optional<Instant> instant(TimelineEntry fact, String name) {
        try {
            return Optional.ofNullable(fact.getDetails().get(name)).map(Instant::parse);
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }
}
