package dev.tocsin.standalone.drill.through;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.drills.DrillReader;
import dev.tocsin.standalone.cases.FastForward;
import dev.tocsin.standalone.cases.PlayedPolicy;
import dev.tocsin.standalone.cases.StepPlayer;
import dev.tocsin.standalone.drill.through.vendor.Arrival;
import dev.tocsin.standalone.drill.through.vendor.Outside;

/**
 * A drill of a policy that ships, to the end of the wire: the topologies of correlator and escalator, the notifier with its
 * channels, and the vendors as they document themselves. Time moves only between steps.
 */
final class ThroughDrill implements AutoCloseable {

    /** When a drill begins: a Friday night. */
    private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");

    private final Outside outside;
    private final FastForward log;
    private final NotifierByHand notifier;
    private final StepPlayer player;
    private final String name;

    private ThroughDrill(String name) throws IOException, PolicyErrors {
        this.name = name;
        outside = new Outside(Files.readString(Path.of("..", "policies", name + ".yml")), () -> Duration.between(START,
                now()));
        var policy = PlayedPolicy.load(name + ".yml", outside.policy());
        log = FastForward.ofNotifications(START, version -> PinnedPolicy.of(version, policy.compiled().policy()));
        notifier = new NotifierByHand(policy.compiled(), outside::variable, START);
        log.deliverBy(notifier);
        log.send("", new PolicyActivated(policy.version()));
        player = new StepPlayer(log, policy.compiled());
    }

    private Instant now() {
        return log.now();
    }

    /** Begins one with the policy of that name. */
    static ThroughDrill of(String policy) throws IOException, PolicyErrors {
        return new ThroughDrill(policy);
    }

    /** Plays steps, in the form of the files in {@code policies/drills}. */
    ThroughDrill play(String steps) throws PolicyErrors {
        DrillReader.read(name, "drills:\n  - name: through\n    steps:\n" + steps.indent(6)).drills().getFirst().steps()
                .forEach(player::play);
        return this;
    }

    /** Lets time pass. */
    ThroughDrill pass(Duration time) {
        log.advance(time);
        return this;
    }

    /** A vendor breaks down. */
    ThroughDrill breakDown(String vendor) {
        outside.breakDown(vendor);
        return this;
    }

    /** A vendor works again. */
    ThroughDrill repair(String vendor) {
        outside.repair(vendor);
        return this;
    }

    /** What arrived at these vendors, in order, a line for each: minute, vendor, place and what happened. */
    List<String> arrived(String... vendors) {
        return arrivals(vendors).stream().map(Arrival::line).toList();
    }

    /** All that arrived at these vendors; without a name, at all. */
    List<Arrival> arrivals(String... vendors) {
        var wanted = Set.of(vendors);
        return outside.arrivals().stream().filter(it -> wanted.isEmpty() || wanted.contains(it.vendor())).toList();
    }

    /** What is read of the only arrival with this line. */
    String text(String line) {
        var texts = arrivals().stream().filter(it -> it.line().equals(line)).map(Arrival::text).toList();
        if (texts.size() != 1) {
            throw new AssertionError(texts.size() + " arrived as '" + line + "', of " + arrived());
        }
        return texts.getFirst();
    }

    /** What is open outside. */
    Set<String> open() {
        return outside.open();
    }

    NotifierByHand notifier() {
        return notifier;
    }

    @Override
    public void close() {
        log.close();
        notifier.close();
        outside.close();
    }
}
