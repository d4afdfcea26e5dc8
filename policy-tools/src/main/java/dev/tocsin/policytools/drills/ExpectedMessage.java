package dev.tocsin.policytools.drills;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.yaml.SourcePosition;

/**
 * One line of what is expected, or must never be.
 *
 * @param place
 *            where it stands
 * @param at
 *            when, counted from the beginning; empty: at any time
 * @param isFact
 *            whether it is a fact on the timeline, not something that is told
 * @param kind
 *            as {@link DrillEvent#kind()}
 * @param targets
 *            all of them must be told; none named: anybody
 * @param channels
 *            by all of these; none named: by any
 * @param address
 *            within the channel; empty: at any
 * @param says
 *            parts of the text
 * @param details
 *            parts of what belongs to it, by name
 * @param incident
 *            by its number; empty: any
 */
public record ExpectedMessage(SourcePosition place, Optional<Duration> at, boolean isFact, String kind,
        List<String> targets,
        List<String> channels, Optional<String> address, List<String> says, Map<String, String> details,
        Optional<Integer> incident) {

    /** A first page may be held for some seconds, to see whether it is one of a storm; a sweep takes a moment, too. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    public ExpectedMessage {
        targets = List.copyOf(targets);
        channels = List.copyOf(channels);
        says = List.copyOf(says);
        details = Map.copyOf(details);
    }

    /** The same, at another time. */
    ExpectedMessage at(Duration moment) {
        return new ExpectedMessage(place, Optional.of(moment), isFact, kind, targets, channels, address, says, details,
                incident);
    }

    boolean fits(DrillEvent happening) {
        return at.map(moment -> isNear(moment, happening.at())).orElse(true) && fitsAtAnyTime(happening);
    }

    /** Fits but for the time. */
    boolean fitsAtAnyTime(DrillEvent happening) {
        return isAbout(happening) && says.stream().allMatch(part -> happening.text().contains(part)) && details
                .entrySet().stream().allMatch(detail -> happening.details().getOrDefault(detail.getKey(), "").contains(
                        detail.getValue()));
    }

    /** The same kind for the same people. */
    boolean isAbout(DrillEvent happening) {
        return kind.equals(happening.kind()) && incident.map(number -> number == happening.incident()).orElse(true)
                && switch (happening) {
                    case DrillEvent.Fact _ -> isFact;
                    case DrillEvent.Told told -> !isFact && (targets.isEmpty() || targets.contains(told.target()))
                            && (channels.isEmpty() || channels.contains(told.channel()))
                            && address.map(told.address()::equals).orElse(true);
                };
    }

    private static boolean isNear(Duration wanted, Duration came) {
        return came.compareTo(wanted) >= 0 && came.minus(wanted).compareTo(TOLERANCE) < 0;
    }

    /** One for each target and channel, so that each can be missed by itself. */
    Stream<ExpectedMessage> each() {
        var who = targets.isEmpty() ? List.of(List.<String>of()) : targets.stream().map(List::of).toList();
        var by = channels.isEmpty() ? List.of(List.<String>of()) : channels.stream().map(List::of).toList();
        return who.stream().flatMap(target -> by.stream().map(channel -> new ExpectedMessage(place, at, isFact, kind,
                target,
                channel, address, says, details, incident)));
    }

    /** In one line, as it would be printed had it happened. */
    String shown() {
        var words = Stream.concat(Stream.of(at.map(DrillTimes::shown).orElse("at any time"), isFact
                ? kind
                : kind.toUpperCase(java.util.Locale.ROOT).replace('-', ' ')), Stream.of(String.join(", ", targets),
                        channels.isEmpty() ? "" : "by " + String.join(", ", channels), address.map(it -> "at " + it)
                                .orElse(""),
                        says.isEmpty() ? "" : "says '" + String.join("', '", says) + "'", details
                                .isEmpty() ? "" : new java.util.TreeMap<>(details).toString(), incident.map(
                                        number -> "of incident " + number).orElse("")));
        return words.filter(word -> !word.isEmpty()).collect(java.util.stream.Collectors.joining("  "));
    }
}
