package dev.tocsin.notifier.freshness;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.schemas.alert.OwnAlert;
import dev.tocsin.schemas.alert.OwnAlerts;
import dev.tocsin.schemas.incident.ClockKind;
import dev.tocsin.schemas.incident.IncidentStates;

/**
 * State of each incident, as far as this process has read. Resolved incidents are dropped when no notification about them can be left in the log. Thread-safe.
 */
public final class IncidentView {

    /** Longer than tocsin.notifications is kept. */
    private static final Duration REMEMBERED = Duration.ofDays(31);

    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> failingChannels = new ConcurrentHashMap<>();

    /**
     * State of an incident.
     *
     * @param by
     *            who acknowledged, mitigated or resolved it; may be empty
     * @param done
     *            response in this round, for reminders
     * @param openTasks
     *            ids of open follow-ups
     */
    public record Standing(long revision, IncidentState state, int round, String by, Instant updatedAt, Done done,
            Set<String> openTasks) {

        static Standing of(Incident incident) {
            var by = switch (incident.getState()) {
                case ACKNOWLEDGED -> incident.getAcknowledgedBy();
                case MITIGATED -> incident.getMitigatedBy();
                case RESOLVED, CLOSED -> incident.getResolvedBy();
                case OPEN, UNKNOWN -> "";
            };
            return new Standing(incident.getRevision(), incident.getState(), incident.getRound(), by,
                    incident.getUpdatedAt(), Done.of(incident), incident.getTasks().stream()
                            .filter(task -> task.getDoneAt().isEmpty()).map(IncidentTask::getId)
                            .collect(Collectors.toUnmodifiableSet()));
        }

        boolean isOver() {
            return IncidentStates.isOver(state);
        }
    }

    /**
     * Response of people in this round.
     *
     * @param met
     *            response clocks that it met, in time or late
     * @param insideUpdatedAt
     *            last status update for the team
     * @param outsideUpdatedAt
     *            last status update for customers
     */
    record Done(Set<ClockKind> met, Optional<Instant> insideUpdatedAt,
            Optional<Instant> outsideUpdatedAt) {

        private static final Done NOTHING = new Done(Set.of(), Optional.empty(), Optional.empty());

        static Done of(Incident incident) {
            var done = new Done(ClockKind.metBy(incident), incident.getInsideUpdatedAt(), incident
                    .getOutsideUpdatedAt());
            return done.equals(NOTHING) ? NOTHING : done;
        }
    }

    /** Takes a snapshot from the log, unless it is older than the known one. */
    public void saw(Incident incident) {
        standings.merge(incident.getId(), Standing.of(incident),
                (known, read) -> read.revision() >= known.revision() ? read : known);
        if (incident.getServiceKey().equals(OwnAlerts.SERVICE)) {
            sawOwn(incident);
        }
    }

    private void sawOwn(Incident incident) {
        if (IncidentStates.isOver(incident.getState())) {
            failingChannels.remove(incident.getId());
        } else {
            failingChannels.put(incident.getId(), incident.getAlerts().stream().filter(alert -> alert.getName().equals(
                    OwnAlert.CHANNEL_FAILING.alertName()) && alert.getStatus() == AlertStatus.FIRING)
                    .collect(Collectors.toUnmodifiableMap(alert -> alert.getLabels().getOrDefault(
                            OwnAlert.CHANNEL_FAILING.subjectLabel(), ""), IncidentAlert::getSummary, (a, _) -> a)));
        }
    }

    /** Summaries of firing alarms for failing channels, by channel. */
    public Map<String, String> failingChannels() {
        var all = new TreeMap<String, String>();
        failingChannels.values().forEach(all::putAll);
        return all;
    }

    /** Where an incident stands; empty when this process has not read of it. */
    public Optional<Standing> standing(String incidentId) {
        return Optional.ofNullable(standings.get(incidentId));
    }

    /** Drops incidents resolved long ago. */
    void forget(Instant now) {
        standings.values().removeIf(it -> it.isOver() && it.updatedAt().isBefore(now.minus(REMEMBERED)));
    }

    /** How many incidents are known. */
    public int size() {
        return standings.size();
    }
}
