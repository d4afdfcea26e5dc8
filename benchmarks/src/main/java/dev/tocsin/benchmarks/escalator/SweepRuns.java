package dev.tocsin.benchmarks.escalator;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

import dev.tocsin.escalator.timer.SweepLimits;
import dev.tocsin.escalator.timer.TimerSweep;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.state.Escalation;

/** The reminders of one partition alone, without rows and without a broker. */
final class SweepRuns {

    private static final Instant BEGAN = Instant.parse("2026-03-02T10:00:00Z");
    private static final int SHUFFLE = 7_919;

    private final BiConsumer<String, String> note;

    SweepRuns(BiConsumer<String, String> note) {
        this.note = note;
    }

    /** Memory of so many reminders; what a look costs when none is due, and what one costs that is due. */
    void timers(int count) {
        var what = String.format(Locale.ROOT, "%,d timers in one heap: ", count);
        var sweep = new TimerSweep(new SweepLimits(Duration.ofMillis(1), Duration.ofSeconds(30), Integer.MAX_VALUE,
                Duration.ofHours(1), Duration.ofDays(1), 1), System::nanoTime);
        var before = usedMegabytes();
        var began = System.nanoTime();
        for (var number = 0L; number < count; number++) {
            sweep.set(row("0a1b2c3d-" + String.format(Locale.ROOT, "%012d", number), BEGAN.plusMillis(1 + number
                    * SHUFFLE % count)));
        }
        note.accept(what + "set one (row made for it)", micros(began, count));
        note.accept(what + "heap", usedMegabytes() - before + " MB");
        var looks = 1_000_000;
        began = System.nanoTime();
        for (var look = 0; look < looks; look++) {
            sweep.run(BEGAN, nothing());
        }
        note.accept(what + "sweep when nothing is due", micros(began, looks));
        began = System.nanoTime();
        sweep.run(BEGAN.plusMillis(count), nothing());
        note.accept(what + "take one that is due (without its row)", micros(began, count));
    }

    private static Escalation row(String id, Instant due) {
        var incident = Incident.newBuilder().setId(id).setRevision(1).setServiceKey("shop").setCorrelationKey("shop")
                .setState(IncidentState.OPEN).setRound(1).setTitle("It is down").setSeverity(new Severity("SEV1", 1))
                .setService("shop").setLadder("sev1").setPolicyName("bench").setPolicyVersion(1).setRuleId("down")
                .setRuleReason("because").setAlertsTotal(1).setAlertsFiring(1).setOpenedAt(BEGAN).setRoundStartedAt(
                        BEGAN).setUpdatedAt(BEGAN).setAcknowledgedBy("").setMitigatedBy("").setResolvedBy("").build();
        return Escalation.newBuilder().setIncident(incident).setLadder("sev1").setPolicyVersion(1).setStartedAt(BEGAN)
                .setNextRung(1).setWakeAt(due).setGeneration(1).build();
    }

    private static TimerSweep.DueRows nothing() {
        return new TimerSweep.DueRows() {

            @Override
            public Optional<Escalation> find(String incidentId) {
                return Optional.empty();
            }

            @Override
            public boolean mustReadMore(Escalation row, Instant firstLook, Instant now) {
                return false;
            }

            @Override
            public void waits(Escalation row, Instant now) {}

            @Override
            public int due(Escalation row, Instant now) {
                throw new IllegalStateException("no row was found");
            }
        };
    }

    private static String micros(long began, long count) {
        return String.format(Locale.ROOT, "%.3f us", (System.nanoTime() - began) / 1_000.0 / count);
    }

    private static long usedMegabytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1_048_576;
    }
}
