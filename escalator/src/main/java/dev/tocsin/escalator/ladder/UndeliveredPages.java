package dev.tocsin.escalator.ladder;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.escalator.contact.ContactPlan;
import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.ContactRow;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/**
 * Tracks whether the last step reached somebody. The snapshot lists failed pages; a step fails when all its pages failed. Pages of earlier steps, escalations and rounds no longer count.
 */
final class UndeliveredPages {

    private UndeliveredPages() {}

    /** Tracks the pages of a step instead of earlier ones. */
    static void wait(EscalationDraft draft, List<Told> paged, StepTime step) {
        wait(draft, paged.stream().map(told -> marked(told, step.rung(), NotificationId.of(draft.incident(), draft
                .row()
                .getClimb(), NotificationKind.PAGE, step.repetition(), step.rung(), told))).toList());
    }

    /** Tracks the notifications of an alarm instead of earlier pages. */
    static void wait(EscalationDraft draft, List<Told> alarmed, String occasion) {
        wait(draft, alarmed.stream().map(told -> marked(told, 0, NotificationId.of(draft.incident(), draft.row()
                .getClimb(), NotificationKind.LADDER_EXHAUSTED, occasion, told))).toList());
    }

    /** Tracks the pages of contact steps that follow, too; what waits for the end of quiet hours reaches nobody yet. */
    static void expect(EscalationDraft draft, List<ContactRow> later) {
        track(draft, later.stream().filter(row -> !ContactPlan.isQuiet(row)).map(row -> NotificationId.of(draft
                .incident(), draft.row().getClimb(), row).text()).toList());
    }

    /** A contact step paged somebody; the page counts if no later escalation step paged since. */
    static void sent(EscalationDraft draft, ContactRow row) {
        var told = marked(row.getTo(), row.getRung(), NotificationId.of(draft.incident(), draft.row().getClimb(), row));
        draft.told(List.of(told));
        if (row.getRung() == lastStep(draft.row())) {
            track(draft, List.of(told.getNotificationId()));
        }
    }

    private static void track(EscalationDraft draft, List<String> ids) {
        draft.row().setUnheard(Stream.concat(draft.row().getUnheard().stream(), ids.stream()).distinct().toList());
    }

    /** Pages of a step to a person if all of them failed; none if one was delivered or still may be. */
    static List<Told> allFailed(Escalation.Builder row, String target, int step) {
        var called = row.getTold().stream().filter(one -> one.getTarget().equals(target) && one.getRung() == step
                && isCalled(one)).toList();
        return called.stream().allMatch(one -> !one.getFailure().isEmpty()) ? called : List.of();
    }

    private static void wait(EscalationDraft draft, List<Told> called) {
        draft.told(called);
        draft.row().setUnheard(called.stream().map(Told::getNotificationId).toList());
    }

    private static Told marked(Told told, int step, NotificationId id) {
        return Told.newBuilder(told).setNotificationId(id.text()).setRung(step).setFailure("").build();
    }

    /** Stops tracking. */
    static void nobody(Escalation.Builder row) {
        row.setUnheard(List.of());
    }

    /** Clears failures of the previous escalation. */
    static List<Told> forgotten(List<Told> told) {
        return told.stream().map(one -> Told.newBuilder(one).setNotificationId("").setRung(0).setFailure("").build())
                .toList();
    }

    /** Records failures; true if the last tracked page failed now. */
    static boolean isLastPageFailed(EscalationDraft draft) {
        var row = draft.row();
        var failures = new HashMap<String, DeliveryFailure>();
        draft.incident().getUndelivered().forEach(failure -> failures.put(failure.getNotificationId(), failure));
        if (failures.isEmpty()) {
            return false;
        }
        if (row.getTold().stream().anyMatch(one -> isNew(one, failures))) {
            row.setTold(row.getTold().stream().map(one -> isNew(one, failures)
                    ? Told.newBuilder(one).setFailure(failures.get(one.getNotificationId()).getReason()).build()
                    : one).toList());
        }
        var waited = row.getUnheard();
        var left = waited.stream().filter(id -> !failures.containsKey(id)).toList();
        if (left.size() < waited.size()) {
            row.setUnheard(left);
        }
        return !waited.isEmpty() && left.isEmpty();
    }

    private static boolean isNew(Told one, Map<String, DeliveryFailure> failures) {
        return one.getFailure().isEmpty() && failures.containsKey(one.getNotificationId());
    }

    /** Why the previous step reached nobody; empty if it reached somebody or still may. */
    static Optional<String> reason(Escalation.Builder row) {
        var number = lastStep(row);
        var called = row.getTold().stream().filter(one -> one.getRung() == number && isCalled(one)).toList();
        return number == 0 || called.stream().anyMatch(one -> one.getFailure().isEmpty())
                ? Optional.empty()
                : Optional.of("step " + number + " reached nobody: " + words(called));
    }

    /** Number of the last step that ran in this escalation; 0 if none did. */
    static int lastStep(Escalation.Builder row) {
        var called = row.getTold().stream().filter(UndeliveredPages::isCalled).mapToInt(Told::getRung).boxed().collect(
                Collectors
                        .toCollection(TreeSet::new));
        var before = called.lower(row.getNextRung());
        return before != null && before > 0 ? before : called.isEmpty() ? 0 : called.last();
    }

    /** Whether a page of this escalation was delivered or still may be. */
    static boolean isAnybodyReached(Escalation.Builder row) {
        return row.getTold().stream().anyMatch(one -> isCalled(one) && one.getFailure().isEmpty());
    }

    private static boolean isCalled(Told one) {
        return !one.getNotificationId().isEmpty();
    }

    /** Destinations where a page of this escalation failed. */
    static Set<String> failed(Escalation.Builder row) {
        var failed = new HashSet<String>();
        row.getTold().stream().filter(one -> !one.getFailure().isEmpty()).forEach(one -> failed.add(one
                .getDestination()));
        return failed;
    }

    /** Such as {@code chat:C012 (Slack answered channel_not_found)}. */
    static String words(List<Told> called) {
        return called.stream().map(one -> one.getDestination() + " (" + one.getFailure() + ")").collect(Collectors
                .joining(", "));
    }
}
