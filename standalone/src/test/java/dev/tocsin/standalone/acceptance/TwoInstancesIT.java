package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tocsin.standalone.acceptance.harness.AlertSender;
import dev.tocsin.standalone.acceptance.harness.Auditor;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.ServiceFleet;
import dev.tocsin.standalone.acceptance.harness.TestPolicy;
import dev.tocsin.standalone.acceptance.harness.TocsinProcess;
import dev.tocsin.standalone.acceptance.harness.WebhookReceiver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of each service share the work; when one is killed, the other takes it over. One notifier is only frozen:
 * it comes back and believes that it still has its work.
 */
@Tag("process")
class TwoInstancesIT {

    private static final List<String> COMMANDS = List.of("ingest", "correlator", "escalator", "notifier");
    private static final List<String> CONSUMERS = List.of("correlator", "escalator", "notifier");
    private static final int ALERTS_PER_SECOND = 40;

    @TempDir
    private Path folder;

    @Test
    void shouldShareTheWorkAndTakeOverFromTheDead() throws Exception {
        try (var receiver = WebhookReceiver.open(); var fleet = ServiceFleet.in(folder)) {
            receiver.expectEverything();
            fleet.publish(TestPolicy.paging(receiver, folder));
            var first = COMMANDS.stream().map(command -> fleet.add(command, "a")).toList();
            var second = COMMANDS.stream().map(command -> fleet.add(command, "b")).toList();
            fleet.processes().forEach(TocsinProcess::awaitReady);
            for (var consumer : CONSUMERS) {
                Awaiting.until("both instances of " + consumer + " at work", () -> areShared(fleet,
                        consumer));
            }
            try (var sender = new AlertSender("two", alternating(first.getFirst(), second.getFirst()),
                    receiver::count)
                    .start(ALERTS_PER_SECOND)) {
                Awaiting.until("pages", fleet.topics()::movement, () -> receiver.count() >= 10);

                first.subList(0, 3).forEach(TocsinProcess::kill9);
                var zombie = first.getLast();
                zombie.freeze();

                for (var consumer : CONSUMERS) {
                    Awaiting.until("the other " + consumer + " has all", () -> isTakenOver(fleet, consumer));
                }
                var before = receiver.count();
                Awaiting.until("more pages", fleet.topics()::movement, () -> receiver.count() >= before + 10);
                zombie.thaw();
                Awaiting.until("both notifiers at work again", () -> areShared(fleet, "notifier"));
                sender.finish();

                var ledger = new Auditor(fleet.topics(), receiver).settle(sender.accepted());
                assertThat(ledger.accepted()).hasSizeGreaterThan(100);
                second.forEach(TocsinProcess::terminate);
            }
        }
    }

    /** As a load balancer without health checks would send: in turns, also to the dead. */
    private static java.util.function.Supplier<String> alternating(TocsinProcess one, TocsinProcess other) {
        var turn = new AtomicInteger();
        return () -> turn.getAndIncrement() % 2 == 0 ? one.url() : other.url();
    }

    private static boolean areShared(ServiceFleet fleet, String consumer) throws Exception {
        var partitions = partitions(fleet, consumer);
        return partitions.size() == 2 && partitions.values().stream().allMatch(each -> each > 0)
                && sum(partitions) == ServiceFleet.PARTITIONS;
    }

    private static boolean isTakenOver(ServiceFleet fleet, String consumer) throws Exception {
        var partitions = partitions(fleet, consumer);
        return partitions.size() == 1 && sum(partitions) == ServiceFleet.PARTITIONS;
    }

    private static int sum(Map<String, Integer> partitions) {
        return partitions.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many partitions each instance has. */
    private static Map<String, Integer> partitions(ServiceFleet fleet, String consumer) throws Exception {
        return fleet.topics().assignment(fleet.topics().groupNamed(consumer).orElseThrow());
    }
}
