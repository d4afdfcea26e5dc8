package dev.tocsin.console.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tocsin.schemas.time.Durations;

/**
 * Alerts that fire and cease again and again, with what to change.
 *
 * @param alert
 *            name of the alerts
 * @param service
 *            service of their incidents
 * @param firings
 *            times that one began to fire, as the timelines tell
 * @param flaps
 *            times that one was reported as flapping; further firings are not on the timeline then
 * @param reopenings
 *            times that one of their incidents was reopened
 * @param firing
 *            how long they fire
 * @param pause
 *            how long they cease before they fire again
 * @param advice
 *            what to change, at least one
 * @param incidents
 *            in the order in which they first were heard of
 */
public record Flapper(String alert, String service, int firings, int flaps, int reopenings, Spread firing,
        Spread pause, List<Advice> advice, List<String> incidents) implements Named {

    private static final int OFTEN = 4;
    private static final int REOPENED = 2;
    private static final Duration SHORT = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofHours(1);

    public Flapper {
        advice = List.copyOf(advice);
        incidents = List.copyOf(incidents);
    }

    /** What to change. */
    public enum Change {
        /** The time that the condition must hold before the alert fires. */
        FOR,
        /** Another threshold for ceasing than for firing. */
        HYSTERESIS,
        /** The quiet time before an incident resolves. */
        QUIET_TIME,
        /** What alerts of one incident have in common. */
        GROUP_KEY
    }

    /** Something to change, and why. */
    public record Advice(Change change, String sentence) {}

    /** Those that flap, most firings first. */
    static List<Flapper> of(Collection<AlertGroup> groups) {
        return groups.stream().flatMap(group -> of(group).stream()).sorted(Comparator.comparingInt(Flapper::flaps)
                .thenComparingInt(Flapper::firings).reversed().thenComparing(Flapper::alert).thenComparing(
                        Flapper::service)).toList();
    }

    private static Optional<Flapper> of(AlertGroup group) {
        var firing = Spread.of(group.lengths());
        var pause = Spread.of(group.gaps());
        var returns = group.mostFiringsOfOne() >= OFTEN && isAtMost(pause, SOON);
        if (group.flaps() == 0 && !returns && group.reopenings() < REOPENED && group.openedBesides() < OFTEN) {
            return Optional.empty();
        }
        return Optional.of(new Flapper(group.key().alert(), group.key().service(), group.firings(), group.flaps(), group
                .reopenings(), firing, pause, advice(group, firing, pause), Scope.named(group.incidents())));
    }

    private static List<Advice> advice(AlertGroup group, Spread firing, Spread pause) {
        var advice = new ArrayList<Advice>();
        if (isAtMost(firing, SHORT)) {
            advice.add(new Advice(Change.FOR, "It usually fires for only " + words(firing)
                    + ". A longer `for:` in its rule would have kept it from firing."));
        } else if (group.flaps() > 0 || isAtMost(pause, SOON)) {
            advice.add(new Advice(Change.HYSTERESIS, (pause.count() > 0
                    ? "It usually fires again after " + words(pause) + ": its value moves around the threshold. "
                    : "Its value moves around the threshold. ")
                    + "Let it cease at another value than it fires at, or set `keep_firing_for` above that time."));
        }
        if (group.reopenings() >= REOPENED) {
            advice.add(new Advice(Change.QUIET_TIME, "Its incidents were reopened " + group.reopenings()
                    + " times" + (pause.count() > 0 ? ", usually after " + words(pause) : "")
                    + ". A longer `quiet-time` of the rule or severity keeps that one incident."));
        }
        if (group.openedBesides() >= OFTEN) {
            advice.add(new Advice(Change.GROUP_KEY, group.openedBesides()
                    + " incidents were opened for it while another one was open. Leave the label that differs out of `correlate-by` of the rule."));
        }
        return advice.isEmpty()
                ? List.of(new Advice(Change.HYSTERESIS,
                        "It fires again and again. Let it cease at another value than it fires at."))
                : advice;
    }

    private static boolean isAtMost(Spread times, Duration limit) {
        return times.medianSeconds().filter(median -> median <= limit.toSeconds()).isPresent();
    }

    private static String words(Spread times) {
        return Durations.inWords(Duration.ofSeconds(times.medianSeconds().orElse(0L)));
    }
}
