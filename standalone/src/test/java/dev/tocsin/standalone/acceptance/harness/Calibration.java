package dev.tocsin.standalone.acceptance.harness;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.schemas.topic.Topics;

/** What this machine does, measured where it matters: in the running pipeline, with whatever else the machine does now. */
public final class Calibration {

    private static final int ALERTS = 500;
    private static final int AT_ONCE = 1_000_000;

    private Calibration() {}

    /**
     * How many alerts a second the correlator judges at present. Writes some at once, waits until they are judged, and so
     * also has the pipeline warm. The policy in force decides what becomes of them: let it fold them.
     *
     * @param source
     *            of the alerts; their services start with it as well
     * @param services
     *            over how many services they go
     */
    public static int judgedPerSecond(Pipeline pipeline, String source, int services) throws Exception {
        var flood = new Flood(source, source + "-", pipeline, services, Map.of());
        var began = System.nanoTime();
        flood.write(ALERTS, AT_ONCE);
        awaitJudged(pipeline);
        var took = Duration.ofNanos(System.nanoTime() - began);
        return Math.max(1, (int) (ALERTS * 1_000L / Math.max(1, took.toMillis())));
    }

    /** Waits until the correlator has judged everything that is written. */
    public static void awaitJudged(Pipeline pipeline) throws Exception {
        var correlator = pipeline.topics().groupNamed("correlator").orElseThrow();
        Awaiting.until("all alerts judged", pipeline.topics()::movement, () -> pipeline.topics().lag(Topics.SIGNALS,
                correlator).isEmpty());
    }
}
