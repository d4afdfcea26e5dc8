package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.escalator.contact.ContactPlan;
import dev.tocsin.escalator.contact.ContactPlanner;
import dev.tocsin.escalator.decision.ContactReason;
import dev.tocsin.escalator.decision.LadderDecision.Contacting;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.escalator.decision.LadderDecision.Tell;
import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.ContactRow;
import dev.tocsin.state.Told;

/**
 * Carries out contact rules and quiet hours of people whom a step paged, until somebody acknowledges. What follows later stands in the row. A contact step that reached nobody brings the next one forward.
 */
final class ContactSteps {

    private final ContactPlanner planner;
    private final Policies policies;
    private final Duration lateAfter;

    ContactSteps(Policies policies, Duration lateAfter) {
        this.planner = new ContactPlanner(policies);
        this.policies = policies;
        this.lateAfter = lateAfter;
    }

    /** Plans how the recipients of a step are reached; the caller pages those that are reached now. */
    ContactPlan begin(EscalationDraft draft, List<Told> recipients, StepTime step) {
        return noted(draft, planner.page(recipients, draft.incident(), step.rung(), step.repetition(), onTime(draft,
                step.dueAt())));
    }

    /** The same for an alarm: only quiet hours hold it back. */
    ContactPlan beginAlarm(EscalationDraft draft, List<Told> recipients, String occasion) {
        return noted(draft, planner.alarm(recipients, draft.incident(), occasion, draft.now()));
    }

    private static ContactPlan noted(EscalationDraft draft, ContactPlan plan) {
        draft.decide(plan.decisions());
        schedule(draft, plan.later());
        return plan;
    }

    private static void schedule(EscalationDraft draft, List<ContactRow> later) {
        if (later.isEmpty()) {
            return;
        }
        var contacts = new ArrayList<>(draft.row().getContacts());
        later.stream().filter(row -> !ContactPlan.isQuiet(row) || contacts.stream().noneMatch(known -> ContactPlan
                .isQuiet(known) && known.getTo().getDestination().equals(row.getTo().getDestination())))
                .forEach(contacts::add);
        draft.row().setContacts(contacts);
        draft.timerChanged();
    }

    /** Nobody is contacted any more. */
    static void stop(EscalationDraft draft, ContactReason reason) {
        drop(draft, draft.row().getContacts(), reason);
        draft.row().setContacts(List.of());
    }

    private static void drop(EscalationDraft draft, List<ContactRow> dropped, ContactReason reason) {
        dropped.stream().collect(Collectors.groupingBy(row -> row.getTo().getTarget(), LinkedHashMap::new, Collectors
                .mapping(row -> row.getTo().getChannel(), Collectors.toList()))).forEach((target,
                        channels) -> draft.decide(new Contacting(target, reason, "not contacted by " + channels.stream()
                                .distinct().collect(Collectors.joining(", ")))));
    }

    /** A snapshot came in, and failures of pages are recorded. */
    void onSnapshot(EscalationDraft draft, Incident before) {
        if (draft.row().getContacts().isEmpty()) {
            return;
        }
        spareAcknowledged(draft);
        if (SuspendedLadder.isHeldBack(draft.incident())) {
            return;
        }
        if (SuspendedLadder.isHeldBack(before)) {
            change(draft, row -> row.getDueAt().isBefore(draft.now()), row -> at(row, draft.now()));
        }
        change(draft, row -> ContactPlan.isQuiet(row) && row.getDueAt().isAfter(draft.now()) && !planner.isQuiet(row
                .getTo(), draft.incident(), draft.now()), row -> ContactRow.newBuilder(at(row, draft.now())).setWhy(
                        ContactReason.QUIET_NO_LONGER.reason()).build());
        bringForward(draft);
        onDue(draft);
    }

    /** Runs all contact steps that are due. */
    void onDue(EscalationDraft draft) {
        var due = draft.row().getContacts().stream().filter(row -> !row.getDueAt().isAfter(draft.now())).toList();
        if (due.isEmpty()) {
            return;
        }
        draft.row().setContacts(draft.row().getContacts().stream().filter(row -> row.getDueAt().isAfter(draft.now()))
                .toList());
        draft.dropSilence();
        draft.timerChanged();
        var late = due.stream().filter(row -> isTooLate(draft, row)).toList();
        drop(draft, late, ContactReason.TOO_LATE);
        due.stream().filter(row -> !late.contains(row)).collect(Collectors.groupingBy(row -> List.of(ContactPlan
                .isQuiet(row) && row.getOccasion().isEmpty(), row.getRung(), row.getRepetition()), LinkedHashMap::new,
                Collectors.toList())).values().forEach(rows -> run(draft, rows));
    }

    private void run(EscalationDraft draft, List<ContactRow> rows) {
        var one = rows.getFirst();
        if (ContactPlan.isQuiet(one) && one.getOccasion().isEmpty()) {
            var plan = noted(draft, planner.afterQuietHours(rows.stream().map(ContactRow::getTo).toList(), draft
                    .incident(), one.getRung(), one.getRepetition(), onTime(draft, one.getDueAt())));
            plan.now().forEach(to -> page(draft, ContactRow.newBuilder(one).setTo(to).build()));
            UndeliveredPages.expect(draft, plan.later());
        } else {
            rows.forEach(row -> {
                if (row.getRung() == 0) {
                    alarm(draft, row);
                } else {
                    page(draft, row);
                }
            });
        }
    }

    private void page(EscalationDraft draft, ContactRow row) {
        if (draft.isPaged(row.getTo().getDestination())) {
            drop(draft, List.of(row), ContactReason.ALREADY_PAGED);
            return;
        }
        var late = lateness(draft, row.getDueAt());
        draft.decide(new Page(row.getTo(), row.getRung(), row.getRepetition(), row.getDueAt(), late, others(draft, row),
                why(draft, row, late), row.getOccasion()));
        UndeliveredPages.sent(draft, row);
    }

    private void alarm(EscalationDraft draft, ContactRow row) {
        var late = lateness(draft, row.getDueAt());
        draft.decide(new Tell(row.getTo(), NotificationKind.LADDER_EXHAUSTED, draft.incident(), draft.row().getClimb(),
                others(draft, row), "still unacknowledged; " + row.getWhy(), row.getOccasion(), late));
        draft.told(List.of(row.getTo()));
    }

    private static List<String> others(EscalationDraft draft, ContactRow row) {
        return Destinations.besides(row.getTo(), draft.row().getTold().stream());
    }

    private static String why(EscalationDraft draft, ContactRow row, Duration late) {
        var span = Duration.between(StepTimes.beganAt(draft.row()), draft.now());
        return PageWording.place(draft.row(), new StepTime(row.getRepetition(), row.getRung(), row.getDueAt())) + ": "
                + row.getWhy() + "; unacknowledged for " + Durations.inWords(span) + (late.isZero()
                        ? ""
                        : "; late by " + Durations.inWords(late));
    }

    private static void spareAcknowledged(EscalationDraft draft) {
        var answers = Acknowledgements.soFar(draft.incident());
        var contacts = draft.row().getContacts();
        var left = answers.notAcknowledged(Stream.concat(draft.row().getTold().stream(), contacts.stream().map(
                ContactRow::getTo)).toList());
        var dropped = contacts.stream().filter(row -> !left.contains(row.getTo())).toList();
        if (!dropped.isEmpty()) {
            drop(draft, dropped, ContactReason.ACKNOWLEDGED);
            draft.row().setContacts(contacts.stream().filter(row -> !dropped.contains(row)).toList());
        }
    }

    /** Where all pages of a person failed, the next contact step follows now. */
    private static void bringForward(EscalationDraft draft) {
        draft.row().getContacts().stream().filter(row -> !ContactPlan.isQuiet(row)).map(ContactSteps::person).distinct()
                .toList().forEach(person -> {
                    var failed = UndeliveredPages.allFailed(draft.row(), person.target(), person.rung());
                    if (failed.isEmpty()) {
                        return;
                    }
                    var next = draft.row().getContacts().stream().filter(row -> person(row).equals(person)).mapToInt(
                            ContactRow::getStep).min().orElseThrow();
                    draft.decide(new Contacting(person.target(), ContactReason.UNREACHED, UndeliveredPages.words(
                            failed)));
                    change(draft, row -> person(row).equals(person) && row.getStep() == next, row -> ContactRow
                            .newBuilder(at(row, draft.now())).setWhy("by " + row.getTo().getChannel()
                                    + " at once, because nobody was reached at " + UndeliveredPages.words(failed))
                            .build());
                });
    }

    private record Person(String target, int rung, int repetition) {}

    private static Person person(ContactRow row) {
        return new Person(row.getTo().getTarget(), row.getRung(), row.getRepetition());
    }

    private interface Change {

        ContactRow of(ContactRow row);
    }

    private interface Choice {

        boolean takes(ContactRow row);
    }

    private static void change(EscalationDraft draft, Choice choice, Change change) {
        draft.row().setContacts(draft.row().getContacts().stream().map(row -> choice.takes(row)
                ? change.of(row)
                : row).toList());
    }

    private static ContactRow at(ContactRow row, Instant now) {
        return ContactRow.newBuilder(row).setDueAt(now).build();
    }

    private Instant onTime(EscalationDraft draft, Instant dueAt) {
        return lateness(draft, dueAt).isZero() ? dueAt : draft.now();
    }

    private Duration lateness(EscalationDraft draft, Instant dueAt) {
        return dueAt.plus(lateAfter).isBefore(draft.now()) ? Duration.between(dueAt, draft.now()) : Duration.ZERO;
    }

    private boolean isTooLate(EscalationDraft draft, ContactRow row) {
        return lateness(draft, row.getDueAt()).isPositive() && within(draft).filter(limit -> row.getDueAt().plus(limit)
                .isBefore(draft.now())).isPresent();
    }

    private Optional<Duration> within(EscalationDraft draft) {
        return policies.version(draft.row().getPolicyVersion()).policy().severity(draft.incident().getSeverity()
                .getId()).flatMap(SeverityLevel::pageWithin);
    }
}
