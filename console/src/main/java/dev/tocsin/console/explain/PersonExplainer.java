package dev.tocsin.console.explain;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Decision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Ladder;

/**
 * Finds the first reason why a person was not paged for an incident. The reasons are tried in the order of the way of a page:
 * an own page and what came of it, the policy, suppression, the ladder, on-call, and what happened before the step was due.
 */
public final class PersonExplainer {

    private static final String FALLBACK = "fallback";
    private static final Set<FactKind> STOPS = EnumSet.of(FactKind.ACKNOWLEDGED, FactKind.SNOOZED, FactKind.MITIGATED,
            FactKind.RESOLVED, FactKind.TIMED_OUT, FactKind.CLOSED);

    private final PersonQuestion question;
    private final Incident incident;
    private final LogExtract evidence;
    private final PolicyVersions policies;
    private final Predicate<String> isStorm;
    private final List<Found<TimelineEntry>> facts;
    private final Map<String, String> values = new HashMap<>();

    /**
     * @param incident
     *            last snapshot
     * @param evidence
     *            its decisions, facts, notifications and deliveries
     * @param isStorm
     *            whether an incident represents a storm
     */
    public PersonExplainer(PersonQuestion question, Incident incident, LogExtract evidence, PolicyVersions policies,
            Predicate<String> isStorm) {
        this.question = question;
        this.incident = incident;
        this.evidence = evidence;
        this.policies = policies;
        this.isStorm = isStorm;
        this.facts = evidence.of(TimelineEntry.class).stream().filter(found -> found.value().getIncidentId().equals(
                incident.getId()) && !found.value().getAt().isAfter(question.at())).sorted(Comparator.comparing(
                        found -> found.value().getAt())).toList();
        values.putAll(Map.of("person", question.person(), "rule", incident.getRuleId(), "severity", incident
                .getSeverity().getId(), "ladder", incident.getLadder()));
    }

    /** The first reason that holds. */
    public Verdict verdict() {
        return new PageOutcomes(evidence, question).verdict(incident.getTitle()).or(this::unknown).or(this::merged).or(
                this::suppressed).orElseGet(this::ofLadder);
    }

    private Optional<Verdict> unknown() {
        var newest = policies.inForceAt(question.at());
        var known = newest.target(question.person()).isPresent() || policies.version(incident.getPolicyVersion())
                .flatMap(policy -> policy.target(question.person())).isPresent();
        values.put("version", Integer.toString(newest.version()));
        return known ? Optional.empty() : Optional.of(is(MissedPage.UNKNOWN_PERSON, Optional.empty()));
    }

    private Optional<Verdict> merged() {
        return last(FactKind.MERGED).filter(fact -> fact.value().getDetails().getOrDefault("from", "").equals(incident
                .getId())).map(fact -> {
                    values.put("other", fact.value().getDetails().getOrDefault("into", ""));
                    return is(MissedPage.MERGED, Optional.of(fact.place()));
                });
    }

    private Optional<Verdict> suppressed() {
        return last(FactKind.SUPPRESSED, FactKind.UNSUPPRESSED).filter(fact -> fact.value()
                .getKind() == FactKind.SUPPRESSED).map(fact -> {
                    values.put("reason", fact.value().getDetails().getOrDefault("reason", fact.value().getSummary()));
                    var parent = last(FactKind.LINKED, FactKind.UNLINKED).filter(link -> link.value()
                            .getKind() == FactKind.LINKED).map(link -> link.value().getDetails().getOrDefault("parent",
                                    "")).orElse("");
                    values.put("other", parent);
                    return is(parent.isEmpty()
                            ? heldAlerts()
                            : isStorm.test(parent)
                                    ? MissedPage.STORM
                                    : MissedPage.PARENT, Optional.of(fact.place()));
                });
    }

    /** What suppresses the alerts of the incident. */
    private MissedPage heldAlerts() {
        return evidence.of(Decision.class).stream().filter(found -> !found.value().getAt().isAfter(question.at()))
                .flatMap(found -> AlertExplainer.verdict(found).stream()).filter(verdict -> EnumSet.of(
                        MissedPage.SILENCED, MissedPage.MAINTENANCE, MissedPage.INHIBITED).contains(verdict
                                .reason())).reduce((_, later) -> later).map(verdict -> {
                                    values.put("rule", ruleOf(verdict));
                                    return verdict.reason();
                                }).orElse(MissedPage.SUPPRESSED);
    }

    private String ruleOf(Verdict held) {
        return evidence.of(Decision.class).stream().filter(found -> Optional.of(found.place()).equals(held.record()))
                .flatMap(found -> dev.tocsin.schemas.incident.Decisions.steps(found.value()).stream()).filter(
                        step -> step.getStage().equals("suppress")).map(step -> step.getRuleId()).findFirst().orElse(
                                "");
    }

    private Verdict ofLadder() {
        var started = last(FactKind.LADDER_STARTED);
        var name = started.map(fact -> fact.value().getDetails().getOrDefault("ladder", "")).orElse(incident
                .getLadder());
        var pinned = policies.version(started.map(fact -> fact.value().getPolicyVersion()).orElse(incident
                .getPolicyVersion()));
        var ladder = pinned.map(policy -> policy.policy().ladders().get(name));
        values.put("ladder", name);
        if (ladder.isEmpty()) {
            return is(MissedPage.UNEXPLAINED, Optional.empty());
        }
        if (ladder.get().rungs().isEmpty()) {
            return is(incident.getRuleId().equals(FALLBACK) ? MissedPage.NO_RULE : MissedPage.NO_LADDER, decided(
                    "silent-nobody"));
        }
        return started.map(fact -> ofSteps(fact.value().getAt(), ladder.get(), pinned.get())).orElseGet(() -> decided(
                "silent-log-unread").map(place -> is(MissedPage.WAITING_FOR_LOG, Optional.of(place))).orElseGet(
                        () -> ofSteps(incident.getRoundStartedAt(), ladder.get(), pinned.get())));
    }

    private Verdict ofSteps(Instant start, Ladder ladder, CompiledPolicy pinned) {
        var namings = StepNaming.of(ladder, pinned, question.person());
        if (namings.isEmpty()) {
            values.put("names", String.join(", ", ladder.rungs().stream().flatMap(rung -> rung.targets().stream())
                    .distinct().toList()));
            return is(isWithheld(pinned) ? MissedPage.CONFIDENTIAL : MissedPage.NOT_ON_LADDER, decided(
                    "silent-confidential"));
        }
        Optional<Verdict> notOnCall = Optional.empty();
        for (var naming : namings) {
            var due = due(naming, start);
            values.put("step", Integer.toString(naming.step()));
            values.put("due", due.toString());
            var roster = naming.onCall(pinned, policies, due);
            if (roster.isEmpty() || roster.get().people().contains(question.person())) {
                return ofStep(naming, start, due, pinned);
            }
            if (notOnCall.isEmpty()) {
                values.put("oncall", roster.get().words());
                notOnCall = Optional.of(is(MissedPage.NOT_ON_CALL, Optional.empty()));
            }
        }
        return notOnCall.orElseThrow();
    }

    /** The recorded due time, if the step paged anybody. */
    private Instant due(StepNaming naming, Instant start) {
        return evidence.of(Notification.class).stream().map(Found::value).filter(page -> page.getRung() == naming
                .step() && !page.getCreatedAt().isBefore(start)).map(Notification::getDueAt).min(Comparator
                        .naturalOrder()).orElse(start.plus(naming.rung().after()));
    }

    private Verdict ofStep(StepNaming naming, Instant start, Instant due, CompiledPolicy pinned) {
        var stop = facts.stream().filter(fact -> STOPS.contains(fact.value().getKind()) && !isPartial(fact.value())
                && !fact.value().getAt().isBefore(start) && !fact.value().getAt().isAfter(due)).findFirst();
        if ((stop.isPresent() && stop.get().value().getKind() == FactKind.ACKNOWLEDGED && stop.get().value().getActor()
                .equals(question.person())) || acknowledged(due)) {
            return is(MissedPage.ALREADY_RESPONDING, stop.map(Found::place));
        }
        if (stop.isPresent()) {
            values.put("at", stop.get().value().getAt().toString());
            values.put("actor", stop.get().value().getActor());
            return is(stoppedBy(stop.get().value().getKind()), Optional.of(stop.get().place()));
        }
        if (due.isAfter(question.at())) {
            return is(MissedPage.STEP_NOT_REACHED, Optional.empty());
        }
        if (pinned.rungHolds(naming.rung(), incident, due) instanceof Judgement.No) {
            values.put("reason", naming.rung().when().text());
            return is(MissedPage.STEP_SKIPPED, decided("skipped"));
        }
        var emergency = naming.step() == 1
                ? decisions("paged-in-emergency").findFirst()
                : Optional.<Found<Decision>>empty();
        if (emergency.isPresent()) {
            values.put("reason", emergency.get().value().getReason());
            return is(MissedPage.PAGED_IN_EMERGENCY, emergency.map(Found::place));
        }
        var quiet = quietHours();
        if (quiet.isPresent()) {
            values.put("reason", quiet.get().value().getReason().substring(question.person().length() + 1).strip());
            return is(MissedPage.QUIET_HOURS, quiet.map(Found::place));
        }
        return decided("nobody-reached").map(place -> {
            values.put("reason", "see the deliveries of the incident");
            return is(MissedPage.STEP_REACHED_NOBODY, Optional.of(place));
        }).or(() -> decided("exhausted").map(place -> is(MissedPage.LADDER_EXHAUSTED, Optional.of(place)))).orElseGet(
                () -> is(MissedPage.UNEXPLAINED, Optional.empty()));
    }

    private static MissedPage stoppedBy(FactKind kind) {
        return switch (kind) {
            case ACKNOWLEDGED -> MissedPage.ACKNOWLEDGED_BEFORE_STEP;
            case SNOOZED -> MissedPage.SNOOZED_BEFORE_STEP;
            case MITIGATED -> MissedPage.MITIGATED_BEFORE_STEP;
            default -> MissedPage.RESOLVED_BEFORE_STEP;
        };
    }

    private static boolean isPartial(TimelineEntry fact) {
        var needed = fact.getDetails().get("needed");
        var soFar = fact.getDetails().get("acknowledges");
        return needed != null && soFar != null && Integer.parseInt(soFar) < Integer.parseInt(needed);
    }

    private boolean acknowledged(Instant due) {
        return incident.getAcknowledgements().stream().filter(one -> !one.getAt().isAfter(due)).map(
                Acknowledgement::getBy).anyMatch(question.person()::equals);
    }

    /** Confidential, and the person is a stakeholder whom only channels without clearance reach. */
    private boolean isWithheld(CompiledPolicy policy) {
        return incident.getConfidential() && policy.policy().practice().stakeholders().stream().anyMatch(one -> one
                .targets().contains(question.person())) && policy.target(question.person()).stream().flatMap(
                        target -> target.addresses().stream()).noneMatch(address -> policy.channel(address.channel())
                                .filter(ChannelSpec::cleared).isPresent());
    }

    private Optional<Found<TimelineEntry>> last(FactKind... kinds) {
        var wanted = Set.of(kinds);
        return facts.stream().filter(fact -> wanted.contains(fact.value().getKind())).reduce((_, later) -> later);
    }

    private Optional<Found<Decision>> quietHours() {
        return decisions("contact-quiet-hours").filter(found -> found.value().getReason().startsWith(question.person()
                + ":")).reduce((_, later) -> later);
    }

    private Optional<RecordPlace> decided(String code) {
        return decisions(code).reduce((_, later) -> later).map(Found::place);
    }

    private Stream<Found<Decision>> decisions(String code) {
        return evidence.of(Decision.class).stream().filter(found -> found.value().getIncidentId().equals(incident
                .getId()) && found.value().getOutcome().equals(code) && !found.value().getAt().isAfter(question.at()));
    }

    private Verdict is(MissedPage reason, Optional<RecordPlace> record) {
        return Verdict.of(reason, values, incident.getId(), incident.getTitle(), incident.getPolicyVersion(), record);
    }
}
