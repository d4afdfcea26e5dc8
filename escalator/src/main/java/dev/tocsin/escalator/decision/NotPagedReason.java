package dev.tocsin.escalator.decision;

/** Why a decision pages nobody. */
public enum NotPagedReason {

    CLIMBING("the escalation is already in progress"), //
    MORE_NEEDED("the incident is acknowledged, but more acknowledgements are needed"), //
    EXHAUSTED("the ladder is exhausted and the alarm was sent"), //
    NOBODY("the ladder has no steps: the policy pages nobody for this incident"), //
    ACKNOWLEDGED("the incident is acknowledged"), //
    MITIGATED("the incident is mitigated"), //
    OVER("the incident is over, and everyone who was paged was notified"), //
    NEVER_TOLD("the incident ended before anyone was paged"), //
    OLDER_SNAPSHOT("a newer snapshot was already processed"), //
    LOG_UNREAD("the first page waits until the log is read: a storm may absorb the incident"), //
    HELD_BACK("paging is suppressed"), //
    UNKNOWN_STATE("this version of Tocsin does not know the state of the incident, so the ladder continues");

    private final String reason;

    NotPagedReason(String reason) {
        this.reason = reason;
    }

    /** The reason as a clause, for people. */
    public String reason() {
        return reason;
    }
}
