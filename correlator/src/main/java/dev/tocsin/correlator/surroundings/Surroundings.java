package dev.tocsin.correlator.surroundings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.Memo;
import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.correlator.incident.Occasion;
import dev.tocsin.correlator.state.Kind;
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
 * What one partition knows of what goes on around its incidents: silences, storms, other services, changes. It says what is to
 * be done about that, and learns of what was done as a {@link Memory}.
 */
public final class Surroundings implements Memory {

    private final News news = new News();
    private final OwnIncidents own = new OwnIncidents();
    private final StormLedger ledger;
    private final StormCounts counts;
    private final Silenced silenced;
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
    public Surroundings(Function<String, Optional<StormRow>> stormRows,
            Function<String, Optional<IncidentRow>> incidentRows, Suppression suppression, int partition,
            int partitions) {
        ledger = new StormLedger(stormRows);
        counts = new StormCounts(partition, partitions);
        silenced = new Silenced(suppression, own, partition);
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
    public void wrote(Kind<?> kind, String key, SpecificRecord row) {
        switch (row) {
            case Bulletin bulletin when kind.equals(Kind.NEWS) -> news.wrote(bulletin);
            case StormRow storm -> ledger.wrote(storm);
            default -> {
            }
        }
    }

    @Override
    public void deleted(Kind<?> kind, String key) {
        if (kind.equals(Kind.NEWS)) {
            news.deleted(key);
        }
    }

    @Override
    public void remember(Memo memo) {
        if (memo instanceof Passing passing) {
            switch (passing) {
                case Passing.Stands(var incident) -> own.take(incident);
                case Passing.JudgedNext(var at) -> silenced.judgedNext(at);
                case Passing.JudgingFell(var isWatching) -> silenced.judgingFell(isWatching);
                case Passing.Began(var one) -> storms.began(one);
                case Passing.Counted(var alert) -> counts.add(alert);
                case Passing.Told(var last) -> counts.told(last);
            }
        }
    }

    /** A row as it was read: one that was written before rows named the storm above them names it, where it rages. */
    public IncidentRow read(IncidentRow row) {
        return news.storms.named(row);
    }

    /**
     * Sets an incident among what surrounds it: parent, suspects, and whether its pages are held back.
     *
     * @param before
     *            as it stood, if it did
     * @param row
     *            as the lifecycle left it
     */
    public Placed place(Optional<IncidentRow> before, IncidentRow row, CompiledPolicy policy, Occasion occasion) {
        var place = new Place(row, occasion.now());
        if (Incidents.isOver(row.getIncident())) {
            place.over();
            return place.done();
        }
        for (var influence : strongestFirst) {
            influence.place(place, new Setting(before, place.row(), policy, occasion));
        }
        place.suppress();
        return place.done();
    }

    /** An incident stands like this now, although nobody is told of it yet. */
    public Effect stands(IncidentRow row) {
        return new Effect.Remember(new Passing.Stands(row.getIncident()));
    }

    /** What is to be done when an incident changed: the other services, or a storm, must hear of it. */
    public List<Effect> tell(Optional<IncidentRow> before, IncidentRow after, CompiledPolicy policy,
            Occasion occasion) {
        var setting = new Setting(before, after, policy, occasion);
        return Stream.concat(Stream.of(stands(after)), weakestFirst.stream().flatMap(influence -> influence.tell(
                setting).stream())).toList();
    }

    /** An alert that began to fire is counted for storms, and told of where there are enough. */
    public List<Effect> count(Alert alert, Classification classification, CompiledPolicy policy, Occasion occasion) {
        return storms.count(alert, classification, policy, occasion);
    }

    /** Whether an incident began since it was last asked which first pages wait longer. */
    public boolean oneBegan() {
        return storms.oneBegan();
    }

    /** It was asked. */
    public Effect asked() {
        return new Effect.Remember(new Passing.Began(false));
    }

    /** Incidents whose first page waits longer since another one began. */
    public List<String> waitLonger(CompiledPolicy policy, Occasion occasion) {
        return storms.waitLonger(policy, occasion);
    }

    /** What comes of a bulletin, a change, a silence, another policy, or a timer that is about no incident. */
    public Heard hear(Signal signal, CompiledPolicy policy, Occasion occasion) {
        return strongestFirst.stream().flatMap(influence -> influence.hear(signal, policy, occasion).stream())
                .reduce(Heard::and).orElseGet(() -> Heard.of(signal.getBody() instanceof Bulletin bulletin && bulletin
                        .getKind() == BulletinKind.DELIVERY_FAILED
                                ? "it concerns one incident alone"
                                : "this version does not know what is told"));
    }

    /** Whether a timer that was read back is to be heard here. */
    public static boolean hears(TimerFired timer) {
        return timer.getKind() == TimerKind.STORM_CALM || Silenced.isOwn(timer);
    }

    /** What is to be done when time has passed. */
    public List<Effect.Lasting> due(Instant now) {
        return weakestFirst.stream().flatMap(influence -> influence.due(now).stream()).toList();
    }
}
