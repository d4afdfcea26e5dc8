package dev.tocsin.standalone.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until the pipeline has nothing left to do, and compares the books then. */
public final class Auditor {

    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
    private static final List<Topic<?>> WRITTEN_IN_TRANSACTIONS = List.of(Topics.SIGNALS, Topics.INCIDENTS,
            Topics.TIMELINE, Topics.NOTIFICATIONS, Topics.DELIVERIES);

    private final TopicReader topics;
    private final WebhookReceiver receiver;

    public Auditor(TopicReader topics, WebhookReceiver receiver) {
        this.topics = topics;
        this.receiver = receiver;
    }

    /**
     * Waits, checks, and gives the books for more questions.
     */
    public Ledger settle(Set<String> accepted) {
        until("every accepted alert in an incident", () -> ledger(accepted).missing().isEmpty());
        for (var service : List.of("correlator", "escalator", "notifier")) {
            until("no lag of " + service, () -> topics.lag(input(service), group(service)).isEmpty());
        }
        until("every ladder climbed", () -> ledger(accepted).climbing(TestPolicy.RUNGS).isEmpty());
        until("an outcome of every intent", () -> ledger(accepted).unfinished().isEmpty());
        until("no hanging transaction", () -> topics.openTransactions(WRITTEN_IN_TRANSACTIONS).isEmpty());
        var ledger = ledger(accepted);
        LOG.info("books: {} alerts accepted, {} snapshots, {} intents, {} delivery records, {} pages, {} repeats",
                accepted.size(), ledger.incidents().size(), ledger.intents().size(), ledger.deliveries().size(),
                ledger.pages().size(), ledger.repeats());
        assertThat(ledger.violations()).isEmpty();
        return ledger;
    }

    private void until(String what, Callable<Boolean> condition) {
        Awaiting.until(what, topics::movement, condition);
    }

    /** The books as they are now. */
    public Ledger ledger(Set<String> accepted) {
        return new Ledger(accepted, topics.values(Topics.INCIDENTS), topics.values(Topics.NOTIFICATIONS),
                topics.values(Topics.DELIVERIES), receiver.pages());
    }

    private String group(String service) throws Exception {
        return topics.groupNamed(service).orElseThrow(() -> new IllegalStateException("no group of " + service));
    }

    private static Topic<?> input(String service) {
        return switch (service) {
            case "correlator" -> Topics.SIGNALS;
            case "escalator" -> Topics.INCIDENTS;
            default -> Topics.NOTIFICATIONS;
        };
    }
}
