package dev.tocsin.notifier.freshness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.delivery.FreshnessCheck;
import dev.tocsin.notifier.delivery.FreshnessVerdict;
import dev.tocsin.notifier.freshness.IncidentView.Standing;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.policy.model.Throttle;

/**
 * Decides whether a notification is still sent. When in doubt it is: an extra page is better than a missing one. Ends are always sent, so that no alert stays open at a receiver.
 */
public final class Freshness implements FreshnessCheck {

    private final IncidentView incidents;
    private final Supplier<Boolean> upToDate;
    private final Receivers receivers;

    /** Properties of receivers according to the policy, as far as it is read. */
    public interface Receivers {

        /** Whether the receiver detects duplicates; empty while the policy is not read. */
        Optional<Boolean> keyed(Notification notification);

        /** Why the receiver cannot handle the kind; empty if it can, or while the policy is not read. */
        Optional<String> refusal(Notification notification);

        /** Maximum of concurrent attempts to one destination. */
        int parallel(Notification notification);

        /** The throttle that may hold the notification back; empty if it never waits, or while the policy is not read. */
        default Optional<Throttle> throttle(Notification notification) {
            return Optional.empty();
        }

        /** What its channel was defined as; empty while the policy is not read. */
        default String definition(Notification notification) {
            return "";
        }
    }

    /**
     * A judge.
     *
     * @param upToDate
     *            whether the view of incidents can be trusted now
     */
    public Freshness(IncidentView incidents, Supplier<Boolean> upToDate, Receivers receivers) {
        this.incidents = incidents;
        this.upToDate = upToDate;
        this.receivers = receivers;
    }

    @Override
    public FreshnessVerdict judge(Notification notification, int attempt, boolean possibleRepeat) {
        var refusal = receivers.refusal(notification);
        if (refusal.isPresent()) {
            return new FreshnessVerdict.Drop("no-such-thing", refusal.get());
        }
        var standing = upToDate.get()
                ? incidents.standing(notification.getIncident().getId())
                        .filter(it -> it.revision() >= notification.getIncident().getRevision())
                : Optional.<Standing>empty();
        return standing.flatMap(it -> FreshnessRule.lost(it, notification, attempt)).<FreshnessVerdict>map(it -> it)
                .orElseGet(() -> known(notification, possibleRepeat));
    }

    @Override
    public int parallel(Notification notification) {
        return Math.max(1, receivers.parallel(notification));
    }

    @Override
    public Optional<Throttle> throttle(Notification notification) {
        return receivers.throttle(notification);
    }

    @Override
    public String definition(Notification notification) {
        return receivers.definition(notification);
    }

    /** A notification in doubt is repeated only if its kind requires it or the receiver detects duplicates. */
    private FreshnessVerdict known(Notification notification, boolean possibleRepeat) {
        return possibleRepeat && !KindTraits.of(notification.getKind()).isRepeatedInDoubt() && !receivers.keyed(
                notification).orElse(true)
                        ? new FreshnessVerdict.Drop("in-doubt",
                                "it may have arrived, and the receiver cannot detect duplicates")
                        : new FreshnessVerdict.Send();
    }

    /** Whether the view is recent enough to be used. */
    public static boolean trusted(Instant lastRead, Instant now) {
        return !lastRead.isBefore(now.minus(Duration.ofSeconds(10)));
    }
}
