package dev.tocsin.console.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.tocsin.console.explain.IncidentChain.Chain;
import dev.tocsin.console.explain.SilenceExplainer.HiddenAlert;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.InboxMessage;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.Decision;
import dev.tocsin.event.Incident;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.schemas.topic.Topics;

/** Answers questions about pages from the log: it knows which part of the log to read for each question. */
public final class Explainer {

    private static final int INCIDENTS = 20;
    private static final int ALERTS = 20;
    private static final Duration BEFORE = Duration.ofMinutes(30);
    private static final Duration ALERT_RANGE = Duration.ofDays(1);

    private final Projection projection;
    private final Function<String, Optional<Incident>> incidents;
    private final LogSearch log;
    private final PolicyVersions policies;
    private final IncidentChain chain;

    /**
     * @param incidents
     *            last snapshot of an incident, by ID
     */
    public Explainer(Projection projection, Function<String, Optional<Incident>> incidents, LogSearch log,
            PolicyVersions policies) {
        this.projection = projection;
        this.incidents = incidents;
        this.log = log;
        this.policies = policies;
        this.chain = new IncidentChain(log, policies);
    }

    /** The chain of an incident; empty if it is unknown. */
    public Optional<Chain> incident(String id) {
        return incidents.apply(id).map(chain::of);
    }

    /** The incident of a notification, if the console holds it. */
    public Optional<String> incidentOf(String notification) {
        return projection.messages().stream().filter(message -> message.id().equals(notification)).map(
                InboxMessage::incidentId).findFirst();
    }

    /**
     * The decisions about one alert within a day, whatever became of it.
     *
     * @param identity
     *            of the alert
     * @param until
     *            end of the day
     */
    public Chain alert(String identity, Instant until) {
        var found = log.find(new LogQuery(List.of(Topics.DECISIONS), Optional.empty(), Set.of(identity), until.minus(
                ALERT_RANGE), until));
        return new Chain("", found.of(Decision.class).stream().flatMap(decision -> Links.decision(decision).stream())
                .filter(link -> link.subjects().alert().equals(identity) || link.subjects().alert().isEmpty()).sorted(
                        Comparator.comparing(ChainLink::at)).toList(), found.complete());
    }

    /** What a silence hid until now; empty if nobody set such a silence. */
    public Optional<SilenceAnswer> silence(String id, Instant now) {
        return projection.silences().stream().filter(set -> set.getSilenceId().equals(id)).findFirst().map(
                set -> silence(set, now));
    }

    /** What a silence hid. */
    public record SilenceAnswer(String silence, String author, String reason, Instant startsAt, Instant endsAt,
            List<HiddenAlert> hidden, boolean complete) {

        public SilenceAnswer {
            hidden = List.copyOf(hidden);
        }
    }

    private SilenceAnswer silence(SilenceSet set, Instant now) {
        var to = set.getEndsAt().isBefore(now) ? set.getEndsAt().plus(BEFORE) : now;
        var named = log.find(new LogQuery(List.of(Topics.DECISIONS), Optional.empty(), Set.of(set.getSilenceId()), set
                .getStartsAt(), to));
        var alerts = SilenceExplainer.hidden(set.getSilenceId(), named).stream().map(HiddenAlert::alert).filter(
                identity -> !identity.isEmpty()).collect(Collectors.toUnmodifiableSet());
        var whole = alerts.isEmpty()
                ? named
                : log.find(new LogQuery(List.of(Topics.DECISIONS), Optional.empty(), alerts, set.getStartsAt(), to));
        return new SilenceAnswer(set.getSilenceId(), set.getAuthor(), set.getReason(), set.getStartsAt(), set
                .getEndsAt(), SilenceExplainer.hidden(set.getSilenceId(), whole), named.complete() && whole
                        .complete());
    }

    /**
     * Why a person was not paged.
     *
     * @param only
     *            the incident that is meant; empty: all that were open at the time
     * @param mayRead
     *            whether who asks may read the incident
     */
    public PersonAnswer person(PersonQuestion question, Optional<String> only, Predicate<IncidentHeadline> mayRead) {
        var candidates = projection.incidents().stream().filter(each -> only.map(each.id()::equals).orElseGet(
                () -> wasOpen(each, question.at()))).sorted(Comparator.comparing((IncidentHeadline each) -> each
                        .milestones().openedAt()).reversed()).limit(INCIDENTS).toList();
        var readable = candidates.stream().filter(mayRead).toList();
        var verdicts = new ArrayList<Verdict>();
        var complete = true;
        for (var candidate : readable) {
            var incident = incidents.apply(candidate.id());
            var evidence = incident.map(chain::evidence).orElse(new LogExtract(List.of(), false));
            complete &= evidence.complete();
            incident.ifPresent(it -> verdicts.add(new PersonExplainer(question, it, evidence, policies, this::isStorm)
                    .verdict()));
        }
        if (only.isEmpty()) {
            var around = log.find(new LogQuery(List.of(Topics.DECISIONS), Optional.empty(), Set.of(), question.at()
                    .minus(BEFORE), question.at()));
            complete &= around.complete();
            verdicts.addAll(AlertExplainer.withheld(around, question.at()).stream().limit(ALERTS).toList());
        }
        if (verdicts.isEmpty()) {
            verdicts.add(Verdict.of(MissedPage.NO_INCIDENT, Map.of(), "", "", -1, Optional.empty()));
        }
        return new PersonAnswer(question.person(), question.at(), verdicts, candidates.size() - readable.size(),
                complete);
    }

    private boolean isStorm(String incidentId) {
        return projection.incident(incidentId).filter(each -> each.alerts().storm()).isPresent();
    }

    /** Opened before and not over yet, or over no longer than half an hour. */
    private static boolean wasOpen(IncidentHeadline incident, Instant at) {
        return !incident.milestones().openedAt().isAfter(at) && incident.milestones().resolvedAt().filter(
                over -> over.isBefore(at.minus(BEFORE))).isEmpty();
    }
}
