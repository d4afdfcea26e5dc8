package dev.tocsin.console.command;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.tocsin.console.projection.Headline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.Command;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes people's orders, writes them to the log, and looks whether they were carried out. */
public final class CommandDesk {

    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

    /** Detail of a timeline entry that names the command which brought it about; written by the correlator. */
    private static final String COMMAND_DETAIL = "command";
    private static final String REASON_DETAIL = "reason";

    /** Who is paged may answer at once, a moment before this console has read of the incident. */
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
     * Carries an order to the log.
     *
     * @param wait
     *            how long to wait for its effect; zero answers as soon as the log has it
     * @throws CommandLogUnavailableException
     *             when the log did not confirm it
     */
    public Answer take(Order order, Duration wait) throws InterruptedException {
        var incident = projection.await(() -> projection.incident(order.incidentId()), UNTIL_READ);
        if (incident.isEmpty()) {
            return new Answer.UnknownIncident(order.incidentId());
        }
        var before = verdict(order);
        if (before.isPresent()) {
            return outcome(order, before.get(), wait);
        }
        return switch (Judgement.of(incident.get(), order.kind())) {
            case Judgement.Refused(var reason) -> new Answer.Refused(order.commandId(), reason);
            case Judgement.Possible() -> {
                log.append(signal(order, incident.get().serviceKey()), confirmWithin);
                LOG.info("{} {} asked by {} via {}, command {}", order.incidentId(), order.kind(), order.actor(),
                        order.via(), order.commandId());
                yield watch(order, wait);
            }
        };
    }

    private Answer watch(Order order, Duration wait) throws InterruptedException {
        if (wait.isZero()) {
            return new Answer.Accepted(order.commandId());
        }
        var started = clock.instant();
        var verdict = projection.await(() -> verdict(order), wait);
        if (verdict.isEmpty()) {
            return new Answer.Accepted(order.commandId());
        }
        var left = wait.minus(Duration.between(started, clock.instant()));
        return outcome(order, verdict.get(), left.isNegative() ? Duration.ZERO : left);
    }

    private Optional<TimelineEntry> verdict(Order order) {
        return projection.fact(order.incidentId(), COMMAND_DETAIL, order.commandId());
    }

    /** The fact and the snapshot come in different topics, so the snapshot may be a moment behind. */
    private Answer outcome(Order order, TimelineEntry verdict, Duration wait) throws InterruptedException {
        if (verdict.getKind() == FactKind.COMMAND_REFUSED) {
            return new Answer.Refused(order.commandId(), verdict.getDetails().getOrDefault(REASON_DETAIL, verdict
                    .getSummary()));
        }
        return projection.await(() -> fresh(order.incidentId(), verdict), wait)
                .<Answer>map(incident -> new Answer.CarriedOut(order.commandId(), incident))
                .orElseGet(() -> new Answer.Accepted(order.commandId()));
    }

    private Optional<Headline> fresh(String incidentId, TimelineEntry verdict) {
        return projection.incident(incidentId).filter(incident -> !incident.updatedAt().isBefore(verdict.getAt()));
    }

    /** The command's id is the signal's, so that the decisions about it are found by the id that the person was told. */
    private Signal signal(Order order, String serviceKey) {
        var now = clock.instant();
        var command = Command.newBuilder().setId(order.commandId()).setIncidentId(order.incidentId())
                .setKind(order.kind()).setActor(order.actor()).setVia(order.via()).setIssuedAt(now)
                .setNote(order.note()).setArguments(order.arguments()).build();
        return Signal.newBuilder().setId(order.commandId()).setServiceKey(serviceKey).setReceivedAt(now)
                .setBody(command).build();
    }
}
