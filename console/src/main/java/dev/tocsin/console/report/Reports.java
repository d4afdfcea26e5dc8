package dev.tocsin.console.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.policy.model.Policy;

/**
 * Makes reports: reads the log once for a period, and keeps what it read for a moment, so that another filter or another form of
 * the same period does not read it again.
 */
public final class Reports {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int KEPT = 2;

    private final ReportLog log;
    private final Supplier<List<IncidentHeadline>> held;
    private final Supplier<Policy> policy;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Period, Reading> readings = new LinkedHashMap<>();

    /**
     * @param log
     *            what happened
     * @param held
     *            incidents in memory, of which an open one can be without any fact in the period
     * @param policy
     *            the policy in force
     */
    public Reports(ReportLog log, Supplier<List<IncidentHeadline>> held, Supplier<Policy> policy, Clock clock) {
        this.log = log;
        this.held = held;
        this.policy = policy;
        this.clock = clock;
    }

    private record Period(Instant from, Instant to) {}

    private record Reading(Instant at, Histories histories, ReportLog.Extent extent, Instant until) {}

    /**
     * The figures; reads the log, which can take seconds.
     *
     * @param cleared
     *            whether who asks may read confidential incidents
     */
    public Report report(ReportQuery query, boolean cleared) {
        return Report.of(query, source(query), cleared, policy.get());
    }

    /** A table of the figures as CSV; reads the log, which can take seconds. */
    public String csv(ReportTable table, ReportQuery query, boolean cleared) {
        var source = source(query);
        return table.csv(new ReportTable.Made(Report.of(query, source, cleared, policy.get()), RoundRow.of(Scope.of(
                query, source.incidents(), cleared, policy.get()))));
    }

    private Report.Source source(ReportQuery query) {
        var reading = reading(query);
        var incidents = new ArrayList<>(reading.histories().all());
        held.get().stream().filter(incident -> !reading.histories().wants(incident.id()) && wasOpen(incident, query
                .from(), reading.until())).map(IncidentHistory::untouched).forEach(incidents::add);
        var notes = new ArrayList<>(reading.extent().notes());
        if (reading.histories().leftOut() > 0) {
            notes.add("The period has more than " + Histories.MOST
                    + " incidents, and the figures leave out the later ones. Choose a shorter period.");
        }
        return new Report.Source(incidents, reading.until(), reading.extent().completeSince(), notes);
    }

    /** Whether it was open all the time between two moments: it has no facts in between. */
    private static boolean wasOpen(IncidentHeadline incident, Instant from, Instant until) {
        var times = incident.milestones();
        return times.roundStartedAt().isBefore(from) && (!incident.isOver() || times.resolvedAt().filter(
                until::isBefore)
                .isPresent());
    }

    private Reading reading(ReportQuery query) {
        lock.lock();
        try {
            var now = clock.instant();
            readings.values().removeIf(known -> known.at().plus(FRESH).isBefore(now));
            var period = new Period(query.from(), query.to());
            var known = Optional.ofNullable(readings.get(period));
            if (known.isEmpty()) {
                var histories = new Histories();
                var until = query.factsUntil(now);
                var extent = log.read(query.from(), until, histories);
                held.get().forEach(histories::accept);
                readings.put(period, new Reading(now, histories, extent, until));
                if (readings.size() > KEPT) {
                    readings.remove(readings.keySet().iterator().next());
                }
            }
            return known.orElseGet(() -> readings.get(period));
        } finally {
            lock.unlock();
        }
    }
}
