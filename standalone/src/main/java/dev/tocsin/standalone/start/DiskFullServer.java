package dev.tocsin.standalone.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.runtime.DiskWatch;
import dev.tocsin.runtime.HttpDefaults;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.OpsRoutes;
import dev.tocsin.runtime.Problem;
import io.javalin.Javalin;

/**
 * Answers for all services while the disk is too full to start them: {@code /readyz} and {@code /metrics} give the reason,
 * and all other requests get 503, so that senders retry.
 */
public final class DiskFullServer {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int UNAVAILABLE = 503;

    private final DiskWatch disk;
    private final List<PortCheck.Needed> ports;

    /**
     * @param ports
     *            ports to listen on
     */
    public DiskFullServer(DiskWatch disk, List<PortCheck.Needed> ports) {
        this.disk = disk;
        this.ports = List.copyOf(ports);
    }

    /** Returns as soon as the disk has enough space. */
    public void await() throws InterruptedException {
        if (!disk.look().isFull()) {
            return;
        }
        var servers = new ArrayList<Javalin>();
        try {
            ports.forEach(place -> servers.add(server().start(place.host(), place.port())));
            while (disk.look().isFull()) {
                Thread.sleep(BETWEEN_LOOKS);
            }
        } finally {
            servers.forEach(Javalin::stop);
        }
    }

    private Javalin server() {
        var metrics = Metrics.create("standalone");
        disk.bindTo(metrics);
        return Javalin.create(config -> {
            HttpDefaults.apply(config);
            OpsRoutes.add(config, disk::health, metrics);
            config.routes.error(404, context -> context.status(UNAVAILABLE).contentType(Problem.CONTENT_TYPE).header(
                    "Retry-After", "30").result(Problem.of(UNAVAILABLE, "disk-full", "The disk is full",
                            "Nothing was stored. Send it again later.").json()));
        });
    }
}
