package dev.tocsin.standalone.acceptance.harness;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import org.awaitility.core.ConditionTimeoutException;

/** Where the pages of one service are read, each once. Closing it fails when something is left that nobody expected. */
public final class Desk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

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
            var page = Awaiting.forAtMost(PATIENCE, kind + " to " + target + " about " + service,
                    () -> unread().stream().filter(it -> it.kind() == kind && it.target().equals(target)).findFirst());
            read.add(page);
            return page;
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(late.getMessage() + "; came instead: " + unread(), late);
        }
    }

    /** Watches for a while that nothing comes. */
    public void assertSilentFor(Duration time) {
        org.awaitility.Awaitility.await("silence about " + service).pollDelay(Duration.ZERO).during(time)
                .atMost(time.plus(PATIENCE)).failFast(this::close).until(() -> unread().isEmpty());
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
