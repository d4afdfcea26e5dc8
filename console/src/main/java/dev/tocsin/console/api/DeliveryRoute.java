package dev.tocsin.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.console.api.view.ChannelTestView;
import dev.tocsin.console.api.view.NotificationView;
import dev.tocsin.console.projection.DeliveryAttempt;
import dev.tocsin.console.projection.InboxMessage;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.Trait;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Target;
import io.javalin.http.Context;

/** {@code GET /api/deliveries}: the newest notifications with what became of them, and the outcomes by channel. */
final class DeliveryRoute {

    static final int USUAL = 100;
    static final int MOST = 500;
    private static final int MOST_TESTS = 20;

    private final Projection projection;
    private final PolicyInForce policy;
    private final Function<Context, Function<InboxMessage, NotificationView>> shown;

    /**
     * @param shown
     *            shows a notification to who asks
     */
    DeliveryRoute(Projection projection, PolicyInForce policy,
            Function<Context, Function<InboxMessage, NotificationView>> shown) {
        this.projection = projection;
        this.policy = policy;
        this.shown = shown;
    }

    void add(Routes routes) {
        routes.get("/api/deliveries", this::list);
    }

    /** What a delivery came to. */
    private enum Outcome {
        DELIVERED, FAILED, UNDER_WAY, NOT_SENT;

        static Outcome of(InboxMessage message) {
            return message.delivery().map(DeliveryAttempt::outcome).map(outcome -> switch (outcome) {
                case DELIVERED -> DELIVERED;
                case REJECTED, GAVE_UP -> FAILED;
                case DROPPED -> NOT_SENT;
                case STARTED, RETRY, UNKNOWN -> UNDER_WAY;
            }).orElse(UNDER_WAY);
        }
    }

    /**
     * The notifications of one channel that the console keeps.
     *
     * @param type
     *            empty if the policy in force has no such channel
     * @param underWay
     *            queued, sending or waiting for a retry
     * @param last
     *            time of the newest notification
     * @param testTargets
     *            targets to which a test of the channel can be sent; none if the public reads the channel
     */
    record ChannelOutcomes(String channel, String type, int delivered, int failed, int notSent, int underWay,
            Optional<Instant> last, List<String> testTargets) {

        ChannelOutcomes {
            testTargets = List.copyOf(testTargets);
        }

        static ChannelOutcomes of(String channel, String type, List<InboxMessage> messages,
                List<String> testTargets) {
            var counts = messages.stream().collect(Collectors.groupingBy(Outcome::of, Collectors.summingInt(one -> 1)));
            return new ChannelOutcomes(channel, type, counts.getOrDefault(Outcome.DELIVERED, 0), counts.getOrDefault(
                    Outcome.FAILED, 0), counts.getOrDefault(Outcome.NOT_SENT, 0), counts.getOrDefault(
                            Outcome.UNDER_WAY, 0), messages.stream().map(message -> message.schedule().createdAt())
                                    .max(Instant::compareTo), testTargets);
        }
    }

    /**
     * The answer.
     *
     * @param notifications
     *            newest first
     * @param channels
     *            channels of the policy in force and of these notifications, by name
     * @param tests
     *            newest tests of channels, newest first
     */
    record Deliveries(List<NotificationView> notifications, List<ChannelOutcomes> channels, int total,
            List<ChannelTestView> tests) {}

    private void list(Context context) {
        var limit = Limits.parse(ReadRoutes.parameter(context, "limit"), USUAL, MOST);
        var messages = projection.messages();
        var byChannel = messages.stream().collect(Collectors.groupingBy(message -> message.recipient().channel()));
        var inForce = policy.compiled().policy();
        var specs = inForce.channels();
        var names = new TreeSet<>(specs.keySet());
        names.addAll(byChannel.keySet());
        var channels = names.stream().map(name -> ChannelOutcomes.of(name, type(specs, name), byChannel.getOrDefault(
                name, List.of()), testTargets(inForce, name))).toList();
        var tests = projection.channelTests().stream().limit(MOST_TESTS).map(ChannelTestView::of).toList();
        Json.answerTagged(context, new Deliveries(messages.stream().limit(limit).map(shown.apply(context)).toList(),
                channels, messages.size(), tests));
    }

    private static List<String> testTargets(Policy policy, String channel) {
        return Optional.ofNullable(policy.channels().get(channel)).filter(spec -> !ChannelCatalogue.known(spec.type())
                .is(Trait.PUBLIC)).map(_ -> policy.targets().values().stream().filter(target -> target.addresses()
                        .stream().anyMatch(one -> one.channel().equals(channel))).map(Target::name).sorted().toList())
                .orElse(List.of());
    }

    private static String type(Map<String, ChannelSpec> specs, String name) {
        return Optional.ofNullable(specs.get(name)).map(ChannelSpec::type).orElse("");
    }
}
