package dev.tocsin.runtime;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs services until the process is told to stop. */
public final class ServiceMain {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    private ServiceMain() {}

    /** Starts the service, waits for the signal to stop, and closes it. */
    public static void run(Service service) {
        run(List.of(service));
    }

    /** Starts services in order, waits for the signal to stop, and closes them in reverse order. */
    public static void run(List<? extends Service> services) {
        var stop = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            await(closed);
        }, "stop"));
        try {
            services.forEach(Service::start);
            LOG.info("running: {}", services.stream().map(Service::name).toList());
            await(stop);
        } finally {
            services.reversed().forEach(ServiceMain::closeQuietly);
            closed.countDown();
        }
    }

    private static void closeQuietly(Service service) {
        try {
            service.close();
        } catch (RuntimeException failure) {
            LOG.warn("closing {} failed", service.name(), failure);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
