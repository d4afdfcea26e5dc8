package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import dev.tocsin.event.Notification;
import dev.tocsin.standalone.acceptance.harness.AlertSender;
import dev.tocsin.standalone.acceptance.harness.Auditor;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.Ledger;
import dev.tocsin.standalone.acceptance.harness.ServiceFleet;
import dev.tocsin.standalone.acceptance.harness.StandaloneProcess;
import dev.tocsin.standalone.acceptance.harness.TestPolicy;
import dev.tocsin.standalone.acceptance.harness.TocsinProcess;
import dev.tocsin.standalone.acceptance.harness.WebhookReceiver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nothing lost, nothing twice, and timers on time, though processes are killed at any moment. The moments come from a seed
 * that is printed; {@code -Dtocsin.seed=} repeats it.
 */
@Tag("process")
class KillNineIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillNineIT.class);
    private static final int ALERTS_PER_SECOND = 40;
    private static final int KILLS = Integer.getInteger("tocsin.kills", 2);
    private static final Duration LATE_AFTER = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private Random random;

    @BeforeEach
    void seed() {
        var seed = Long.getLong("tocsin.seed", System.nanoTime());
        LOG.info("to repeat it: -Dtocsin.seed={}", seed);
        random = new Random(seed);
    }

    @Test
    void shouldKeepItsPromisesWhenStandaloneIsKilled() throws Exception {
        var outages = new ArrayList<Outage>();
        try (var receiver = WebhookReceiver.open();
                var standalone = new StandaloneProcess(folder, TestPolicy.paging(receiver, folder));
                var sender = new AlertSender("up", standalone::ingestUrl, receiver::count)) {
            receiver.expectEverything();
            standalone.start();
            sender.start(ALERTS_PER_SECOND);

            for (var kill = 0; kill < KILLS; kill++) {
                forAWhileUnderLoad(receiver);
                outages.add(Outage.of(() -> {
                    standalone.process().kill9();
                    standalone.start();
                }));
            }
            sender.finish();

            var ledger = new Auditor(standalone.topics(), receiver).settle(sender.accepted());
            assertThat(sender.failedRequests()).as("requests that met a dead process").isPositive();
            assertThat(fellDueIn(outages, ledger)).as("timers that fell due while it was dead").isNotEmpty();
            assertThat(ledger.intents()).allSatisfy(KillNineIT::saysThatItIsLate);
        }
    }

    @Test
    void shouldKeepItsPromisesWhenEachServiceIsKilled() throws Exception {
        try (var receiver = WebhookReceiver.open(); var fleet = ServiceFleet.in(folder)) {
            receiver.expectEverything();
            fleet.publish(TestPolicy.paging(receiver, folder));
            var services = Stream.of("ingest", "correlator", "escalator", "notifier")
                    .map(command -> fleet.add(command, "a")).toList();
            services.forEach(TocsinProcess::awaitReady);
            try (var sender = new AlertSender("each", services.getFirst()::url, receiver::count).start(
                    ALERTS_PER_SECOND)) {

                for (var service : services) {
                    forAWhileUnderLoad(receiver);
                    service.kill9();
                    service.start().awaitReady();
                }
                sender.finish();

                new Auditor(fleet.topics(), receiver).settle(sender.accepted());
            }
        }
    }

    /** Until alerts become pages again, and then for up to two seconds, to the nanosecond. */
    private void forAWhileUnderLoad(WebhookReceiver receiver) {
        var before = receiver.count();
        Awaiting.until("pages again", () -> receiver.count(), () -> receiver.count() > before + 5);
        LockSupport.parkNanos(random.nextLong(TimeUnit.SECONDS.toNanos(2)));
    }

    /** Pages of a rung that fell due in an outage. */
    private static List<Notification> fellDueIn(List<Outage> outages, Ledger ledger) {
        return ledger.intents().stream().filter(intent -> intent.getRung() > 1)
                .filter(intent -> outages.stream().anyMatch(outage -> outage.holds(intent.getDueAt()))).toList();
    }

    private static void saysThatItIsLate(Notification intent) {
        var lateness = Duration.between(intent.getDueAt(), intent.getCreatedAt());
        assertThat(intent.getLate()).as("decided %s after it was due", lateness)
                .isEqualTo(lateness.compareTo(LATE_AFTER) > 0);
    }

    private record Outage(Instant from, Instant to) {

        static Outage of(Runnable killAndStart) {
            var from = Instant.now();
            killAndStart.run();
            return new Outage(from, Instant.now());
        }

        boolean holds(Instant due) {
            return due.isAfter(from) && due.isBefore(to);
        }
    }
}
