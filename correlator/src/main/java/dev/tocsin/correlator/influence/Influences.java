package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.Memo;
import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.storm.StormCounts;
import dev.tocsin.correlator.storm.StormLedger;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.StormRow;
import org.apache.avro.specific.SpecificRecord;

/**
 * All influences on the incidents of one partition: silences, storms, dependencies and changes. It decides on their effects,
 * and follows written rows as a {@link Memory}.
 */
public final class Influences implements Memory {

    private final BulletinRows news = new BulletinRows();
    private final LocalIncidents own = new LocalIncidents();
    private final StormLedger ledger;
    private final StormCounts counts;
    private final SuppressedIncidents silenced;
    private final StormInfluence storms;
    private final List<Influence> strongestFirst;
    private final List<Influence> weakestFirst;

    /**
     * Of one partition, of which nothing is known yet.
     *
     * @param stormRows
     *            finds the row of a storm whose own log lies here
     * @param incidentRows
     *            finds the row of an incident
     * @param suppression
     *            what silences say
     * @param partition
     *            which
     * @param partitions
     *            of how many
     */
    public Influences(Function<String, Optional<StormRow>> stormRows,
            Function<String, Optional<IncidentRow>> incidentRows, MemberSuppression suppression, int partition,
            int partitions) {
        ledger = new StormLedger(stormRows);
        counts = new StormCounts(partition, partitions);
        silenced = new SuppressedIncidents(suppression, own, partition);
        storms = new StormInfluence(news, own, ledger, counts);
        strongestFirst = List.of(new SuppressionInfluence(silenced), storms, new DependencyInfluence(news, own,
                incidentRows), new SuspectInfluence(news, own));
        weakestFirst = strongestFirst.reversed();
    }

    /** Takes notice of an incident that was there before; of all of them before {@link #begin}. */
    public void found(Incident incident) {
        own.take(incident);
    }

    /** All rows that were there before were found. */
    public void begin() {
        silenced.begin();
    }

    @Override
    public void wrote(RowKind<?> kind, String key, SpecificRecord row) {
        switch (row) {
            case Bulletin bulletin when kind.equals(RowKind.NEWS) -> news.wrote(bulletin);
            case StormRow storm -> ledger.wrote(storm);
            default -> {
            }
        }
    }

    @Override
    public void deleted(RowKind<?> kind, String key) {
        if (kind.equals(RowKind.NEWS)) {
            news.deleted(key);
        }
    }

    @Override
    public void remember(Memo memo) {
        if (memo instanceof InfluenceMemory passing) {
            switch (passing) {
                case InfluenceMemory.Stands(var incident) -> own.take(incident);
                case InfluenceMemory.JudgedNext(var at) -> silenced.judgedNext(at);
                case InfluenceMemory.JudgingFell(var isWatching) -> silenced.judgingFell(isWatching);
                case InfluenceMemory.Began(var one) -> storms.began(one);
                case InfluenceMemory.Counted(var alert) -> counts.add(alert);
                case InfluenceMemory.Told(var last) -> counts.told(last);
            }
        }
    }

    /** A row as it was read: one that was written before rows named the storm above them names it, where it rages. */
    public IncidentRow read(IncidentRow row) {
        return news.storms.named(row);
    }

    /**
     * Applies the influences to an incident: parent, suspect changes and suppression of pages.
     *
     * @param before
     *            as it stood, if it did
     * @param row
     *            as the lifecycle left it
     */
    public InfluencedIncident place(Optional<IncidentRow> before, IncidentRow row, CompiledPolicy policy,
            DecisionContext occasion) {
        var place = new InfluenceDraft(row, occasion.now());
        if (IncidentQueries.isOver(row.getIncident())) {
            place.over();
            return place.done();
        }
        for (var influence : strongestFirst) {
            influence.place(place, new ChangedIncident(before, place.row(), policy, occasion));
        }
        place.suppress();
        return place.done();
    }

    /** An incident stands like this now, although nobody is told of it yet. */
    public Effect stands(IncidentRow row) {
        return new Effect.Remember(new InfluenceMemory.Stands(row.getIncident()));
    }

    /** What is to be done when an incident changed: the other services, or a storm, must hear of it. */
    public List<Effect> tell(Optional<IncidentRow> before, IncidentRow after, CompiledPolicy policy,
            DecisionContext occasion) {
        var setting = new ChangedIncident(before, after, policy, occasion);
        return Stream.concat(Stream.of(stands(after)), weakestFirst.stream().flatMap(influence -> influence.tell(
                setting).stream())).toList();
    }

    /** An alert that began to fire is counted for storms, and told of where there are enough. */
    public List<Effect> count(Alert alert, Classification classification, CompiledPolicy policy,
            DecisionContext occasion) {
        return storms.count(alert, classification, policy, occasion);
    }

    /** Whether an incident began since it was last asked which first pages wait longer. */
    public boolean oneBegan() {
        return storms.oneBegan();
    }

    /** It was asked. */
    public Effect asked() {
        return new Effect.Remember(new InfluenceMemory.Began(false));
    }

    /** Incidents whose first page waits longer since another one began. */
    public List<String> waitLonger(CompiledPolicy policy, DecisionContext occasion) {
        return storms.waitLonger(policy, occasion);
    }

    /** What comes of a bulletin, a change, a silence, another policy, or a timer that is about no incident. */
    public InfluenceUpdate hear(Signal signal, CompiledPolicy policy, DecisionContext occasion) {
        return strongestFirst.stream().flatMap(influence -> influence.hear(signal, policy, occasion).stream())
                .reduce(InfluenceUpdate::and).orElseGet(() -> InfluenceUpdate.of(signal
                        .getBody() instanceof Bulletin bulletin && bulletin
                                .getKind() == BulletinKind.DELIVERY_FAILED
                                        ? "concerns a single incident"
                                        : "unknown bulletin"));
    }

    /** Whether a timer that was read back is to be heard here. */
    public static boolean hears(TimerFired timer) {
        return timer.getKind() == TimerKind.STORM_CALM || SuppressedIncidents.isOwn(timer);
    }

    /** Returns the effects of due timers. */
    public List<Effect.Lasting> due(Instant now) {
        return weakestFirst.stream().flatMap(influence -> influence.due(now).stream()).toList();
    }
}
