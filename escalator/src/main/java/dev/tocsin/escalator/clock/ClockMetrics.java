package dev.tocsin.escalator.clock;

import static dev.tocsin.escalator.account.EscalatorMetrics.CLOCKS_BREACHED;
import static dev.tocsin.escalator.account.EscalatorMetrics.CLOCKS_OVERDUE;
import static dev.tocsin.escalator.account.EscalatorMetrics.CLOCKS_RUNNING;
import static dev.tocsin.escalator.account.EscalatorMetrics.CLOCKS_WARNED;
import static dev.tocsin.escalator.account.EscalatorMetrics.CLOCK_DURATION;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

import dev.tocsin.escalator.decision.ObligationDecision.Happened;
import dev.tocsin.event.FactKind;
import dev.tocsin.runtime.metric.MetricSpec;
import dev.tocsin.state.ClockRow;
import dev.tocsin.state.Escalation;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Metrics of the clocks by phase and severity. Work that is rolled back and repeated counts twice.
 */
public final class ClockMetrics {

    /** Bound on distinct severities; others are counted together. */
    private static final int SEVERITIES = 20;
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Set<String> severities = ConcurrentHashMap.newKeySet();
    private final Map<TaskId, Standing> standing = new ConcurrentHashMap<>();

    /**
     * @param running
     *            clocks of open phases, including paused ones
     * @param breached
     *            those of them that are breached
     */
    private record Standing(int running, int breached) {

        static final Standing NONE = new Standing(0, 0);

        static Standing of(Escalation row) {
            var running = row.getClocks().stream().filter(clock -> clock.getEndedAt().isEmpty()).toList();
            return new Standing(running.size(), (int) running.stream().filter(ClockRow::getBreached).count());
        }

        Standing plus(Standing other, int sign) {
            return new Standing(running + sign * other.running, breached + sign * other.breached);
        }
    }

    /** Shown in a registry. */
    public ClockMetrics(MeterRegistry registry) {
        this.registry = registry;
        gauge(CLOCKS_RUNNING, Standing::running);
        gauge(CLOCKS_OVERDUE, Standing::breached);
    }

    private void gauge(MetricSpec metric, ToIntFunction<Standing> what) {
        metric.watch(registry, standing, all -> all.values().stream().mapToInt(what).sum());
    }

    /** A row is another one now; it may have come or gone. */
    public void changed(TaskId task, Optional<Escalation> before, Optional<Escalation> after) {
        var difference = after.map(Standing::of).orElse(Standing.NONE).plus(before.map(Standing::of).orElse(
                Standing.NONE), -1);
        standing.merge(task, difference, (now, more) -> now.plus(more, 1));
    }

    /** The task lost its rows. */
    public void left(TaskId task) {
        standing.remove(task);
    }

    /** Counts a timeline entry, if it concerns a clock. */
    public void happened(Happened fact) {
        if (fact.kind() == FactKind.CLOCK_WARNED) {
            CLOCKS_WARNED.in(registry, labels(fact)).increment();
        } else if (fact.kind() == FactKind.CLOCK_BREACHED) {
            CLOCKS_BREACHED.in(registry, labels(fact)).increment();
        } else if (fact.kind() == FactKind.CLOCK_MET) {
            var outcome = fact.details().containsKey("lateByMillis") ? "late" : "met";
            CLOCK_DURATION.timer(registry, phase(fact), severity(fact), outcome).record(Duration.ofMillis(Long
                    .parseLong(
                            fact.details().getOrDefault("elapsedMillis", "0"))));
        }
    }

    private String[] labels(Happened fact) {
        return new String[]{phase(fact), severity(fact)};
    }

    private static String phase(Happened fact) {
        return fact.details().getOrDefault("phase", OTHER);
    }

    private String severity(Happened fact) {
        var severity = fact.details().getOrDefault("severity", OTHER);
        return severities.contains(severity) || (severities.size() < SEVERITIES && severities.add(severity))
                ? severity
                : OTHER;
    }
}
