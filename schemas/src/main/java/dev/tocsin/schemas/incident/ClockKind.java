package dev.tocsin.schemas.incident;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;

/**
 * A response clock: a deadline that a policy sets for one part of the work on an incident. Everything that depends on the kind
 * of a clock is declared here; policy, correlator, escalator, notifier and console ask.
 */
public enum ClockKind {
    /** Until somebody acknowledges. */
    RESPOND(Start.OPENING, Unmet.RESTARTS_WHEN_RAISED, "acknowledged", "not acknowledged", "acknowledge the incident",
            incident -> first(Stream.of(incident.getAcknowledgedAt(), incident.getMitigatedAt(), incident
                    .getResolvedAt()))), //
    /** Until somebody describes the problem. */
    ASSESS(Start.OPENING, Unmet.STAYS, "assessed", "not assessed",
            "describe the problem: tocsin incident assess {id} TEXT",
            incident -> first(Stream.of(incident.getAssessedAt(), incident.getMitigatedAt(), incident
                    .getResolvedAt()))), //
    /** Until the first status update, to any audience. */
    FIRST_UPDATE(Start.OPENING, Unmet.STAYS, "first status update", "no status update",
            "post a status update: tocsin incident update {id} TEXT",
            incident -> first(Stream.of(incident.getFirstUpdatedAt(), incident.getResolvedAt()))), //
    /** Until the first status update to customers. */
    FIRST_PUBLIC_UPDATE(Start.OPENING, Unmet.STAYS, "first update to customers", "no update to customers",
            "post an update to customers: tocsin incident update {id} --audience outside TEXT",
            incident -> first(Stream.of(incident.getOutsideUpdatedAt(), incident.getResolvedAt()))), //
    /** Until customers are no longer affected. */
    MITIGATE(Start.OPENING, Unmet.RESUMES, "mitigated", "not mitigated",
            "mitigate the incident: tocsin incident mitigate {id}",
            incident -> first(Stream.of(incident.getMitigatedAt(), incident.getResolvedAt()))), //
    /** Until the incident is resolved. */
    RESOLVE(Start.OPENING, Unmet.STAYS, "resolved", "not resolved",
            "resolve the incident, or pause its clock with a reason",
            Incident::getResolvedAt), //
    /** From the resolve until the review is done. */
    REVIEW(Start.RESOLVE, Unmet.STAYS, "reviewed", "not reviewed", "hold the review, then close the incident",
            incident -> incident.getState() == IncidentState.CLOSED
                    ? Optional.of(incident.getUpdatedAt())
                    : Optional.empty());

    /** What a clock starts with. */
    private enum Start {
        OPENING, RESOLVE
    }

    /** What happens to a clock that was met if its incident does not meet it any more. */
    public enum Unmet {
        /** It stays met. */
        STAYS,
        /** It starts again if the severity was raised: an acknowledgement that a raise voided. */
        RESTARTS_WHEN_RAISED,
        /** It resumes: a mitigation that failed. */
        RESUMES
    }

    private final Start start;
    private final Unmet unmet;
    private final String done;
    private final String notDone;
    private final String remedy;
    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<Incident, Optional<Instant>> metAt;

    ClockKind(Start start, Unmet unmet, String done, String notDone, String remedy,
            Function<Incident, Optional<Instant>> metAt) {
        this.start = start;
        this.unmet = unmet;
        this.done = done;
        this.notDone = notDone;
        this.remedy = remedy;
        this.metAt = metAt;
    }

    /** Its key in a policy file, in commands and on the topics, such as {@code first-update}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind with a key; empty if a newer release wrote one that this release does not know. */
    public static Optional<ClockKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    /** All keys, in the order of the work. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ClockKind::key).toList();
    }

    /** Whether it starts when the incident is resolved, not when it is opened. */
    public boolean startsAtResolve() {
        return start == Start.RESOLVE;
    }

    /** When the incident met it; empty while it did not. Work that comes later meets it too. */
    public Optional<Instant> metAt(Incident incident) {
        return metAt.apply(incident);
    }

    /** What happens to it if the incident does not meet it any more. */
    public Unmet unmet() {
        return unmet;
    }

    /** The kinds that an incident has met, in time or late. */
    public static Set<ClockKind> metBy(Incident incident) {
        var met = EnumSet.noneOf(ClockKind.class);
        for (var kind : values()) {
            if (kind.metAt(incident).isPresent()) {
                met.add(kind);
            }
        }
        return met;
    }

    /** What was done, such as "mitigated" in "mitigated after 12 min". */
    public String done() {
        return done;
    }

    /** What was not done, such as "not mitigated" in "not mitigated within 30 min". */
    public String notDone() {
        return notDone;
    }

    /** What a responder does to meet it, with the command for an incident. */
    public String remedy(String incidentId) {
        return remedy.replace("{id}", incidentId);
    }

    private static Optional<Instant> first(Stream<Optional<Instant>> moments) {
        return moments.flatMap(Optional::stream).min(Instant::compareTo);
    }
}
