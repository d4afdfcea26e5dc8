package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.tocsin.event.Incident;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.FakeClock;
import dev.tocsin.standalone.acceptance.harness.IntentWatch;
import dev.tocsin.standalone.acceptance.harness.IntentWatch.Page;
import dev.tocsin.standalone.acceptance.harness.IntentWatch.Seen;
import dev.tocsin.standalone.acceptance.harness.Ladders;
import dev.tocsin.standalone.acceptance.harness.ServiceFleet;
import dev.tocsin.standalone.acceptance.harness.TocsinProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open ladders on a real broker while an escalator is killed, its partitions move, the clock is set back and forward an
 * hour (where libfaketime is installed), and an escalator is suspended: each rung pages once, none early, none lost. Each
 * fault meets one rung of all ladders. {@code -Dtocsin.timers.ladders}, {@code .step} and {@code .suspended} (seconds) make
 * it long.
 */
@Tag("process")
class TimersIT {

    private static final Logger LOG = LoggerFactory.getLogger(TimersIT.class);
    private static final int LADDERS = Integer.getInteger("tocsin.timers.ladders", 2_000);
    private static final Duration STEP = Duration.ofSeconds(Integer.getInteger("tocsin.timers.step", 4));
    private static final Duration SUSPENDED = Duration.ofSeconds(Integer.getInteger("tocsin.timers.suspended", 6));
    private static final Duration EARLY = Duration.ofMillis(100);
    private static final List<String> FAULTS = List.of("as they open", "clock back an hour", "killed -9",
            "clock forward an hour", "suspended");
    private static final Map<String, String> SOON = Map.of("streams.session.timeout.ms", "3000",
            "streams.transaction.timeout.ms", "3000", "streams.standby.replicas", "1", "late.after", "30s");

    @TempDir
    private Path folder;

    @Test
    void shouldPageEachRungOnceWhateverHappens() throws Exception {
        var clock = FakeClock.in(folder);
        try (var fleet = ServiceFleet.in(folder);
                var ladders = new Ladders(fleet, STEP, FAULTS.size());
                var watch = new IntentWatch(fleet)) {
            fleet.publish(ladders.policy());
            var environment = clock.map(FakeClock::environment).orElse(Map.of());
            var a = fleet.add("escalator", "a", SOON, environment);
            var b = fleet.add("escalator", "b", SOON, environment);
            List.of(a, b).forEach(TocsinProcess::awaitReady);
            IntStream.range(0, LADDERS).forEach(number -> ladders.open("incident-" + number));
            ladders.flush();
            awaitRung(fleet, watch, 0);
            var last = ladders.written().getLast();

            set(clock, Duration.ofHours(-1));
            awaitRung(fleet, watch, 1);
            // A process that starts believes the clock: that of a machine on which it is wrong by then is another story.
            set(clock, Duration.ZERO);
            sleepUntil(ladders.dueAt(last, 2).minus(STEP.dividedBy(5)));
            a.kill9();
            a.start();
            awaitRung(fleet, watch, 2);
            a.awaitReady();
            set(clock, Duration.ofHours(1));
            awaitRung(fleet, watch, 3);
            sleepUntil(ladders.dueAt(last, 4).minus(STEP.dividedBy(5)));
            b.freeze();
            var thawAt = Instant.now().plus(SUSPENDED);
            awaitPages(fleet, watch, LADDERS * FAULTS.size() / 2);
            sleepUntil(thawAt);
            b.thaw();
            awaitRung(fleet, watch, 4);
            b.awaitReady();
            fleet.processes().forEach(TocsinProcess::terminate);

            assertThat(watch.twice()).as("pages that came twice").isEmpty();
            assertThat(watch.pages()).hasSize(LADDERS * FAULTS.size());
            assertThat(early(watch, ladders)).as("pages before they were due").isEmpty();
            report(watch, ladders, clock.isPresent());
        }
    }

    private static void set(Optional<FakeClock> clock, Duration ahead) {
        clock.ifPresent(each -> each.set(ahead));
    }

    private static void awaitRung(ServiceFleet fleet, IntentWatch watch, int rung) {
        awaitPages(fleet, watch, LADDERS * (rung + 1));
    }

    private static void awaitPages(ServiceFleet fleet, IntentWatch watch, int count) {
        Awaiting.until(count + " pages", fleet.topics()::movement, () -> watch.count() >= count);
    }

    private static void sleepUntil(Instant then) throws InterruptedException {
        var wait = Duration.between(Instant.now(), then);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }

    private static List<String> early(IntentWatch watch, Ladders ladders) {
        var early = new ArrayList<String>();
        forEach(watch, ladders, (page, rung, due, seen) -> {
            if (seen.decidedAt().isBefore(due.minus(EARLY)) || seen.readAt().isBefore(due.minus(EARLY))) {
                early.add(page + " due " + due + ", decided " + seen.decidedAt() + ", read " + seen.readAt());
            }
        });
        return early;
    }

    private static void report(IntentWatch watch, Ladders ladders, boolean clockWasSet) {
        var late = new ArrayList<List<Long>>();
        FAULTS.forEach(_ -> late.add(new ArrayList<>()));
        forEach(watch, ladders, (_, rung, due, seen) -> late.get(rung).add(Duration.between(due, seen.readAt())
                .toMillis()));
        for (var rung = 0; rung < FAULTS.size(); rung++) {
            var sorted = late.get(rung).stream().sorted().toList();
            LOG.info("{} ladders, {}{}: from due to committed and read p50 {} ms, p99 {} ms, max {} ms", LADDERS, FAULTS
                    .get(rung), clockWasSet || !FAULTS.get(rung).startsWith("clock") ? "" : " (not set)", sorted.get(
                            sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.getLast());
        }
    }

    private static void forEach(IntentWatch watch, Ladders ladders, Look look) {
        var pages = watch.pages();
        for (Incident incident : ladders.written()) {
            for (var rung = 0; rung < FAULTS.size(); rung++) {
                var page = new Page(incident.getId(), Ladders.target(rung));
                look.at(page, rung, ladders.dueAt(incident, rung), Objects.requireNonNull(pages.get(page)));
            }
        }
    }

    private interface Look {
        void at(Page page, int rung, Instant due, Seen seen);
    }
}
