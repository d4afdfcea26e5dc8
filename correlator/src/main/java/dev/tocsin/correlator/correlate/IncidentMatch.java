package dev.tocsin.correlator.correlate;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.correlator.correlate.SimilarIncidents.Candidate;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.member.JoinReason;
import dev.tocsin.correlator.incident.member.MessagePattern;
import dev.tocsin.correlator.incident.member.ThresholdCount;
import dev.tocsin.event.Alert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.IncidentRow;

/**
 * Finds the incident of an alert: the one that counts it, else the one into which a person moved it, else the one with its
 * correlation key while that accepts alerts, else the one with a similar opening alert; else a new one, once the threshold
 * is reached.
 */
final class IncidentMatch {

    private static final int MERGES = 100;

    private final CorrelateState state;

    IncidentMatch(CorrelateState state) {
        this.state = state;
    }

    /** Where an alert belongs. */
    sealed interface Place {

        /** An incident that is there. */
        record In(IncidentRow row, JoinReason kinship) implements Place {}

        /** A new one, with all that wait under its key. */
        record New(JoinReason why) implements Place {}

        /** None yet. */
        record Waits(String reason) implements Place {}
    }

    /** What is known of an alert, with the incident that it was merged into in the place of the one that it joined. */
    AlertState following(AlertState known) {
        var next = known;
        for (var merges = 0; merges < MERGES; merges++) {
            var row = state.incident(next.getIncidentId());
            var into = row.map(each -> each.getIncident().getMergedInto()).orElse("");
            if (into.isEmpty()) {
                break;
            }
            var sameRound = next.getRound() == row.get().getIncident().getRound();
            next = AlertState.newBuilder(next).setIncidentId(into)
                    .setRound(sameRound ? row.get().getMergedRound() : 0).build();
        }
        return next;
    }

    /**
     * Of an alert that fires.
     *
     * @param known
     *            as {@link #following} gives it
     * @param heldBefore
     *            whether it was firing already
     */
    Place of(Alert alert, AlertState known, boolean heldBefore, Classification by, DecisionContext occasion) {
        var own = Optional.of(known.getIncidentId()).filter(id -> !id.isEmpty()).flatMap(state::incident)
                .filter(row -> row.getIncident().getState() != IncidentState.CLOSED);
        if (own.isPresent() && heldBefore) {
            return new Place.In(own.get(), JoinReason.MEMBER);
        }
        if (own.filter(row -> row.getPlaced().contains(alert.getIdentity())).isPresent()) {
            return new Place.In(own.get(), JoinReason.PLACED);
        }
        var keyed = state.byCorrelationKey(by.correlationKey())
                .filter(row -> row.getIncident().getState() != IncidentState.CLOSED);
        if (keyed.filter(row -> !isLate(row, occasion.now())).isPresent()) {
            return new Place.In(keyed.get(), JoinReason.KEY);
        }
        return alike(alert, by, occasion).<Place>map(found -> found).orElseGet(() -> fresh(alert, by, keyed, occasion));
    }

    private static boolean isLate(IncidentRow row, Instant now) {
        return row.getJoinWindowMillis().filter(window -> now.isAfter(row.getIncident().getRoundStartedAt()
                .plusMillis(window))).isPresent();
    }

    private Optional<Place.In> alike(Alert alert, Classification by, DecisionContext occasion) {
        var least = by.grouping().similarity();
        if (least.isEmpty()) {
            return Optional.empty();
        }
        var words = MessagePattern.of(alert);
        var best = Optional.<Candidate>empty();
        var most = 0.0;
        for (var candidate : state.similar(occasion.serviceKey())) {
            var overlap = MessagePattern.overlap(words, candidate.words());
            if (overlap >= least.get() && overlap > most && state.incident(candidate.incidentId()).filter(
                    row -> !isLate(row, occasion.now())).isPresent()) {
                best = Optional.of(candidate);
                most = overlap;
            }
        }
        var overlap = String.format(Locale.ROOT, "%.2f", most);
        return best.flatMap(candidate -> state.incident(candidate.incidentId()).map(row -> new Place.In(row,
                new JoinReason("similar to the opening alert (overlap " + overlap + "); shared words: "
                        + String.join(", ", MessagePattern.shared(words, candidate.words())), Map.of("similarity",
                                overlap)))));
    }

    private Place fresh(Alert alert, Classification by, Optional<IncidentRow> late, DecisionContext occasion) {
        var key = by.correlationKey();
        var why = late.map(row -> "incident " + row.getIncident().getId()
                + " has this correlation key, but its join window of "
                + Durations.written(Duration.ofMillis(row.getJoinWindowMillis().orElse(0L))) + " has ended")
                .orElse("no open incident with correlation key " + key);
        if (by.grouping().threshold().isEmpty()) {
            return new Place.New(new JoinReason(why, Map.of()));
        }
        var gathering = ThresholdCount.with(WaitingRows.waiting(key, state), alert.getIdentity(), occasion.now(), by
                .grouping().threshold()
                .get());
        return gathering.isEnough()
                ? new Place.New(new JoinReason(why + "; " + gathering.inWords(), Map.of("threshold", gathering
                        .inWords())))
                : new Place.Waits(gathering.inWords());
    }
}
