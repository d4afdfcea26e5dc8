package dev.tocsin.console.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.event.IncidentState;

/**
 * Which incidents are asked for. Of a confidential incident, whoever is not cleared finds only what is shown to them.
 *
 * @param severities
 *            in lower case; empty for all
 * @param words
 *            in lower case; each must occur
 * @param since
 *            earliest time of opening, inclusive
 * @param until
 *            latest time of opening, exclusive
 */
record IncidentFilter(Set<IncidentState> states, List<String> severities, Optional<String> service,
        Optional<String> team, Optional<String> person, List<String> words, Optional<Instant> since,
        Optional<Instant> until) {

    IncidentFilter {
        states = Set.copyOf(states);
        severities = List.copyOf(severities);
        words = List.copyOf(words);
    }

    /**
     * Reads the query parameters.
     *
     * @throws ProblemException
     *             400
     */
    static IncidentFilter parse(Function<IncidentParameter, Optional<String>> parameter) {
        return new IncidentFilter(StateFilter.parse(parameter.apply(IncidentParameter.STATE).orElse("open")), parts(
                parameter.apply(IncidentParameter.SEVERITY), ","), parameter.apply(IncidentParameter.SERVICE), parameter
                        .apply(IncidentParameter.TEAM), parameter.apply(IncidentParameter.PERSON), parts(parameter
                                .apply(IncidentParameter.TEXT), "\\s+"), instant(parameter, IncidentParameter.SINCE),
                instant(parameter, IncidentParameter.UNTIL));
    }

    /**
     * Whether an incident is asked for.
     *
     * @param cleared
     *            whether who asks may read confidential incidents
     */
    boolean matches(IncidentHeadline whole, boolean cleared) {
        var incident = whole.confidential() && !cleared ? whole.redacted() : whole;
        var what = incident.description();
        var openedAt = incident.milestones().openedAt();
        return states.contains(incident.state()) && (severities.isEmpty() || severities.contains(lower(what
                .severity()))) && isOrAny(service, what.service()) && isOrAny(team, what.team()) && person.map(
                        name -> isInvolved(incident, name)).orElse(true) && since.map(from -> !openedAt.isBefore(from))
                                .orElse(true) && until.map(openedAt::isBefore).orElse(true) && contains(incident);
    }

    private boolean contains(IncidentHeadline incident) {
        if (words.isEmpty()) {
            return true;
        }
        var what = incident.description();
        var text = lower(String.join("\n", incident.id(), what.title(), what.summary(), what.service(), what
                .environment(), what.team(), what.severity()));
        return words.stream().allMatch(text::contains);
    }

    private static boolean isInvolved(IncidentHeadline incident, String name) {
        var deeds = incident.milestones();
        return Stream.of(deeds.acknowledgedBy(), deeds.mitigatedBy(), deeds.resolvedBy(), incident.relations()
                .commander()).anyMatch(name::equalsIgnoreCase);
    }

    private static boolean isOrAny(Optional<String> wanted, String value) {
        return wanted.map(value::equalsIgnoreCase).orElse(true);
    }

    private static List<String> parts(Optional<String> list, String separator) {
        return list.stream().flatMap(whole -> Arrays.stream(whole.split(separator))).map(part -> lower(part.strip()))
                .filter(part -> !part.isEmpty()).toList();
    }

    private static Optional<Instant> instant(Function<IncidentParameter, Optional<String>> parameter,
            IncidentParameter name) {
        try {
            return parameter.apply(name).map(Instant::parse);
        } catch (DateTimeException wrong) {
            throw ProblemException.badRequest(name.key() + " must be an instant such as 2026-11-21T03:00:00Z");
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
