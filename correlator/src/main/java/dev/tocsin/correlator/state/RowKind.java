package dev.tocsin.correlator.state;

import java.util.List;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.HeartbeatRow;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.IncidentTally;
import dev.tocsin.state.StormRow;
import org.apache.avro.specific.SpecificRecord;

/**
 * A kind of row in the correlator's only store. The name is the key prefix, so the rows of a kind are contiguous. A released
 * name must not change: its rows would be lost.
 *
 * @param name
 *            without {@link #SEPARATOR}
 * @param type
 *            what a row of it is
 */
public record RowKind<V extends SpecificRecord>(String name, Class<V> type) {

    /** Between a kind's name and the key of the row. */
    public static final char SEPARATOR = '/';

    /** Which policy is active in this partition, and which were before? Key: {@code active}, {@code former/<millis>}. */
    public static final RowKind<PolicyVersion> POLICY = new RowKind<>("policy", PolicyVersion.class);
    /** To which service key is this alert pinned? Key: alert identity. */
    public static final RowKind<AlertAddress> ADDRESSES = new RowKind<>("addresses", AlertAddress.class);
    /** What is the last applied state of this alert? Key: alert identity. */
    public static final RowKind<AlertState> ALERTS = new RowKind<>("alerts", AlertState.class);
    /** Which alerts are suppressed, flapping or waiting, and why? Key: alert identity. */
    public static final RowKind<HeldAlert> HELD = new RowKind<>("held", HeldAlert.class);
    /** When was this heartbeat last heard of, and when is it missed? Key: its name. */
    public static final RowKind<HeartbeatRow> HEARTBEATS = new RowKind<>("heartbeats", HeartbeatRow.class);
    /** Which silences and maintenance windows are there? Key: silence id. */
    public static final RowKind<SilenceSet> SILENCES = new RowKind<>("silences", SilenceSet.class);
    /** Which inhibiting alerts are firing? Key: alert identity. */
    public static final RowKind<Bulletin> INHIBITORS = new RowKind<>("inhibitors", Bulletin.class);
    /** Which incidents of other services, changes and storms are known? Key: kind and subject. */
    public static final RowKind<Bulletin> NEWS = new RowKind<>("news", Bulletin.class);
    /** How many alerts does this storm have, and is it still active? Key: storm id. */
    public static final RowKind<StormRow> STORMS = new RowKind<>("storms", StormRow.class);
    /** What is the state of this incident, and when is it due? Key: incident id. */
    public static final RowKind<IncidentRow> INCIDENTS = new RowKind<>("incidents", IncidentRow.class);
    /** How many members were counted since the incident's row was written? Key: incident id. */
    public static final RowKind<IncidentTally> TALLIES = new RowKind<>("tallies", IncidentTally.class);
    /** Which incident has this correlation key, or which alerts wait for the threshold? Key: correlation key. */
    public static final RowKind<CorrelationRow> CORRELATIONS = new RowKind<>("correlations", CorrelationRow.class);
    /** Which follow-ups and reviews are open after the reopen window? Key: incident id. */
    public static final RowKind<IncidentRow> AFTERMATH = new RowKind<>("aftermath", IncidentRow.class);

    /** Every kind there is. */
    public static final List<RowKind<?>> ALL = List.of(POLICY, ADDRESSES, ALERTS, HELD, HEARTBEATS, SILENCES,
            INHIBITORS, NEWS,
            STORMS,
            INCIDENTS, TALLIES, CORRELATIONS, AFTERMATH);

    public RowKind {
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

    /**
     * Behind the keys of all its rows and before those of any other kind, in the order of bytes, whatever stands in them.
     */
    String end() {
        return name + (char) (SEPARATOR + 1);
    }
}
