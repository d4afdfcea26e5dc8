package dev.tocsin.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.live.LiveFeed;
import dev.tocsin.console.live.Subscription;
import dev.tocsin.console.route.Routes;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /api/stream}: server-sent events. Each client is served by a virtual thread of its own. */
public final class StreamRoute {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRoute.class);
    private static final int COME_BACK_SECONDS = 10;
    private static final String HEARTBEAT = "event: heartbeat\ndata: {}\n\n";
    private static final String BEGIN = "retry: 2000\n\n" + HEARTBEAT;

    private final LiveFeed feed;
    private final Duration heartbeat;
    private final Predicate<Context> admitted;

    /**
     * @param heartbeat
     *            after how long without an event a heartbeat is sent; a page that gets none knows that it is cut off
     * @param admitted
     *            whether a client may still follow; its session may end meanwhile
     */
    public StreamRoute(LiveFeed feed, Duration heartbeat, Predicate<Context> admitted) {
        this.feed = feed;
        this.heartbeat = heartbeat;
        this.admitted = admitted;
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.get("/api/stream", this::stream);
    }

    private void stream(Context context) throws IOException {
        var subscription = feed.join(Optional.ofNullable(context.header("Last-Event-ID"))).orElseThrow(
                () -> ProblemException.notNow(Problem.of(503, "too-many-clients", "Too many stream clients",
                        "The console serves its maximum number of stream clients. Try again in a moment."),
                        COME_BACK_SECONDS));
        try (subscription) {
            var response = context.res();
            response.setContentType("text/event-stream;charset=utf-8");
            response.setHeader("X-Accel-Buffering", "no");
            serve(subscription, response.getOutputStream(), () -> admitted.test(context));
        } catch (IOException | RuntimeException gone) {
            LOG.debug("a client of the stream went away: {}", gone.toString());
        } catch (InterruptedException cut) {
            LOG.debug("a client of the stream was cut");
        } finally {
            // A cut interrupts this thread, and the server may use it again.
            var _ = Thread.interrupted();
        }
    }

    private void serve(Subscription subscription, OutputStream out, BooleanSupplier isAdmitted) throws IOException,
            InterruptedException {
        write(out, BEGIN);
        while (isAdmitted.getAsBoolean()) {
            switch (subscription.next(heartbeat)) {
                case Subscription.Next.Event(var event) -> write(out, event.frame());
                case Subscription.Next.Quiet() -> write(out, HEARTBEAT);
                case Subscription.Next.Cut() -> {
                    return;
                }
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
