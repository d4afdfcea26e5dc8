package dev.tocsin.console.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.event.IncidentState;

/** Values of the query parameter {@code state}; several are separated by commas. */
enum StateFilter {

    /** Neither resolved nor closed. */
    OPEN(EnumSet.of(IncidentState.UNKNOWN, IncidentState.OPEN, IncidentState.ACKNOWLEDGED, IncidentState.MITIGATED)),
    /** Every state. */
    ALL(EnumSet.allOf(IncidentState.class)),
    /** Open, and nobody has acknowledged it. */
    UNACKNOWLEDGED(EnumSet.of(IncidentState.UNKNOWN, IncidentState.OPEN)),
    /** Acknowledged. */
    ACKNOWLEDGED(EnumSet.of(IncidentState.ACKNOWLEDGED)),
    /** Mitigated, and not resolved yet. */
    MITIGATED(EnumSet.of(IncidentState.MITIGATED)),
    /** Resolved. */
    RESOLVED(EnumSet.of(IncidentState.RESOLVED)),
    /** Closed, such as a merged one. */
    CLOSED(EnumSet.of(IncidentState.CLOSED));

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<IncidentState> states;

    StateFilter(Set<IncidentState> states) {
        this.states = states;
    }

    /**
     * The states that a parameter names.
     *
     * @throws ProblemException
     *             400
     */
    static Set<IncidentState> parse(String parameter) {
        return Arrays.stream(parameter.split(",")).map(StateFilter::named).flatMap(filter -> filter.states.stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(IncidentState.class)));
    }

    /** Whether the states contain only those of open incidents. */
    static boolean isOpen(Set<IncidentState> states) {
        return OPEN.states.containsAll(states);
    }

    /** The values, as the API writes them. */
    static List<String> names() {
        return Arrays.stream(values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static StateFilter named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(name.strip())).findFirst()
                .orElseThrow(() -> ProblemException.badRequest("state must be a list of " + String.join(", ",
                        names())));
    }
}
