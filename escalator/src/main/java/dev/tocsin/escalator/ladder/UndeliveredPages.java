package dev.tocsin.escalator.ladder;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/**
 * Whether those who were called last were reached. The snapshot says which pages failed; as long as one page of a call is not
 * among them, somebody is reached, or may be yet. A page of an earlier call, climb or round is not waited for any more.
 */
final class UndeliveredPages {

    private UndeliveredPages() {}

    /** These were paged for a step, and no others are waited for. */
    static void wait(EscalationDraft ascent, List<Told> paged, StepTime step) {
        wait(ascent, paged.stream().map(told -> marked(told, step.rung(), NotificationId.of(ascent.incident(), ascent
                .row()
                .getClimb(), NotificationKind.PAGE, step.repetition(), step.rung(), told))).toList());
    }

    /** These were told that nobody answered, and no others are waited for. */
    static void wait(EscalationDraft ascent, List<Told> alarmed, String occasion) {
        wait(ascent, alarmed.stream().map(told -> marked(told, 0, NotificationId.of(ascent.incident(), ascent.row()
                .getClimb(), NotificationKind.LADDER_EXHAUSTED, occasion, told))).toList());
    }

    private static void wait(EscalationDraft ascent, List<Told> called) {
        ascent.told(called);
        ascent.row().setUnheard(called.stream().map(Told::getNotificationId).toList());
    }

    private static Told marked(Told told, int step, NotificationId id) {
        return Told.newBuilder(told).setNotificationId(id.text()).setRung(step).setFailure("").build();
    }

    /** Nobody is waited for. */
    static void nobody(Escalation.Builder row) {
        row.setUnheard(List.of());
    }

    /** A new climb: what failed in the one before says nothing. */
    static List<Told> forgotten(List<Told> told) {
        return told.stream().map(one -> Told.newBuilder(one).setNotificationId("").setRung(0).setFailure("").build())
                .toList();
    }

    /** Takes in what failed; true when with it the last page of those that were waited for did. */
    static boolean isLastHope(EscalationDraft ascent) {
        var row = ascent.row();
        var failures = new HashMap<String, DeliveryFailure>();
        ascent.incident().getUndelivered().forEach(failure -> failures.put(failure.getNotificationId(), failure));
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

    /** Why the step before the one that is next reached nobody; empty when it reached somebody, or may yet. */
    static Optional<String> reason(Escalation.Builder row) {
        var number = lastStep(row);
        var called = row.getTold().stream().filter(one -> one.getRung() == number && isCalled(one)).toList();
        return number == 0 || called.stream().anyMatch(one -> one.getFailure().isEmpty())
                ? Optional.empty()
                : Optional.of("nobody was reached by step " + number + ": " + words(called));
    }

    /** Number of the step that was called last in this climb; 0 when none was. */
    static int lastStep(Escalation.Builder row) {
        var called = row.getTold().stream().filter(UndeliveredPages::isCalled).mapToInt(Told::getRung).boxed().collect(
                Collectors
                        .toCollection(TreeSet::new));
        var before = called.lower(row.getNextRung());
        return before != null && before > 0 ? before : called.isEmpty() ? 0 : called.last();
    }

    /** Whether a page of this climb reached somebody, or may yet. */
    static boolean isAnybodyReached(Escalation.Builder row) {
        return row.getTold().stream().anyMatch(one -> isCalled(one) && one.getFailure().isEmpty());
    }

    private static boolean isCalled(Told one) {
        return !one.getNotificationId().isEmpty();
    }

    /** Destinations at which a page failed in this climb. */
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
