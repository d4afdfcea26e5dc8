package dev.tocsin.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.projection.InboxMessage;
import dev.tocsin.event.Incident;
import dev.tocsin.event.StatusUpdate;

/** When somebody is to say next how an incident stands, as far as it is known here. */
final class NextUpdate {

    private NextUpdate() {}

    /** What the last update promised, or what the newest message since then says of it. */
    static Optional<Instant> of(Incident incident, List<InboxMessage> oldestFirst) {
        if (incident.getResolvedAt().isPresent()) {
            return Optional.empty();
        }
        var last = incident.getUpdates().stream().reduce((_, later) -> later);
        var since = last.map(StatusUpdate::getAt).orElse(incident.getRoundStartedAt());
        return oldestFirst.stream().filter(message -> !message.schedule().createdAt().isBefore(since)).flatMap(
                message -> message
                        .nextUpdate().stream()).reduce((_, later) -> later).or(() -> last.flatMap(
                                StatusUpdate::getNextAt));
    }
}
