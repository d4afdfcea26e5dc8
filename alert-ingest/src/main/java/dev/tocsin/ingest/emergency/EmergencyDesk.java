package dev.tocsin.ingest.emergency;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.tocsin.event.Alert;
import dev.tocsin.event.EmergencyPage;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.ingest.emergency.EmergencyDecision.Nothing;
import dev.tocsin.ingest.emergency.EmergencyDecision.PageDigest;
import dev.tocsin.ingest.emergency.EmergencyDecision.PageOne;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.metric.IngestMeters;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.policy.emergency.EmergencyChannel;
import dev.tocsin.policy.emergency.EmergencyMessage;
import dev.tocsin.policy.emergency.EmergencyRules;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages about the worst alerts while Kafka is unavailable for longer than the policy allows. An attempt is on the disk before
 * it is made, and its success before anything else: after a kill, a page that was taken is not sent again, and one in doubt is,
 * and says so. Thread-safe.
 */
public final class EmergencyDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyDesk.class);
    /** The longest restart after which the outage counts as the same. */
    private static final Duration RESTART = Duration.ofMinutes(15);

    private final EmergencyBook book = new EmergencyBook();
    private final EmergencyChannel channel;
    private final PolicyCopy copy;
    private final Supplier<Optional<PolicyVersion>> published;
    private final Supplier<Optional<String>> kafka;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Optional<EmergencyJournal> journal;
    private final List<String> done = new ArrayList<>();
    private Optional<Instant> failingSince = Optional.empty();
    private String trouble = "";

    /**
     * @param folder
     *            where pages are remembered over a restart; without one they may be sent again after it
     * @param published
     *            the policy in force once it is known
     * @param kafka
     *            what is wrong with Kafka now, if anything
     * @throws IOException
     *             when the folder cannot be used
     */
    public EmergencyDesk(Optional<Path> folder, EmergencyChannel channel, Supplier<Optional<PolicyVersion>> published,
            Supplier<Optional<String>> kafka, Clock clock, MeterRegistry metrics) throws IOException {
        this.channel = channel;
        this.copy = new PolicyCopy(folder);
        this.published = published;
        this.kafka = kafka;
        this.clock = clock;
        this.metrics = metrics;
        this.journal = folder.isPresent() ? Optional.of(EmergencyJournal.open(folder.get())) : Optional.empty();
        var now = clock.instant();
        journal.map(EmergencyJournal::left).ifPresent(left -> book.remembered(left.awaySince().filter(_ -> left.seenAt()
                .plus(RESTART).isAfter(now)), left.paged(), left.inDoubt(), left.singles()));
        IngestMeters.EMERGENCY_WAITING.watch(metrics, this, EmergencyDesk::waiting);
        List.of("delivered", "failed").forEach(outcome -> IngestMeters.EMERGENCY_PAGES.in(metrics, outcome));
    }

    /** Looks at the requests that wait in the spool since an earlier run, oldest first. */
    public void readSpool(Consumer<BiConsumer<Source, Incoming>> requests) {
        if (copy.rules().isPresent()) {
            requests.accept(this::notStored);
        }
    }

    /** A request could not be stored, or waits on disk. */
    public void notStored(Source source, Incoming incoming) {
        var rules = copy.rules();
        if (rules.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var alerts = RequestAlerts.of(source, incoming, rules.get().policy(), now);
        synchronized (this) {
            alerts.forEach(alert -> book.notStored(alert, rules.get(), now));
        }
    }

    /** Kafka did not take records, for a reason that may pass. */
    synchronized void failed() {
        if (failingSince.isEmpty()) {
            failingSince = Optional.of(clock.instant());
        }
    }

    /** Alerts are in Kafka, with the marks that they carry. */
    synchronized void stored(List<Alert> alerts) {
        failingSince = Optional.empty();
        var now = clock.instant();
        alerts.stream().filter(alert -> book.stored(alert, now)).map(Alert::getIdentity).forEach(done::add);
    }

    /** Whether any alert is to be marked. */
    synchronized boolean hasMarks() {
        return book.hasMarks();
    }

    /** The page about an alert, for it to carry. */
    synchronized Optional<EmergencyPage> mark(Alert alert) {
        return book.mark(alert);
    }

    private synchronized int waiting() {
        return book.waiting();
    }

    /** What goes wrong with paging itself, for a person; empty if nothing does. */
    public synchronized Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    /** Looks whether Kafka is there, and pages if it must; may block for some seconds. To be called by one thread. */
    public void tick() {
        published.get().ifPresent(copy::inForce);
        var rules = copy.rules();
        if (rules.isEmpty()) {
            return;
        }
        var why = kafka.get();
        var now = clock.instant();
        EmergencyDecision decision;
        synchronized (this) {
            observe(why, now);
            decision = book.next(rules.get(), now);
        }
        switch (decision) {
            case PageOne(var alert) -> page(rules.get(), List.of(alert), 0);
            case PageDigest(var alerts, var more) -> page(rules.get(), alerts, more);
            case Nothing(var reason) -> LOG.debug("emergency: nobody is paged: {}", reason.sentence());
        }
    }

    private void observe(Optional<String> why, Instant now) {
        var before = book.awaySince();
        if (why.isPresent() || failingSince.isPresent()) {
            book.away(failingSince.orElse(now));
            if (before.isEmpty()) {
                LOG.warn("emergency: Kafka is unavailable: {}", why.orElse("it takes no records"));
                write(it -> it.away(book.awaySince().orElse(now)));
            }
            write(it -> it.seen(now));
        } else if (before.isPresent()) {
            LOG.info("emergency: Kafka is available again");
            book.back();
            trouble = "";
            write(EmergencyJournal::back);
        }
        var forgotten = new ArrayList<>(book.expire(now));
        forgotten.addAll(done);
        done.clear();
        if (!forgotten.isEmpty()) {
            write(it -> it.done(forgotten));
        }
    }

    private void page(EmergencyRules rules, List<Alert> alerts, int more) {
        var identities = alerts.stream().map(Alert::getIdentity).toList();
        EmergencyMessage message;
        synchronized (this) {
            var since = book.awaySince().orElse(clock.instant());
            message = new EmergencyMessage("emergency-" + since.toEpochMilli() + "-" + Integer.toHexString(identities
                    .hashCode()), alerts, more, since, book.mayBeRepeat(identities));
            book.sending(identities);
            write(it -> it.sending(identities));
        }
        var sent = channel.send(rules, message);
        synchronized (this) {
            ended(rules, message, identities, sent);
        }
    }

    private void ended(EmergencyRules rules, EmergencyMessage message, List<String> identities,
            EmergencyChannel.Sent sent) {
        var emergency = rules.emergency();
        switch (sent) {
            case EmergencyChannel.Sent.Delivered() -> {
                var page = EmergencyPage.newBuilder().setPagedAt(clock.instant()).setTarget(emergency.target())
                        .setChannel(emergency.address().channel()).setDigest(message.isDigest()).setAwaySince(message
                                .awaySince()).build();
                write(it -> it.paged(identities, page));
                book.paged(identities, page);
                trouble = "";
                IngestMeters.EMERGENCY_PAGES.in(metrics, "delivered").increment();
                LOG.warn("emergency: paged {} by {} about {} alerts", emergency.target(), emergency.address().channel(),
                        identities.size());
            }
            case EmergencyChannel.Sent.Failed(var reason, var mayHaveArrived) -> {
                book.failed(identities, mayHaveArrived, clock.instant());
                trouble = "cannot page " + emergency.target() + " by " + emergency.address().channel() + ": " + reason;
                IngestMeters.EMERGENCY_PAGES.in(metrics, "failed").increment();
                LOG.error("emergency: {}", trouble);
            }
        }
    }

    private interface Line {
        void write(EmergencyJournal to) throws IOException;
    }

    /** A disk that fails must not keep people from being paged: they may be paged again then. */
    private void write(Line line) {
        journal.ifPresent(file -> {
            try {
                line.write(file);
            } catch (IOException failed) {
                LOG.error("emergency: cannot write the journal, pages may be repeated after a restart: {}", failed
                        .toString());
            }
        });
    }

    @Override
    public void close() {
        channel.close();
        journal.ifPresent(file -> {
            try {
                file.close();
            } catch (IOException failed) {
                LOG.warn("emergency: cannot close the journal: {}", failed.toString());
            }
        });
    }
}
