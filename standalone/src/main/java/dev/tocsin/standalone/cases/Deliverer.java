package dev.tocsin.standalone.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.incident.Undelivered;

/** The notifier's part of a {@link FastForward}: reads incidents and notifications, and writes signals about what it could not deliver. */
public interface Deliverer {

    /** Delivers everything at once, to nobody. */
    Deliverer ALL = refusing(_ -> Optional.empty());

    /**
     * Takes what was written to the log since the last call, and does what is due.
     *
     * @return what it writes to the log of signals
     */
    List<Signal> deliver(List<Incident> changed, List<Notification> told, Instant now);

    /** The next moment at which it has something to do; empty if nothing waits. */
    Optional<Instant> nextDue();

    /**
     * Delivers everything at once, to nobody, except what is refused.
     *
     * @param why
     *            the reason for which a page cannot be delivered; empty where it can
     */
    static Deliverer refusing(Function<Notification, Optional<String>> why) {
        return new Deliverer() {
            @Override
            public List<Signal> deliver(List<Incident> changed, List<Notification> told, Instant now) {
                return told.stream().filter(one -> Set.of(NotificationKind.PAGE, NotificationKind.LADDER_EXHAUSTED)
                        .contains(one.getKind())).flatMap(one -> why.apply(one).map(reason -> Undelivered.of(one,
                                DeliveryOutcome.REJECTED, reason, now).signal(one.getIncident().getServiceKey()))
                                .stream()).toList();
            }

            @Override
            public Optional<Instant> nextDue() {
                return Optional.empty();
            }
        };
    }
}
