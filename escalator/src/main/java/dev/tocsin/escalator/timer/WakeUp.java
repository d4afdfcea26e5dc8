package dev.tocsin.escalator.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tocsin.runtime.streams.SoonCommits;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * One wall-clock punctuation, for the instant at which something falls due. A punctuation in a steady rhythm would be late
 * by half its period, and each one, though nothing is due, ends in a commit.
 */
public final class WakeUp {

    private final ProcessorContext<?, ?> context;
    private final SweepLimits limits;
    private final Consumer<Instant> action;
    private final SoonCommits commits;
    private Optional<Appointment> appointment = Optional.empty();

    private record Appointment(Instant at, Cancellable punctuation) {}

    /**
     * @param action
     *            is given the wall-clock time; makes the next appointment itself
     */
    public WakeUp(ProcessorContext<?, ?> context, SweepLimits limits, Consumer<Instant> action) {
        this.context = context;
        this.limits = limits;
        this.action = action;
        this.commits = SoonCommits.of(context);
    }

    /**
     * Wakes up then, or at the heartbeat if that is earlier. An appointment that is earlier stays.
     *
     * @param next
     *            when something falls due, if anything does
     */
    public void at(Optional<Instant> next, Instant now) {
        var heartbeat = now.plus(limits.heartbeat());
        var at = next.filter(heartbeat::isAfter).orElse(heartbeat);
        if (appointment.filter(kept -> !kept.at().isAfter(at)).isPresent()) {
            return;
        }
        appointment.ifPresent(later -> later.punctuation().cancel());
        var wait = Duration.between(now, at);
        var delay = wait.compareTo(limits.soonest()) < 0 ? limits.soonest() : wait;
        appointment = Optional.of(new Appointment(at, context.schedule(delay, PunctuationType.WALL_CLOCK_TIME,
                millis -> wake(Instant.ofEpochMilli(millis)))));
    }

    private void wake(Instant now) {
        appointment.ifPresent(kept -> kept.punctuation().cancel());
        appointment = Optional.empty();
        action.accept(now);
        commits.ask();
    }
}
