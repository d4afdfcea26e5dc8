package dev.tocsin.console.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.console.api.view.OnCallChangeRow;
import dev.tocsin.console.explain.OnCallReason;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.change.OnCallChanges;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.policy.oncall.Schedule;
import io.javalin.http.Context;

/**
 * {@code GET /api/oncall}: who is on call now and in the next two weeks, by the policy in force and the overrides and swaps that
 * people set at run time.
 */
public final class OnCallRoute {

    private static final Duration AHEAD = Duration.ofDays(14);

    private final PolicyInForce policy;
    private final Supplier<List<OnCallChange>> changes;
    private final Clock clock;

    /**
     * @param changes
     *            overrides and swaps that people set at run time
     */
    public OnCallRoute(PolicyInForce policy, Supplier<List<OnCallChange>> changes, Clock clock) {
        this.policy = policy;
        this.changes = changes;
        this.clock = clock;
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.get("/api/oncall", this::answer);
    }

    /**
     * A period in which the same people are on call; nobody in a gap.
     *
     * @param to
     *            exclusive; of the last one, the end of the two weeks
     */
    record ShiftRow(List<String> people, Instant from, Instant to, String why, String layer) {}

    /**
     * A schedule.
     *
     * @param zone
     *            in which its times are written; null if it has none
     * @param now
     *            who is paged now; in a gap, everybody on it
     * @param by
     *            what says so: layer NAME, override, swap, or gap
     * @param shifts
     *            from now on; empty for a schedule of another system's calendar
     */
    record ScheduleRow(String name, Optional<String> zone, List<String> now, String by, List<ShiftRow> shifts) {}

    /**
     * The answer.
     *
     * @param changes
     *            overrides and swaps set at run time, by their beginning
     */
    record OnCallNow(Instant at, int policyVersion, List<ScheduleRow> schedules, List<OnCallChangeRow> changes) {}

    private void answer(Context context) {
        var at = clock.instant();
        var inForce = policy.compiled();
        var changed = changes.get();
        var schedules = OnCallChanges.of(changed).on(inForce.policy()).practice().schedules();
        Json.answer(context, new OnCallNow(at, inForce.version(), schedules.values().stream().map(schedule -> row(
                schedule, inForce, at)).sorted(Comparator.comparing(ScheduleRow::name))
                .toList(), changed.stream().sorted(Comparator.comparing(OnCallChange::getFrom).thenComparing(
                        OnCallChange::getId)).map(change -> OnCallChangeRow.of(change, at)).toList()));
    }

    private static ScheduleRow row(OnCall schedule, CompiledPolicy policy, Instant at) {
        var now = OnCallReason.of(schedule, policy, at);
        return new ScheduleRow(schedule.name(), schedule.readIn().map(ZoneId::getId), now.people(), now.by(), shifts(
                schedule, at));
    }

    private static List<ShiftRow> shifts(OnCall schedule, Instant at) {
        return schedule instanceof Schedule whole
                ? whole.timeline(at, at.plus(AHEAD)).stream().map(shift -> new ShiftRow(shift.people(), shift.from(),
                        shift.to(), shift.why().name(), shift.layer())).toList()
                : List.of();
    }
}
