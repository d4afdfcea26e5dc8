package dev.tocsin.correlator.incident;

import java.util.TreeMap;

import dev.tocsin.correlator.incident.copy.BuilderFields;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.Incident;
import dev.tocsin.state.IncidentRow;

/**
 * Builders that start with every field of an existing record. They share its lists and maps, which nobody changes: Avro's
 * own copying builders copy every label of every member first.
 */
public final class Snapshots {

    private static final BuilderFields<Incident.Builder> INCIDENT = BuilderFields.of(Incident.getClassSchema(),
            Incident.Builder.class);
    private static final BuilderFields<IncidentRow.Builder> ROW = BuilderFields.of(IncidentRow.getClassSchema(),
            IncidentRow.Builder.class);

    private Snapshots() {}

    /** A builder with every field as in the incident. */
    public static Incident.Builder changing(Incident incident) {
        return INCIDENT.copy(incident, Incident.newBuilder());
    }

    /** A builder with every field as in the row. */
    public static IncidentRow.Builder changing(IncidentRow row) {
        return ROW.copy(row, IncidentRow.newBuilder());
    }

    /**
     * The row as read from its store, its maps sorted: a row that was just made has sorted maps too, so the bytes of what
     * follows do not tell whether it came from the store or from memory.
     */
    public static IncidentRow sorted(IncidentRow row) {
        var incident = row.getIncident();
        return changing(row).setIncident(changing(incident).setLabels(new TreeMap<>(incident.getLabels()))
                .setRoles(new TreeMap<>(incident.getRoles())).setAlerts(incident.getAlerts().stream().map(
                        Members::sorted).toList()).build()).build();
    }
}
