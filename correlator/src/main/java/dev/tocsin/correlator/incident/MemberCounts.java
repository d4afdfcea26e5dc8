package dev.tocsin.correlator.incident;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.Incident;
import dev.tocsin.state.IncidentRow;

/**
 * When an incident has more members than its snapshot shows, one more of them changes three numbers. These are counted in a
 * small record, and the whole is written and published at most once in {@link #EVERY} of log time. Whatever else changes is
 * published at once, with all that was counted till then.
 */
final class MemberCounts {

    /** Time between two snapshots in which only counts differ. */
    static final Duration EVERY = Duration.ofSeconds(1);

    /** Time between two snapshots in which only texts of members that fire as before differ. */
    static final Duration TEXTS_EVERY = Duration.ofSeconds(30);

    /** The fields that are not compared. */
    static final Set<String> COUNTS = Set.of("alertsTotal", "alertsFiring", "alertsHidden", "updatedAt",
            "revision");

    private static final int[] REST = Incident.getClassSchema().getFields().stream()
            .filter(field -> !COUNTS.contains(field.name())).mapToInt(field -> field.pos()).toArray();

    private MemberCounts() {}

    /** Whether nothing but the number of members differs, of an incident that does not show them all. */
    static boolean onlyCounts(IncidentRow before, IncidentDraft draft) {
        var total = draft.grades.total();
        return total > Members.SHOWN && total > draft.incident.getAlerts().size()
                && before.getGrades().size() == draft.grades.list().size()
                && before.getIncident().getAlertsHidden() > 0 && showsTheSame(before.getIncident(), draft);
    }

    /** Whether all that changed fits into the small record. */
    static boolean fitsTally(IncidentRow before, IncidentDraft draft) {
        return before.getFaces().equals(draft.faces.list()) && before.getEndReason().equals(draft.row.getEndReason())
                && draft.grades.lookLike(before.getGrades());
    }

    /** Whether it changed so that a person would act on it. */
    static boolean isUrgent(Incident before, IncidentDraft draft) {
        var now = draft.incident;
        return now.getSecurity() != before.getSecurity() || now.getCustomerFacing() != before.getCustomerFacing()
                || !now.getLadder().equals(before.getLadder());
    }

    /** Whether nothing but the number of members differs. */
    static boolean showsTheSame(Incident before, IncidentDraft draft) {
        return showsTheSame(before, draft.incident.build());
    }

    static boolean showsTheSame(Incident before, Incident after) {
        for (var position : REST) {
            if (!Objects.equals(before.get(position), after.get(position))) {
                return false;
            }
        }
        return true;
    }
}
