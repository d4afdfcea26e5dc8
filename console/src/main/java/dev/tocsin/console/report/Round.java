package dev.tocsin.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One round of an incident: from its opening or reopening until it is resolved. Built while facts are folded, then only read. */
final class Round {

    /** How a round ended. */
    enum End {
        /** Resolved by its alerts, by a person or by the policy. */
        RESOLVED,
        /** Its alerts went to another incident. */
        MERGED,
        /** Closed without a resolve. */
        CLOSED
    }

    private final int number;
    private final Optional<Instant> startedAt;
    private final boolean split;
    private String severity;
    private boolean inherited;
    private boolean actedOn;
    private Optional<Instant> acknowledgedAt = Optional.empty();
    private Optional<Instant> mitigatedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<End> end = Optional.empty();
    private String resolvedBy = "";

    /**
     * @param startedAt
     *            empty if that was before the facts that were read
     * @param split
     *            whether it began with alerts of another incident, without a page
     */
    Round(int number, Optional<Instant> startedAt, String severity, boolean split) {
        this.number = number;
        this.startedAt = startedAt;
        this.severity = severity;
        this.split = split;
    }

    void severity(String id) {
        severity = id;
    }

    /** The other incident had been acknowledged before the split. */
    void inheritAcknowledgement() {
        inherited = true;
    }

    void acknowledge(Instant at) {
        acknowledgedAt = acknowledgedAt.or(() -> Optional.of(at));
    }

    void mitigate(Instant at) {
        acknowledge(at);
        mitigatedAt = Optional.of(at);
    }

    /** The mitigation no longer holds. */
    void unmitigate() {
        mitigatedAt = Optional.empty();
    }

    void act() {
        actedOn = true;
    }

    void end(End how, Instant at, String by) {
        if (end.isEmpty()) {
            end = Optional.of(how);
            endedAt = Optional.of(at);
            resolvedBy = by;
        }
    }

    int number() {
        return number;
    }

    Optional<Instant> startedAt() {
        return startedAt;
    }

    String severity() {
        return severity;
    }

    boolean isSplit() {
        return split;
    }

    boolean isActive() {
        return end.isEmpty();
    }

    /** Whether a person gave a command on it. */
    boolean isActedOn() {
        return actedOn;
    }

    Optional<End> end() {
        return end;
    }

    Optional<Instant> endedAt() {
        return endedAt;
    }

    /** Person, {@code source}, {@code policy}; empty if it was not resolved. */
    String resolvedBy() {
        return resolvedBy;
    }

    Optional<Instant> acknowledgedAt() {
        return acknowledgedAt;
    }

    /** Whether it needs no acknowledgement of its own. */
    boolean isInherited() {
        return inherited && acknowledgedAt.isEmpty();
    }

    /** From the start to the first acknowledgement that was enough, or the first mitigation. */
    Optional<Duration> timeToAcknowledge() {
        return since(acknowledgedAt);
    }

    /** From the start to the mitigation that held, else to the resolve. */
    Optional<Duration> timeToMitigate() {
        return since(mitigatedAt.or(this::resolvedAt));
    }

    /** From the start to the resolve; empty for one that was merged. */
    Optional<Duration> timeToResolve() {
        return since(resolvedAt());
    }

    Optional<Instant> mitigatedAt() {
        return mitigatedAt;
    }

    Optional<Instant> resolvedAt() {
        return endedAt.filter(_ -> end.filter(End.RESOLVED::equals).isPresent());
    }

    private Optional<Duration> since(Optional<Instant> at) {
        return startedAt.flatMap(start -> at.map(moment -> moment.isBefore(start)
                ? Duration.ZERO
                : Duration.between(start, moment)));
    }
}
