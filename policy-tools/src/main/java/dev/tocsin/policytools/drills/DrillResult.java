package dev.tocsin.policytools.drills;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.yaml.SourcePosition;

/**
 * What is not as a drill expects. Of the kinds that wake somebody, and of the kinds that {@code told} speaks of, nothing
 * may happen that is not expected; so silence is expected too.
 */
public final class DrillResult {

    private final Drill drill;
    private final List<DrillEvent> happenings;
    private final Set<DrillEvent> surplus = new LinkedHashSet<>();
    private final List<Difference> differences = new ArrayList<>();

    private DrillResult(Drill drill, List<DrillEvent> happenings) {
        this.drill = drill;
        this.happenings = happenings;
    }

    /**
     * Something that is not as expected.
     *
     * @param place
     *            where the expectation stands; empty when nothing of the kind is expected
     * @param expected
     *            what was expected; empty: nothing
     * @param happened
     *            what came nearest to it; empty: nothing
     */
    public record Difference(Optional<SourcePosition> place, String expected, Optional<DrillEvent> happened) {}

    /** Everything that is not as expected, in the order of time. */
    public static List<Difference> of(Drill drill, List<DrillEvent> happenings) {
        return new DrillResult(drill, happenings).differences();
    }

    private List<Difference> differences() {
        drill.told().ifPresent(this::told);
        drill.facts().stream().filter(wanted -> happenings.stream().noneMatch(wanted::fits)).forEach(
                wanted -> differences.add(new Difference(Optional.of(wanted.place()), wanted.shown(), nearest(wanted,
                        happenings))));
        for (var never : drill.never()) {
            happenings.stream().filter(never::fits).forEach(it -> differences.add(new Difference(Optional.of(never
                    .place()), "never: " + never.shown(), Optional.of(it))));
        }
        twice();
        return List.copyOf(differences);
    }

    private void told(List<ExpectedMessage> told) {
        var judged = new HashSet<>(MessageKinds.WAKES);
        told.forEach(wanted -> judged.add(wanted.kind()));
        happenings.stream().filter(DrillEvent.Told.class::isInstance).filter(it -> judged.contains(it.kind())).filter(
                it -> told.stream().noneMatch(wanted -> wanted.fits(it))).forEach(surplus::add);
        told.stream().flatMap(ExpectedMessage::each).filter(wanted -> happenings.stream().noneMatch(wanted::fits))
                .forEach(
                        wanted -> {
                            var instead = nearest(wanted, surplus);
                            instead.ifPresent(surplus::remove);
                            differences.add(new Difference(Optional.of(wanted.place()), wanted.shown(), instead));
                        });
        surplus.forEach(it -> differences.add(new Difference(Optional.empty(), "", Optional.of(it))));
    }

    private static Optional<DrillEvent> nearest(ExpectedMessage wanted, Iterable<DrillEvent> among) {
        Optional<DrillEvent> nearest = Optional.empty();
        var byTime = Comparator.<DrillEvent, Duration>comparing(it -> wanted.at().map(at -> at.minus(it.at()).abs())
                .orElse(Duration.ZERO));
        for (var happening : among) {
            if (wanted.isAbout(happening) && nearest.filter(it -> byTime.compare(it, happening) <= 0).isEmpty()) {
                nearest = Optional.of(happening);
            }
        }
        return nearest;
    }

    /** Nobody is paged twice for one thing. */
    private void twice() {
        record Page(Duration at, int incident, String channel, String address) {}
        happenings.stream().filter(it -> it.kind().equals("page")).map(DrillEvent.Told.class::cast).collect(Collectors
                .groupingBy(it -> new Page(it.at(), it.incident(), it.channel(), it.address()))).values().stream()
                .filter(same -> same.size() > 1).forEach(same -> differences.add(new Difference(Optional.empty(),
                        "one page at a time to the same address", Optional.of(same.getLast()))));
    }
}
