package dev.tocsin.console.api.view;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.TimelineEntry;
import dev.tocsin.schemas.incident.ClockKind;

/**
 * A clock of an incident, as the timeline tells of it.
 *
 * @param phase
 *            key of the {@link ClockKind}, such as first-update
 * @param state
 *            running, warned, breached, paused, met or late (met after its deadline)
 * @param dueAt
 *            its deadline; empty while it stands still
 * @param changedAt
 *            when it came into this state
 * @param summary
 *            the last that was said of it, in words
 */
public record ClockView(String phase, String state, Optional<Instant> dueAt, Instant changedAt, String summary) {

    private static final List<String> ORDER = ClockKind.keys();

    /** The clocks that were started and not called off, in the order of their phases. */
    public static List<ClockView> of(List<TimelineEntry> oldestFirst) {
        Map<String, ClockView> clocks = new TreeMap<>();
        for (var fact : oldestFirst) {
            for (var phase : phases(fact)) {
                told(fact, phase, Optional.ofNullable(clocks.get(phase))).ifPresent(state -> {
                    if (state.equals("cancelled")) {
                        clocks.remove(phase);
                    } else {
                        clocks.put(phase, new ClockView(phase, state, dueAt(fact, phase).or(() -> state.equals("paused")
                                ? Optional.empty()
                                : Optional.ofNullable(clocks.get(phase)).flatMap(ClockView::dueAt)), fact.getAt(), fact
                                        .getSummary()));
                    }
                });
            }
        }
        return clocks.values().stream().sorted((a, b) -> Integer.compare(place(a.phase()), place(b.phase()))).toList();
    }

    private static Optional<String> told(TimelineEntry fact, String phase, Optional<ClockView> before) {
        return switch (fact.getKind()) {
            case CLOCK_STARTED -> Optional.of("running");
            case CLOCK_WARNED -> Optional.of("warned");
            case CLOCK_BREACHED -> Optional.of("breached");
            case CLOCK_PAUSED -> before.filter(clock -> !clock.isMet()).map(_ -> "paused");
            case CLOCK_RESUMED -> before.filter(clock -> !clock.isMet()).map(_ -> dueAt(fact, phase).filter(due -> due
                    .isBefore(fact.getAt())).map(_ -> "breached").orElse("running"));
            case CLOCK_MET -> Optional.of(fact.getDetails().containsKey("lateByMillis") ? "late" : "met");
            case CLOCK_CANCELLED -> Optional.of("cancelled");
            default -> Optional.empty();
        };
    }

    private boolean isMet() {
        return state.equals("met") || state.equals("late");
    }

    private static List<String> phases(TimelineEntry fact) {
        return fact.getKind().name().startsWith("CLOCK_")
                ? Arrays.stream(fact.getDetails().getOrDefault("phase", "").split(",", -1)).filter(it -> !it.isBlank())
                        .toList()
                : List.of();
    }

    private static Optional<Instant> dueAt(TimelineEntry fact, String phase) {
        return Optional.ofNullable(fact.getDetails().getOrDefault(phase, fact.getDetails().get("dueAt"))).flatMap(
                it -> {
                    try {
                        return Optional.of(Instant.parse(it));
                    } catch (DateTimeException _) {
                        return Optional.empty();
                    }
                });
    }

    private static int place(String phase) {
        var place = ORDER.indexOf(phase);
        return place < 0 ? ORDER.size() : place;
    }
}
