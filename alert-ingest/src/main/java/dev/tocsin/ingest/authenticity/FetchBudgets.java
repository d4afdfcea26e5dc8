package dev.tocsin.ingest.authenticity;

import java.time.Clock;
import java.util.Optional;

/**
 * How often a certificate may be fetched that is not known yet. Each topic that is configured, or that has sent a verified
 * message, has a budget of its own; all other topics share one. Within a budget one address may spend only a part, so that
 * one machine that claims to be a topic of ours does not keep that topic's new certificate out.
 */
final class FetchBudgets {

    /** Whose budget is spent. */
    enum Denied {
        OF_TOPIC, OF_OTHER_TOPICS, OF_ADDRESS
    }

    /** A topic changes its certificate about once a year. */
    private static final int PER_TOPIC = 10;
    private static final int OTHER_TOPICS = 10;
    private static final int PER_ADDRESS = 3;
    private static final int MOST_TOPICS = 1024;
    private static final int MOST_ADDRESSES = 4096;
    private static final String OTHERS = "";

    private final Clock clock;
    private final SampleBudgets topics = new SampleBudgets(MOST_TOPICS);
    private final SampleBudgets addresses = new SampleBudgets(MOST_ADDRESSES);
    private final SampleBudget others;

    FetchBudgets(Clock clock) {
        this.clock = clock;
        this.others = new SampleBudget(OTHER_TOPICS, clock);
    }

    /** A topic has sent a verified message. */
    synchronized void sends(String topicArn) {
        var _ = topics.of(topicArn, () -> new SampleBudget(PER_TOPIC, clock));
    }

    /** Takes from the budgets of a query, or says which of them is spent. */
    synchronized Optional<Denied> take(CertificateQuery query) {
        if (query.ours()) {
            sends(query.topicArn());
        }
        var own = topics.known(query.topicArn());
        var whose = own.isPresent() ? query.topicArn() : OTHERS;
        var address = addresses.of(whose + " " + query.address(), () -> new SampleBudget(PER_ADDRESS, clock));
        if (!address.take()) {
            return Optional.of(Denied.OF_ADDRESS);
        }
        if (!own.orElse(others).take()) {
            return Optional.of(own.isPresent() ? Denied.OF_TOPIC : Denied.OF_OTHER_TOPICS);
        }
        return Optional.empty();
    }
}
