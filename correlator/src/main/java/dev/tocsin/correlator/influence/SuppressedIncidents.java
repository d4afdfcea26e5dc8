package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;

/**
 * Evaluates silences, maintenance and inhibitions for open incidents, and schedules the next evaluation when one of them
 * starts or ends by itself.
 */
final class SuppressedIncidents {

    /** Subject of the timer. */
    private static final String ALL = "open incidents";

    /** Reasons that are named; more are only counted. */
    private static final int NAMED = 3;

    private final MemberSuppression suppression;
    private final LocalIncidents own;
    private final int partition;
    private Optional<Instant> dueAt = Optional.empty();
    private boolean isWatching;

    SuppressedIncidents(MemberSuppression suppression, LocalIncidents own, int partition) {
        this.suppression = suppression;
        this.own = own;
        this.partition = partition;
    }

    /**
     * What is held of an incident.
     *
     * @param by
     *            why nobody is to be paged, in words; empty unless all members that are shown and fire are held
     * @param alerts
     *            identities of the shown members that are held
     */
    record Held(String by, List<String> alerts) {}

    /** A task that begins knows no policy yet: what was held is looked at by a timer at once. */
    void begin() {
        if (own.stream().anyMatch(LocalIncidents.Own::isSilenced)) {
            dueAt = Optional.of(Instant.EPOCH);
            isWatching = true;
        }
    }

    Held held(Incident incident, CompiledPolicy policy, Instant now) {
        if (suppression.isIdle(policy)) {
            return new Held("", List.of());
        }
        var firing = IncidentQueries.firing(incident);
        Set<String> reasons = new LinkedHashSet<>();
        var held = new ArrayList<String>();
        for (var member : firing) {
            var by = suppression.holds(member, incident, policy, now);
            by.ifPresent(reasons::add);
            if (by.isPresent()) {
                held.add(member.getIdentity());
            }
        }
        return new Held(!held.isEmpty() && held.size() == firing.size() ? inWords(List.copyOf(reasons)) : "", held);
    }

    private static String inWords(List<String> reasons) {
        return reasons.size() <= NAMED
                ? String.join("; ", reasons)
                : String.join("; ", reasons.subList(0, NAMED)) + "; and " + (reasons.size() - NAMED) + " more";
    }

    /** Ids of those that are judged when something began or ended. */
    List<String> all() {
        return own.all();
    }

    /** An incident stands as it does; the first one makes it worth to watch the time. */
    List<Effect> took(Incident incident, CompiledPolicy policy, Instant now) {
        return isWatching || IncidentQueries.isOver(incident) ? List.of() : List.of(watch(policy, now));
    }

    /** Something began or ended, or is watched from now on: the next time is known. */
    Effect watch(CompiledPolicy policy, Instant now) {
        return new Effect.Remember(new InfluenceMemory.JudgedNext(suppression.isIdle(policy)
                ? Optional.empty()
                : suppression.nextChange(policy, now)));
    }

    void judgedNext(Optional<Instant> at) {
        dueAt = at;
        isWatching = true;
    }

    void judgingFell(boolean goesOn) {
        dueAt = Optional.empty();
        isWatching = goesOn;
    }

    List<Effect.Lasting> due(Instant now) {
        if (dueAt.filter(at -> !at.isAfter(now)).isEmpty()) {
            return List.of();
        }
        var fell = new Effect.Remember(new InfluenceMemory.JudgingFell(own.any().isPresent()));
        return own.any().<List<Effect.Lasting>>map(one -> List.of(fell, new Effect.Log(timer(one, dueAt.get(), now))))
                .orElseGet(() -> List.of(fell));
    }

    private Signal timer(LocalIncidents.Own one, Instant at, Instant now) {
        var due = at.equals(Instant.EPOCH) ? now : at;
        var timer = TimerFired.newBuilder().setKind(TimerKind.SILENCE_OVER).setIncidentId(one.id()).setGeneration(0)
                .setDueAt(due).setSubject(ALL).build();
        return Signal.newBuilder().setId("silences/" + partition + "/" + due.toEpochMilli())
                .setServiceKey(one.serviceKey()).setReceivedAt(now).setBody(timer).build();
    }

    static boolean isOwn(TimerFired timer) {
        return timer.getKind() == TimerKind.SILENCE_OVER && timer.getSubject().equals(ALL);
    }
}
