package dev.tocsin.console.command;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.Command;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.schemas.command.CommandCheck;
import dev.tocsin.schemas.command.CommandVerdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes commands to Kafka and waits for their results. The correlator decides; what it would refuse with certainty is
 * refused at once, by the same function.
 */
public final class CommandDesk {

    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

    /** Detail of a timeline entry with the ID of its command; written by the correlator. */
    private static final String COMMAND_DETAIL = "command";
    private static final String REASON_DETAIL = "reason";

    /** A paged person can answer a moment before this console has read the incident. */
    private static final Duration UNTIL_READ = Duration.ofSeconds(1);

    private final Projection projection;
    private final CommandLog log;
    private final Clock clock;
    private final Duration confirmWithin;

    public CommandDesk(Projection projection, CommandLog log, Clock clock, Duration confirmWithin) {
        this.projection = projection;
        this.log = log;
        this.clock = clock;
        this.confirmWithin = confirmWithin;
    }

    /**
     * Writes a command to Kafka.
     *
     * @param wait
     *            time to wait for its effect; zero answers as soon as Kafka has the command
     * @throws CommandLogUnavailableException
     *             if Kafka did not confirm it
     */
    public CommandAnswer take(CommandRequest order, Duration wait) throws InterruptedException {
        var incident = projection.await(() -> projection.incident(order.incidentId()), UNTIL_READ);
        if (incident.isEmpty()) {
            return new CommandAnswer.UnknownIncident(order.incidentId());
        }
        var before = verdict(order);
        if (before.isPresent()) {
            return outcome(order, before.get(), wait);
        }
        return switch (CommandCheck.check(order.kind(), order.arguments(), order.note(), incident.get().standing(),
                clock.instant())) {
            case CommandVerdict.Refused(var refusal) -> new CommandAnswer.Refused(order.commandId(), refusal
                    .sentence());
            case CommandVerdict.Accepted _ -> {
                log.append(signal(order, incident.get().serviceKey()), confirmWithin);
                LOG.info("incident {}: {} requested by {} via {}, command {}", order.incidentId(), order.kind(), order
                        .actor(),
                        order.via(), order.commandId());
                yield watch(order, wait);
            }
        };
    }

    private CommandAnswer watch(CommandRequest order, Duration wait) throws InterruptedException {
        if (wait.isZero()) {
            return new CommandAnswer.Accepted(order.commandId());
        }
        var started = clock.instant();
        var verdict = projection.await(() -> verdict(order), wait);
        if (verdict.isEmpty()) {
            return new CommandAnswer.Accepted(order.commandId());
        }
        var left = wait.minus(Duration.between(started, clock.instant()));
        return outcome(order, verdict.get(), left.isNegative() ? Duration.ZERO : left);
    }

    private Optional<TimelineEntry> verdict(CommandRequest order) {
        return projection.fact(order.incidentId(), COMMAND_DETAIL, order.commandId());
    }

    /** Timeline entry and snapshot arrive on different topics, so the snapshot can be a moment behind. */
    private CommandAnswer outcome(CommandRequest order, TimelineEntry verdict, Duration wait)
            throws InterruptedException {
        if (verdict.getKind() == FactKind.COMMAND_REFUSED) {
            return new CommandAnswer.Refused(order.commandId(), verdict.getDetails().getOrDefault(REASON_DETAIL, verdict
                    .getSummary()));
        }
        return projection.await(() -> fresh(order.incidentId(), verdict), wait)
                .<CommandAnswer>map(incident -> new CommandAnswer.CarriedOut(order.commandId(), incident))
                .orElseGet(() -> new CommandAnswer.Accepted(order.commandId()));
    }

    private Optional<IncidentHeadline> fresh(String incidentId, TimelineEntry verdict) {
        return projection.incident(incidentId).filter(incident -> !incident.milestones().updatedAt().isBefore(verdict
                .getAt()));
    }

    /** The command's ID is also the signal's, so that the person can find the decisions about it. */
    private Signal signal(CommandRequest order, String serviceKey) {
        var now = clock.instant();
        var command = Command.newBuilder().setId(order.commandId()).setIncidentId(order.incidentId())
                .setKind(order.kind()).setActor(order.actor()).setVia(order.via()).setIssuedAt(now)
                .setNote(order.note()).setArguments(order.arguments()).build();
        return Signal.newBuilder().setId(order.commandId()).setServiceKey(serviceKey).setReceivedAt(now)
                .setBody(command).build();
    }
}
