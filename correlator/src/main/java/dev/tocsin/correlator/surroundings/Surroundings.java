package dev.tocsin.correlator.surroundings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.incident.Occasion;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.state.State;
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

/** What one partition knows of what goes on around its incidents: silences, storms, other services, changes. */
public final class Surroundings {

    private final OwnIncidents own = new OwnIncidents();
    private final Silenced silenced;
    private final StormInfluence storms;
    private final List<Influence> strongestFirst;
    private final List<Influence> weakestFirst;

    /**
     * Of one partition.
     *
     * @param state
     *            what the partition remembers
     * @param suppression
     *            what silences say
     * @param partition
     *            which
     * @param partitions
     *            of how many
     */
    public Surroundings(State state, Suppression suppression, int partition, int partitions) {
        var news = new News(state.rows(Kind.NEWS));
        silenced = new Silenced(suppression, own, partition);
        storms = new StormInfluence(news, own, new StormLedger(state.rows(Kind.STORMS)), new StormCounts(partition,
                partitions));
        strongestFirst = List.of(new SuppressionInfluence(silenced), storms, new DependencyInfluence(news, own, state
                .rows(Kind.INCIDENTS)), new SuspectInfluence(news, own));
        weakestFirst = strongestFirst.reversed();
    }

    /** Takes notice of an incident that was there before; of all of them before {@link #begin}. */
    public void found(Incident incident) {
        own.take(incident);
    }

    /** All incidents that were there before were found. */
    public void begin() {
        silenced.begin();
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

    /** What the other services, or a storm, must hear of an incident that changed; written to the log when it is live. */
    public List<Signal> tell(Optional<IncidentRow> before, IncidentRow after, CompiledPolicy policy,
            Occasion occasion) {
        own.take(after.getIncident());
        var setting = new Setting(before, after, policy, occasion);
        return weakestFirst.stream().flatMap(influence -> influence.tell(setting).stream()).toList();
    }

    /** Counts an alert that began to fire, for storms; what must be told goes to the log when it is live. */
    public List<Signal> count(Alert alert, Classification classification, CompiledPolicy policy, Occasion occasion) {
        return storms.count(alert, classification, policy, occasion);
    }

    /** Incidents whose first page waits longer since another one began. */
    public List<String> waitLonger(CompiledPolicy policy, Occasion occasion) {
        return storms.waitLonger(policy, occasion);
    }

    /** Takes in a bulletin, a change, a silence, another policy, or a timer that is about no incident. */
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

    /** What fell due; for the log. */
    public List<Signal> due(Instant now) {
        return weakestFirst.stream().flatMap(influence -> influence.due(now).stream()).toList();
    }
}
