package dev.tocsin.correlator.state;

import java.util.List;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.IncidentTally;
import dev.tocsin.state.StormRow;
import org.apache.avro.specific.SpecificRecord;

/**
 * A kind of row in the one store of the correlator. Its name begins the key of each of its rows, so those of one kind lie
 * side by side and are found without reading the others. A name that was released does not change: the rows would be lost.
 *
 * @param name
 *            without {@link #SEPARATOR}
 * @param type
 *            what a row of it is
 */
public record Kind<V extends SpecificRecord>(String name, Class<V> type) {

    /** Between a kind's name and the key of the row. */
    public static final char SEPARATOR = '/';

    /** By which policy does this partition decide, and which were in force before? Key: {@code active}, {@code former/<millis>}. */
    public static final Kind<PolicyVersion> POLICY = new Kind<>("policy", PolicyVersion.class);
    /** Under which service key does this alert lie, whose identity outlives its labels? Key: alert identity. */
    public static final Kind<AlertAddress> ADDRESSES = new Kind<>("addresses", AlertAddress.class);
    /** What is the last applied state of this alert? Key: alert identity. */
    public static final Kind<AlertState> ALERTS = new Kind<>("alerts", AlertState.class);
    /** Which alerts need another look, and why? Key: alert identity. */
    public static final Kind<HeldAlert> HELD = new Kind<>("held", HeldAlert.class);
    /** Which silences and maintenance windows are there? Key: silence id. */
    public static final Kind<SilenceSet> SILENCES = new Kind<>("silences", SilenceSet.class);
    /** Which alerts that make others needless fire now? Key: alert identity. */
    public static final Kind<Bulletin> INHIBITORS = new Kind<>("inhibitors", Bulletin.class);
    /** What was heard of other services, changes and storms? Key: kind and subject. */
    public static final Kind<Bulletin> NEWS = new Kind<>("news", Bulletin.class);
    /** How many alerts does this storm have, and does it go on? Key: storm id. */
    public static final Kind<StormRow> STORMS = new Kind<>("storms", StormRow.class);
    /** How does this incident stand, and what is due for it? Key: incident id. */
    public static final Kind<IncidentRow> INCIDENTS = new Kind<>("incidents", IncidentRow.class);
    /** How many members has this incident, where that is ahead of its row? Key: incident id. */
    public static final Kind<IncidentTally> TALLIES = new Kind<>("tallies", IncidentTally.class);
    /** Which incident has this correlation key now, or which alerts wait to be one? Key: correlation key. */
    public static final Kind<CorrelationRow> CORRELATIONS = new Kind<>("correlations", CorrelationRow.class);
    /** What is left to do after this incident, which alerts no longer reopen? Key: incident id. */
    public static final Kind<IncidentRow> AFTERMATH = new Kind<>("aftermath", IncidentRow.class);

    /** Every kind there is. */
    public static final List<Kind<?>> ALL = List.of(POLICY, ADDRESSES, ALERTS, HELD, SILENCES, INHIBITORS, NEWS, STORMS,
            INCIDENTS, TALLIES, CORRELATIONS, AFTERMATH);

    public Kind {
        if (name.isEmpty() || name.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("invalid kind name: '" + name + "'");
        }
    }

    /** Where a row of it lies in the store. */
    String key(String row) {
        return name + SEPARATOR + row;
    }

    /** What the keys of its rows begin with. */
    String prefix() {
        return name + SEPARATOR;
    }

    /** Behind the keys of all its rows and before those of any other kind, in the order of bytes, whatever stands in them. */
    String end() {
        return name + (char) (SEPARATOR + 1);
    }
}
