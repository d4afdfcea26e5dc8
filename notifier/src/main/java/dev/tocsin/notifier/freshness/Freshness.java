package dev.tocsin.notifier.freshness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.delivery.FreshnessVerdict;
import dev.tocsin.notifier.delivery.Judge;
import dev.tocsin.notifier.freshness.IncidentView.Standing;
import dev.tocsin.notifier.kind.KindTraits;

/**
 * Judges as of now whether somebody should still be told. In doubt it says yes: a page too many is better than one too
 * few. An end is always told, so that nothing that was opened outside stays open.
 */
public final class Freshness implements Judge {

    private final IncidentView incidents;
    private final Supplier<Boolean> upToDate;
    private final Receivers receivers;

    /** What the policy says of the receivers, as far as it is read. */
    public interface Receivers {

        /** Whether the receiver folds the same notification sent twice; empty while the policy is not read. */
        Optional<Boolean> keyed(Notification notification);

        /** Why the receiver can make nothing of its kind; empty when it can, or while the policy is not read. */
        Optional<String> refusal(Notification notification);

        /** How many attempts to one destination may be under way together. */
        int parallel(Notification notification);
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

    /** What may have arrived and need not be repeated is repeated only where the receiver knows a repeat when it sees one. */
    private FreshnessVerdict known(Notification notification, boolean possibleRepeat) {
        return possibleRepeat && !KindTraits.of(notification.getKind()).isRepeatedInDoubt() && !receivers.keyed(
                notification).orElse(true)
                        ? new FreshnessVerdict.Drop("in-doubt",
                                "it may have arrived, and the receiver cannot detect duplicates")
                        : new FreshnessVerdict.Send();
    }

    /** How far the view may lag before it is not asked any more. */
    public static boolean trusted(Instant lastRead, Instant now) {
        return !lastRead.isBefore(now.minus(Duration.ofSeconds(10)));
    }
}
