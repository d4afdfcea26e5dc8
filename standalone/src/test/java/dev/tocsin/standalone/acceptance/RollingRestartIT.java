package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.event.Incident;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.EscalatorModel;
import dev.tocsin.standalone.acceptance.harness.IntentWatch;
import dev.tocsin.standalone.acceptance.harness.Ladders;
import dev.tocsin.standalone.acceptance.harness.ServiceFleet;
import dev.tocsin.standalone.acceptance.harness.TocsinProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two escalators under load, restarted in turns: the intents are those of one escalator in one thread that is never
 * restarted, by id, each once. {@code -Dtocsin.rolling.seconds=300} makes it long.
 */
@Tag("process")
class RollingRestartIT {

    private static final Logger LOG = LoggerFactory.getLogger(RollingRestartIT.class);
    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("tocsin.rolling.seconds", 12));
    private static final Duration BETWEEN_RESTARTS = Duration.ofSeconds(Integer.getInteger("tocsin.rolling.every", 6));
    private static final Duration STEP = Duration.ofSeconds(Integer.getInteger("tocsin.rolling.step", 15));
    private static final int PER_SECOND = Integer.getInteger("tocsin.rolling.rate", 40);
    private static final int RUNGS = 2;

    @TempDir
    private Path folder;

    @Test
    void shouldPageAsIfNobodyHadBeenRestarted() throws Exception {
        try (var fleet = ServiceFleet.in(folder);
                var ladders = new Ladders(fleet, STEP, RUNGS);
                var watch = new IntentWatch(fleet)) {
            fleet.publish(ladders.policy());
            var services = List.of("a", "b").stream().map(instance -> fleet.add("escalator", instance, Map.of(
                    "streams.standby.replicas", "1", "late.after", "5m"), Map.of())).toList();
            services.forEach(TocsinProcess::awaitReady);
            var restarts = Thread.ofPlatform().name("restarts").start(() -> restartInTurns(services));
            load(ladders);
            restarts.join();
            services.forEach(TocsinProcess::awaitReady);

            var expected = new EscalatorModel(ladders.policy()).pages(ladders.written());
            Awaiting.until(expected.size() + " pages", fleet.topics()::movement, () -> watch.count() >= expected
                    .size());
            services.forEach(TocsinProcess::terminate);

            var actual = new TreeMap<String, String>();
            watch.pages().forEach((page, seen) -> actual.put(page.incident() + " " + page.target(), seen.id()));
            LOG.info("{} snapshots, {} pages, {} restarts", ladders.written().size(), actual.size(), LOAD
                    .dividedBy(BETWEEN_RESTARTS));
            assertThat(watch.twice()).as("pages that came twice").isEmpty();
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static void restartInTurns(List<TocsinProcess> services) {
        var end = Instant.now().plus(LOAD);
        for (var turn = 0; Instant.now().isBefore(end); turn++) {
            var next = Instant.now().plus(BETWEEN_RESTARTS);
            var service = services.get(turn % services.size());
            service.terminate();
            service.start().awaitReady();
            sleepUntil(next);
        }
    }

    /** Opens incidents at a steady rate; every third is taken a second later. */
    private static void load(Ladders ladders) {
        var fresh = new ArrayDeque<Incident>();
        var began = Instant.now();
        for (var number = 0; number < LOAD.toSeconds() * PER_SECOND; number++) {
            sleepUntil(began.plusMillis(1_000L * number / PER_SECOND));
            var incident = ladders.open("rolling-" + number);
            if (number % 3 == 0) {
                fresh.add(incident);
            }
            while (!fresh.isEmpty() && fresh.getFirst().getOpenedAt().plusSeconds(1).isBefore(Instant.now())) {
                ladders.acknowledge(fresh.removeFirst());
            }
        }
        fresh.forEach(ladders::acknowledge);
        ladders.flush();
    }

    private static void sleepUntil(Instant then) {
        try {
            var wait = Duration.between(Instant.now(), then);
            if (wait.isPositive()) {
                Thread.sleep(wait);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
