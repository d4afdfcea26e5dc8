package dev.tocsin.escalator.cadence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.UpdateAudience;
import dev.tocsin.policy.model.Plan.Updates;
import dev.tocsin.state.CadenceRow;

/**
 * The update interval of one audience. Each promise follows from the previous promise or from the update that kept it, never from "now".
 *
 * @param every
 *            time from one update to the next; empty: nothing is promised beyond what a person promises
 * @param first
 *            time to the first update
 * @param remindBefore
 *            how long before the deadline the reminder is sent; empty: no reminder
 */
record UpdatePeriod(UpdateAudience audience, Optional<Duration> every, Optional<Duration> first,
        Optional<Duration> remindBefore) {

    /** The interval of a plan; no promises without a plan. */
    static UpdatePeriod of(UpdateAudience audience, Optional<Updates> updates) {
        var every = updates.flatMap(audience == UpdateAudience.OUTSIDE ? Updates::outside : Updates::inside);
        var first = audience == UpdateAudience.OUTSIDE ? updates.flatMap(Updates::firstOutside).or(() -> every) : every;
        return new UpdatePeriod(audience, every, first, updates.flatMap(Updates::remindBefore).filter(
                Duration::isPositive));
    }

    /** The first promise, from a moment on. */
    Optional<CadenceRow> begun(Instant from) {
        return first.map(time -> row(1, from, from.plus(time), 0));
    }

    /** An update kept the promise, and its author or the plan gives the next. */
    Optional<CadenceRow> kept(int number, Instant at, Optional<Instant> promised) {
        return promised.filter(next -> next.isAfter(at)).or(() -> every.map(at::plus)).map(next -> row(number, at,
                next, 0));
    }

    /**
     * The severity was raised: a shorter interval brings the promise forward.
     *
     * @param spoken
     *            whether there was an update for them in the round
     */
    CadenceRow raised(CadenceRow promise, Instant at, boolean spoken) {
        return (spoken ? every : first).map(at::plus).filter(next -> isSpent(promise) || next.isBefore(promise
                .getPromisedAt())).map(next -> row(promise.getNumber() + 1, at, next, promise.getLapses())).orElse(
                        promise);
    }

    /** Whether nothing is promised any more. */
    static boolean isSpent(CadenceRow promise) {
        return promise.getLapseAt().isEmpty();
    }

    /** The promise, with nothing after it. */
    static CadenceRow spent(CadenceRow promise) {
        return CadenceRow.newBuilder(promise).setRemindAt(null).setLapseAt(null).setLapses(promise.getLapses() + 1)
                .build();
    }

    /** Number of missed promises, if this one is missed: an outage can miss several. */
    long missed(CadenceRow promise, Instant now) {
        return every.map(time -> 1 + Duration.between(promise.getPromisedAt(), now).dividedBy(time)).orElse(1L);
    }

    /** The next promise after a missed one: the first period that ends in the future. */
    Optional<CadenceRow> lapsed(CadenceRow promise, Instant now) {
        var missed = missed(promise, now);
        return every.map(time -> {
            var last = promise.getPromisedAt().plus(time.multipliedBy(missed - 1));
            return row(promise.getNumber() + 1, last, last.plus(time), (int) Math.min(Integer.MAX_VALUE, promise
                    .getLapses() + missed));
        });
    }

    /** No reminder at the time of the last update. */
    private CadenceRow row(int number, Instant from, Instant promised, int lapses) {
        var remindAt = remindBefore.map(promised::minus).filter(at -> at.isAfter(from));
        return CadenceRow.newBuilder().setAudience(audience).setNumber(number).setPromisedAt(promised).setRemindAt(
                remindAt.orElse(null)).setLapseAt(promised).setLapses(lapses).build();
    }
}
