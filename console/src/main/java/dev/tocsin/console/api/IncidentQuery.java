package dev.tocsin.console.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.IncidentHeadline;

/**
 * A page of the list of incidents: open ones worst first, then newest; where resolved ones are asked for too, newest first
 * whatever their severity.
 *
 * @param after
 *            where the page before ended
 */
record IncidentQuery(IncidentFilter filter, int limit, Optional<Mark> after) {

    /** Number of incidents on a page where none is asked for. */
    static final int USUAL = 100;
    /** Largest number of incidents on a page. */
    static final int MOST = 500;

    private static final Comparator<Mark> NEWEST_FIRST = Comparator.comparing(Mark::openedAt, Comparator
            .<Instant>naturalOrder().reversed()).thenComparing(Mark::id);
    private static final Comparator<Mark> WORST_FIRST = Comparator.comparingInt(Mark::rank).thenComparing(NEWEST_FIRST);

    /** Place of an incident in the order. */
    record Mark(int rank, Instant openedAt, String id) {

        static Mark of(IncidentHeadline incident) {
            return new Mark(incident.description().severityRank(), incident.milestones().openedAt(), incident.id());
        }

        String cursor() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString((rank + "|" + openedAt.toEpochMilli() + "|"
                    + id).getBytes(StandardCharsets.UTF_8));
        }

        static Mark parse(String cursor) {
            try {
                var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 3);
                return new Mark(Integer.parseInt(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
                throw ProblemException.badRequest("cursor is invalid: start without a cursor");
            }
        }
    }

    /** A page of the answer. */
    record Page(List<IncidentHeadline> incidents, int total, Optional<String> nextCursor) {}

    /**
     * Reads the query parameters.
     *
     * @throws ProblemException
     *             400
     */
    static IncidentQuery parse(Function<IncidentParameter, Optional<String>> parameter) {
        return new IncidentQuery(IncidentFilter.parse(parameter), Limits.parse(parameter.apply(IncidentParameter.LIMIT),
                USUAL, MOST), parameter.apply(IncidentParameter.CURSOR).map(Mark::parse));
    }

    /**
     * The page.
     *
     * @param cleared
     *            whether who asks may read confidential incidents
     */
    Page answer(List<IncidentHeadline> incidents, boolean cleared) {
        var order = StateFilter.isOpen(filter.states()) ? WORST_FIRST : NEWEST_FIRST;
        var matching = incidents.stream().filter(incident -> filter.matches(incident, cleared)).sorted(Comparator
                .comparing(Mark::of, order)).toList();
        var rest = matching.stream().filter(incident -> after.isEmpty() || order.compare(Mark.of(incident), after
                .get()) > 0).toList();
        var page = rest.stream().limit(limit).toList();
        return new Page(page, matching.size(), rest.size() > page.size()
                ? Optional.of(Mark.of(page.getLast()).cursor())
                : Optional.empty());
    }
}
