package dev.tocsin.console.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.event.IncidentState;

/**
 * Which incidents are asked for, and in which order: worst first, then newest; of resolved ones too with {@code all},
 * then newest first whatever their severity.
 *
 * @param after
 *            where the page before ended
 */
record IncidentQuery(Scope scope, List<String> severities, Optional<String> service, int limit, Optional<Mark> after) {

    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final Comparator<Mark> NEWEST_FIRST = Comparator.comparing(Mark::openedAt, Comparator
            .<Instant>naturalOrder().reversed()).thenComparing(Mark::id);
    private static final Comparator<Mark> WORST_FIRST = Comparator.comparingInt(Mark::rank).thenComparing(NEWEST_FIRST);

    /** Which states. */
    enum Scope {
        OPEN, ALL;

        boolean covers(IncidentState state) {
            return this == ALL || switch (state) {
                case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> true;
                case RESOLVED, CLOSED -> false;
            };
        }
    }

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
    static IncidentQuery parse(Function<String, Optional<String>> parameter) {
        var scope = switch (parameter.apply("state").orElse("open")) {
            case "open" -> Scope.OPEN;
            case "all" -> Scope.ALL;
            default -> throw ProblemException.badRequest("state must be open or all");
        };
        return new IncidentQuery(scope, parameter.apply("severity").map(list -> Arrays.stream(list.split(",")).map(
                name -> name.strip().toLowerCase(Locale.ROOT)).toList()).orElse(List.of()), parameter.apply("service"),
                Limits.parse(parameter.apply("limit"), USUAL, MOST), parameter.apply("cursor").map(Mark::parse));
    }

    Page answer(List<IncidentHeadline> incidents) {
        var order = scope == Scope.OPEN ? WORST_FIRST : NEWEST_FIRST;
        var matching = incidents.stream().filter(this::matches).sorted(Comparator.comparing(Mark::of, order)).toList();
        var rest = matching.stream().filter(incident -> after.isEmpty() || order.compare(Mark.of(incident), after
                .get()) > 0).toList();
        var page = rest.stream().limit(limit).toList();
        return new Page(page, matching.size(), rest.size() > page.size()
                ? Optional.of(Mark.of(page.getLast())
                        .cursor())
                : Optional.empty());
    }

    private boolean matches(IncidentHeadline incident) {
        return scope.covers(incident.state()) && (severities.isEmpty() || severities.contains(incident.description()
                .severity()
                .toLowerCase(Locale.ROOT))) && service.map(incident.description().service()::equalsIgnoreCase).orElse(
                        true);
    }
}
