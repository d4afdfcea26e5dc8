package dev.tocsin.console.api.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.IncidentHeadline.AlertCounts;
import dev.tocsin.console.projection.IncidentHeadline.Description;
import dev.tocsin.console.projection.IncidentHeadline.Milestones;
import dev.tocsin.console.projection.IncidentHeadline.Relations;
import dev.tocsin.event.IncidentState;

/**
 * An incident as the API lists it, as one flat object. The names are the API's: they stay.
 *
 * @param pages
 *            whether its ladder pages anybody
 * @param redacted
 *            true when it is confidential and who asks is not cleared for it
 */
public record IncidentRow(String id, long revision, IncidentState state, int round,
        @JsonUnwrapped Description description, boolean pages, boolean confidential, boolean redacted,
        @JsonUnwrapped AlertCounts alerts, @JsonUnwrapped Milestones milestones, @JsonUnwrapped Relations relations) {

    /**
     * The incident as it is now.
     *
     * @param pages
     *            whether its ladder pages anybody
     * @param cleared
     *            whether who asks may read confidential incidents
     */
    public static IncidentRow of(IncidentHeadline whole, boolean pages, boolean cleared) {
        var redacted = whole.confidential() && !cleared;
        var incident = redacted ? whole.redacted() : whole;
        return new IncidentRow(incident.id(), incident.revision(), incident.state(), incident.round(), incident
                .description(), pages, incident.confidential(), redacted, incident.alerts(), incident.milestones(),
                incident.relations());
    }
}
