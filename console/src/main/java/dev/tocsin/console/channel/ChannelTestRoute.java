package dev.tocsin.console.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import dev.tocsin.console.access.ActorBody;
import dev.tocsin.console.api.Json;
import dev.tocsin.console.api.view.ChannelTestView;
import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.ChannelTestState;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.Trait;
import dev.tocsin.policy.model.Target;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/channels/{channel}/test}: has the notifier send one harmless message, and answers what came back. */
public final class ChannelTestRoute {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelTestRoute.class);
    private static final int TRY_AGAIN_SECONDS = 3;
    /** Longer than one attempt of any channel but mail; the result of a slower one stands in the list of deliveries. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    /** While a test is under way, another of the same target would only ring twice. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(2);

    private final Projection projection;
    private final Supplier<CompiledPolicy> policy;
    private final ChannelTestLog log;
    private final Duration patience;
    private final Clock clock;

    public ChannelTestRoute(Projection projection, Supplier<CompiledPolicy> policy, ChannelTestLog log, Clock clock) {
        this(projection, policy, log, PATIENCE, clock);
    }

    ChannelTestRoute(Projection projection, Supplier<CompiledPolicy> policy, ChannelTestLog log, Duration patience,
            Clock clock) {
        this.projection = projection;
        this.policy = policy;
        this.log = log;
        this.patience = patience;
        this.clock = clock;
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.post("/api/channels/{channel}/test", this::test);
    }

    private void test(Context context) throws InterruptedException {
        var form = ChannelTestForm.read(ActorBody.read(context, "actor"));
        var channel = context.pathParam("channel");
        check(channel, form.target());
        var test = ChannelTest.newBuilder().setId(UUID.randomUUID().toString()).setState(ChannelTestState.REQUESTED)
                .setChannel(channel).setTarget(form.target()).setActor(form.actor()).setRequestedAt(clock.instant())
                .build();
        try {
            log.append(test);
        } catch (CommandLogUnavailableException away) {
            throw ProblemException.notNow(Problem.of(503, "log-unavailable", "The test could not be requested", away
                    .getMessage() + ". Send it again."), TRY_AGAIN_SECONDS);
        }
        LOG.info("{} requested a test of channel {} to {}", form.actor(), channel, form.target());
        var ended = projection.await(() -> found(test.getId()), patience);
        context.status(ended.isPresent() ? 200 : 202);
        Json.answer(context, ChannelTestView.of(ended.orElse(test)));
    }

    private void check(String channel, String target) {
        var spec = policy.get().channel(channel).orElseThrow(() -> new ProblemException(Problem.of(404,
                "unknown-channel", "There is no such channel", "The policy in force has no channel '" + channel
                        + "'.")));
        if (ChannelCatalogue.known(spec.type()).is(Trait.PUBLIC)) {
            throw new ProblemException(Problem.of(409, "public-channel", "The public reads this channel",
                    "A test message would be published. Test it with a page of its own."));
        }
        if (policy.get().target(target).map(Target::addresses).stream().flatMap(List::stream).noneMatch(
                one -> one.channel().equals(channel))) {
            throw ProblemException.badRequest("Target '" + target + "' has no address on channel " + channel + ".");
        }
        var since = clock.instant().minus(UNDER_WAY);
        if (projection.channelTests().stream().anyMatch(one -> one.getState() == ChannelTestState.REQUESTED && one
                .getRequestedAt().isAfter(since) && one.getChannel().equals(channel) && one.getTarget().equals(
                        target))) {
            throw new ProblemException(Problem.of(409, "test-under-way", "The same test is under way",
                    "Wait for its result, two minutes at most."));
        }
    }

    private Optional<ChannelTest> found(String id) {
        return projection.channelTests().stream().filter(one -> one.getId().equals(id) && one
                .getState() != ChannelTestState.REQUESTED).findFirst();
    }
}
