package dev.tocsin.ingest.emergency;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.EmergencyPage;
import dev.tocsin.policy.emergency.EmergencyRules;

/**
 * Which alerts wait for Kafka, who was paged about them, and what is to be done next. Decides only: what is sent and what is
 * remembered on disk is for {@link EmergencyDesk}. Not thread-safe.
 */
final class EmergencyBook {

    /** Further alerts are told together at most so often. */
    static final Duration DIGEST_EVERY = Duration.ofMinutes(5);
    /** Alerts of a storm come within seconds: the first digest waits for them. */
    static final Duration GATHERING = Duration.ofSeconds(20);
    /** How many alerts a digest names; the others wait for the next one. */
    static final int NAMED = 20;
    /** How long after the outage a page still marks its alert. */
    static final Duration MARKED_FOR = Duration.ofHours(24);
    /** What was stored so shortly before the outage may not have paged. */
    static final Duration SURELY_PAGED = Duration.ofMinutes(1);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(2);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_STORED = 50_000;

    private final Map<String, Alert> waiting = new LinkedHashMap<>();
    private final Map<String, EmergencyPage> paged = new HashMap<>();
    private final Set<String> inDoubt = new HashSet<>();
    private final Map<String, Instant> stored = new LinkedHashMap<>();
    private Optional<Instant> awaySince = Optional.empty();
    private int singles;
    private Optional<Instant> digestAt = Optional.empty();
    private Optional<Instant> gatheringSince = Optional.empty();
    private Optional<Instant> retryAt = Optional.empty();
    private Duration nextRetry = FIRST_RETRY;
    private int beyond;

    /** Since when Kafka is unavailable. */
    Optional<Instant> awaySince() {
        return awaySince;
    }

    /** Kafka is unavailable since then, if it was not before. */
    void away(Instant since) {
        if (awaySince.isEmpty()) {
            awaySince = Optional.of(since);
            singles = 0;
            beyond = 0;
            digestAt = Optional.empty();
        }
    }

    /** Kafka is there: what waits goes its usual way. */
    void back() {
        awaySince = Optional.empty();
        waiting.clear();
        inDoubt.clear();
        gatheringSince = Optional.empty();
        retryAt = Optional.empty();
        nextRetry = FIRST_RETRY;
    }

    /** An alert could not be stored. The latest word about it counts. */
    void notStored(Alert alert, EmergencyRules rules, Instant now) {
        var identity = alert.getIdentity();
        if (alert.getStatus() != AlertStatus.FIRING) {
            waiting.remove(identity);
            return;
        }
        if (paged.containsKey(identity) || isPagedByItsLadder(identity) || !rules.pages(alert, now)) {
            return;
        }
        if (waiting.size() >= MOST_WAITING && !waiting.containsKey(identity)) {
            beyond++;
            return;
        }
        waiting.put(identity, alert);
    }

    /** It fired before the outage; its incident has been paged for, and who acknowledged it must not be woken again. */
    private boolean isPagedByItsLadder(String identity) {
        return awaySince.isPresent() && Optional.ofNullable(stored.get(identity)).filter(at -> !at.plus(SURELY_PAGED)
                .isAfter(awaySince.get())).isPresent();
    }

    /** An alert is in Kafka. Whether a page about it need no longer be remembered. */
    boolean stored(Alert alert, Instant now) {
        var identity = alert.getIdentity();
        waiting.remove(identity);
        if (alert.getStatus() == AlertStatus.FIRING) {
            stored.putIfAbsent(identity, now);
            if (stored.size() > MOST_STORED) {
                var oldest = stored.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        } else {
            stored.remove(identity);
        }
        return paged.remove(identity) != null;
    }

    /** The page about an alert, for it to carry; none for an occurrence that began later. */
    Optional<EmergencyPage> mark(Alert alert) {
        return alert.getStatus() != AlertStatus.FIRING
                ? Optional.empty()
                : Optional.ofNullable(paged.get(alert.getIdentity())).filter(page -> !alert.getStartsAt().isAfter(page
                        .getPagedAt()));
    }

    /** Whether any page is remembered. */
    boolean hasMarks() {
        return !paged.isEmpty();
    }

    /** What is to be done now. */
    EmergencyDecision next(EmergencyRules rules, Instant now) {
        if (awaySince.isEmpty()) {
            return new EmergencyDecision.Nothing(EmergencyDecision.Reason.KAFKA_AVAILABLE);
        }
        if (awaySince.get().plus(rules.emergency().after()).isAfter(now)) {
            return new EmergencyDecision.Nothing(EmergencyDecision.Reason.NOT_YET);
        }
        if (waiting.isEmpty()) {
            return new EmergencyDecision.Nothing(EmergencyDecision.Reason.NOTHING_WAITS);
        }
        if (retryAt.filter(at -> at.isAfter(now)).isPresent()) {
            return new EmergencyDecision.Nothing(EmergencyDecision.Reason.RETRY_NOT_DUE);
        }
        if (singles < rules.emergency().pages()) {
            return new EmergencyDecision.PageOne(waiting.values().iterator().next());
        }
        if (gatheringSince.isEmpty()) {
            gatheringSince = Optional.of(now);
        }
        if (digestAt.filter(at -> at.plus(DIGEST_EVERY).isAfter(now)).isPresent() || gatheringSince.get().plus(
                GATHERING).isAfter(now)) {
            return new EmergencyDecision.Nothing(EmergencyDecision.Reason.DIGEST_NOT_DUE);
        }
        return new EmergencyDecision.PageDigest(waiting.values().stream().limit(NAMED).toList(), Math.max(0, waiting
                .size() - NAMED) + beyond);
    }

    /** Whether an earlier attempt about one of them may have arrived. */
    boolean mayBeRepeat(Collection<String> identities) {
        return identities.stream().anyMatch(inDoubt::contains);
    }

    /** An attempt begins; until it is known how it ends, it is in doubt. */
    void sending(Collection<String> identities) {
        inDoubt.addAll(identities);
    }

    /** The receiver took a page about these. */
    void paged(Collection<String> identities, EmergencyPage page) {
        identities.forEach(identity -> {
            waiting.remove(identity);
            inDoubt.remove(identity);
            paged.put(identity, page);
        });
        retryAt = Optional.empty();
        nextRetry = FIRST_RETRY;
        if (page.getDigest()) {
            digestAt = Optional.of(page.getPagedAt());
            gatheringSince = Optional.empty();
            beyond = 0;
        } else {
            singles++;
        }
    }

    /** The attempt failed: it is repeated, ever more slowly. */
    void failed(Collection<String> identities, boolean mayHaveArrived, Instant now) {
        if (!mayHaveArrived) {
            inDoubt.removeAll(identities);
        }
        retryAt = Optional.of(now.plus(nextRetry));
        var doubled = nextRetry.multipliedBy(2);
        nextRetry = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
    }

    /** Forgets pages that no alert asked for in a long time; gives their identities. */
    List<String> expire(Instant now) {
        var old = paged.entrySet().stream().filter(entry -> !entry.getValue().getPagedAt().plus(MARKED_FOR).isAfter(
                now)).map(Map.Entry::getKey).toList();
        old.forEach(paged::remove);
        return old;
    }

    /** Alerts that wait for Kafka and would page. */
    int waiting() {
        return waiting.size() + beyond;
    }

    /** Takes from an earlier run what it remembered. */
    void remembered(Optional<Instant> since, Map<String, EmergencyPage> pages, Set<String> doubtful, int pagesSent) {
        awaySince = since;
        paged.putAll(pages);
        inDoubt.addAll(doubtful);
        singles = pagesSent;
    }
}
