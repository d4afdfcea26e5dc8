package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.Signal;
import dev.tocsin.notifier.delivery.DeliveryRecords.Failure;
import dev.tocsin.schemas.alert.OwnAlert;
import dev.tocsin.schemas.alert.OwnAlerts;

/**
 * Alarms for failing channels, one for each channel however many pages fail. An alarm fires when a channel rejects a notification, gives up, or leaves a page undelivered for too long. It resolves when every failed destination works again, or is no longer in the policy and the channel works. After a restart, firing alarms are known from their incidents.
 *
 * <p>
 * {@link #after} takes effect only with {@link #commit}. For the thread of the loop; {@link #failing} is thread-safe.
 */
public final class ChannelAlarms {

    /** Shortest interval between alarms of a channel; its failed destinations may change. */
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int SHOWN = 5;
    /** Stands for all destinations that the policy does not name, such as incident channels. */
    private static final String OTHERS = "incident channels and other destinations outside the policy";

    private final Predicate<String> addressed;
    private final Supplier<Map<String, String>> told;
    private volatile Map<String, Trouble> troubles = Map.of();
    private Map<String, Trouble> next = Map.of();

    /**
     * Knows of no trouble yet.
     *
     * @param addressed
     *            whether the policy names a destination
     * @param told
     *            summaries of firing alarms, by channel, as far as the log is read
     */
    public ChannelAlarms(Predicate<String> addressed, Supplier<Map<String, String>> told) {
        this.addressed = addressed;
        this.told = told;
    }

    /**
     * Failures of one channel.
     *
     * @param places
     *            reasons, by destination
     * @param toldAt
     *            time of the last alarm
     */
    private record Trouble(Map<String, String> places, Instant toldAt) {

        String words() {
            var shown = places.entrySet().stream().limit(SHOWN).map(place -> place.getKey() + " (" + place.getValue()
                    + ")").collect(Collectors.joining(", "));
            return places.size() > SHOWN ? shown + " and " + (places.size() - SHOWN) + " more" : shown;
        }
    }

    /** Alerts that follow from the steps. */
    List<Signal> after(Stream<DeliveryStep> steps, Instant now) {
        next = new HashMap<>(troubles);
        var alarms = new ArrayList<Signal>();
        steps.forEach(step -> DeliveryRecords.failure(step).ifPresentOrElse(failure -> failed(step.notification(),
                failure, now).ifPresent(alarms::add), () -> {
                    if (step instanceof DeliveryStep.Finish finish && finish.outcome() == DeliveryOutcome.DELIVERED) {
                        worked(step.notification(), now).ifPresent(alarms::add);
                    }
                }));
        return alarms;
    }

    /** Makes the result of {@link #after} permanent. */
    void commit() {
        troubles = Map.copyOf(next);
    }

    private Optional<Signal> failed(Notification notification, Failure failure, Instant now) {
        var channel = notification.getChannel();
        var known = Optional.ofNullable(next.get(channel));
        var places = new LinkedHashMap<>(known.map(Trouble::places).orElse(Map.of()));
        places.put(place(notification), failure.reason());
        var tells = known.filter(it -> it.toldAt().plus(AGAIN).isAfter(now)).isEmpty();
        var trouble = new Trouble(places, tells ? now : known.orElseThrow().toldAt());
        next.put(channel, trouble);
        return tells
                ? Optional.of(signal(notification, "failing", OwnAlerts.firing(OwnAlert.CHANNEL_FAILING, channel,
                        "Channel " + channel + " is failing: " + trouble.words(),
                        "Check the channel in the policy, its secret and its destinations. Notifications on this channel are not delivered;"
                                + " ladders continue with the next step.",
                        Map.of("destination", notification.getDestination(), "outcome", failure.outcome().name(),
                                "reason", failure.reason()),
                        now, "")))
                : Optional.empty();
    }

    private Optional<Signal> worked(Notification notification, Instant now) {
        var channel = notification.getChannel();
        var known = Optional.ofNullable(next.get(channel));
        if (known.isEmpty()) {
            return Optional.ofNullable(told.get().get(channel)).filter(summary -> summary.contains(place(
                    notification))).map(_ -> over(notification, now));
        }
        var places = new LinkedHashMap<>(known.get().places());
        places.remove(place(notification));
        places.keySet().removeIf(place -> !place.equals(OTHERS) && !addressed.test(place));
        if (!places.isEmpty()) {
            next.put(channel, new Trouble(places, known.get().toldAt()));
            return Optional.empty();
        }
        next.remove(channel);
        return Optional.of(over(notification, now));
    }

    private static Signal over(Notification notification, Instant now) {
        var channel = notification.getChannel();
        return signal(notification, "works", OwnAlerts.resolved(OwnAlert.CHANNEL_FAILING, channel, "Channel " + channel
                + " works again", "", Map.of("destination", notification.getDestination()), now, ""));
    }

    private String place(Notification notification) {
        return place(notification.getDestination());
    }

    /** The destination if the policy names it, else one word for all others. */
    String place(String destination) {
        return addressed.test(destination) ? destination : OTHERS;
    }

    private static Signal signal(Notification notification, String what, Alert alert) {
        return Signal.newBuilder().setId(notification.getId() + "/channel/" + what).setServiceKey(OwnAlerts.SERVICE)
                .setReceivedAt(alert.getStartsAt()).setBody(alert).build();
    }

    /** Failures by channel, from this process and from firing alarms of other and earlier processes. */
    public Map<String, String> failing() {
        var all = new TreeMap<>(told.get());
        troubles.forEach((channel, trouble) -> all.put(channel, trouble.words()));
        return all;
    }
}
