package dev.tocsin.standalone.acceptance.harness;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import dev.tocsin.event.NotificationKind;

/** Where the pages of one service are read, each once. Closing it fails when something is left that nobody expected. */
public final class Desk implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final WebhookReceiver receiver;
    private final String service;
    private final Set<Page> read = new HashSet<>();

    Desk(WebhookReceiver receiver, String service) {
        this.receiver = receiver;
        this.service = service;
    }

    /** The next page for a target; waits for it. */
    public Page awaitPage(String target) {
        return await(NotificationKind.PAGE, target);
    }

    /** The next message of a kind for a target; waits for it. */
    public Page await(NotificationKind kind, String target) {
        try {
            var page = Awaiting.value(kind + " to " + target + " about " + service, () -> receiver.pages().size(),
                    () -> unread().stream().filter(it -> it.kind() == kind && it.target().equals(target)).findFirst());
            read.add(page);
            return page;
        } catch (AssertionError missing) {
            throw new AssertionError(missing.getMessage() + "; came instead: " + unread(), missing);
        }
    }

    /** Watches for a while that nothing comes. */
    public void assertSilentFor(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            close();
            LockSupport.parkNanos(LOOK.toNanos());
        }
        close();
    }

    /** What came and was not read yet. */
    public List<Page> unread() {
        return receiver.pages().stream().filter(page -> page.service().equals(service) && !read.contains(page))
                .toList();
    }

    @Override
    public void close() {
        if (!unread().isEmpty()) {
            throw new AssertionError("about " + service + " came what nobody expected: " + unread());
        }
    }
}
