package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.flow.Memo;
import dev.tocsin.correlator.storm.StormCounts.NewAlert;
import dev.tocsin.event.Incident;

/** In-memory updates of influences that follow from no row. */
sealed interface InfluenceMemory extends Memo {

    /** An incident stands like this now. */
    record Stands(Incident incident) implements InfluenceMemory {}

    /** Open incidents are judged by silences again at that time, if ever. */
    record JudgedNext(Optional<Instant> at) implements InfluenceMemory {}

    /** It was time to judge them; whether there is anything to watch the time for decides whether it is watched. */
    record JudgingFell(boolean isWatching) implements InfluenceMemory {}

    /** Whether an incident began since first pages were looked at. */
    record Began(boolean one) implements InfluenceMemory {}

    /** An alert began to fire. */
    record Counted(NewAlert alert) implements InfluenceMemory {}

    /** All that was counted with an alert was told. */
    record Told(NewAlert last) implements InfluenceMemory {}
}
