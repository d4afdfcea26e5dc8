package dev.tocsin.console.silence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.projection.IncidentHeadline;

/**
 * What a silence would hide now, and, where that was asked, what it would have hidden lately.
 *
 * @param hides
 *            how many open incidents it would hide alerts of now
 * @param hidesAlerts
 *            how many of their firing alerts that are shown it would hide
 * @param worstHidden
 *            the worst severity among these incidents; empty when there is none
 * @param lookedAt
 *            how many open incidents were looked at
 * @param notLookedAt
 *            how many open incidents were not looked at, because their alerts are not held here
 * @param incidents
 *            worst first, at most 20
 */
public record SilencePreview(List<String> warnings, int hides, int hidesAlerts, String worstHidden, int lookedAt,
        int notLookedAt, List<HiddenIncident> incidents, Optional<Past> past) {

    /** How many incidents are listed. */
    static final int LISTED = 20;

    public SilencePreview {
        warnings = List.copyOf(warnings);
        incidents = List.copyOf(incidents);
    }

    /** An open incident with an alert that would be hidden. */
    public record HiddenIncident(String id, String title, String severity, int severityRank, String service) {

        static HiddenIncident of(IncidentHeadline incident) {
            var what = incident.description();
            return new HiddenIncident(incident.id(), what.title(), what.severity(), what.severityRank(), what
                    .service());
        }
    }

    /**
     * What it would have hidden in a period until now.
     *
     * @param from
     *            from when everything was read
     * @param complete
     *            whether that is the whole period that was asked for
     * @param alerts
     *            number of different alerts that would have been hidden
     * @param firings
     *            how often they fired
     * @param touched
     *            number of incidents that at least one of them opened or joined
     * @param unseen
     *            number of incidents that would have paged nobody, because all their alerts would have been hidden
     * @param pages
     *            pages that were sent for these
     * @param worst
     *            the worst severity among the touched incidents; empty when there is none, or none is known any more
     * @param incidents
     *            those that would have paged nobody first, then worst first, at most 20; an incident that the console has
     *            forgotten is only counted
     */
    public record Past(Instant from, Instant to, boolean complete, int alerts, int firings, int touched, int unseen,
            int pages, String worst, List<PastIncident> incidents) {

        public Past {
            incidents = List.copyOf(incidents);
        }
    }

    /**
     * An incident of the period.
     *
     * @param unseen
     *            whether it would have paged nobody
     * @param pages
     *            pages that were sent for it in the period
     */
    public record PastIncident(String id, String title, String severity, int severityRank, String service,
            Instant openedAt, boolean unseen, int pages) {

        static PastIncident of(IncidentHeadline incident, PastImpact.Touched touched) {
            var what = incident.description();
            return new PastIncident(incident.id(), what.title(), what.severity(), what.severityRank(), what.service(),
                    incident.milestones().openedAt(), touched.whole(), touched.pages());
        }
    }
}
