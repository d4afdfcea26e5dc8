package dev.tocsin.console.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.report.ReportQuery;

/** The query parameters of a report. */
final class ReportForm {

    private static final Duration USUAL = Duration.ofDays(30);

    private ReportForm() {}

    /** Names and sentences, for the description of the API. */
    static Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("from",
                "Begin of the period: an instant, or a date in the time zone of the policy (default: 30 days before the end).");
        parameters.put("to",
                "End of the period, exclusive: an instant, or a date in the time zone of the policy (default: now).");
        parameters.put("team", "Only incidents of this team.");
        parameters.put("service", "Only incidents of this service.");
        parameters.put("severity", "Only incidents of these severities, separated by commas.");
        return parameters;
    }

    /**
     * Reads the parameters.
     *
     * @param zone
     *            of dates
     * @throws ProblemException
     *             400
     */
    static ReportQuery parse(Function<String, Optional<String>> parameter, ZoneId zone, Instant now) {
        var to = parameter.apply("to").map(text -> moment("to", text, zone)).orElse(now.truncatedTo(
                ChronoUnit.SECONDS));
        var from = parameter.apply("from").map(text -> moment("from", text, zone)).orElse(to.minus(USUAL));
        try {
            return new ReportQuery(from, to, parameter.apply("team"), parameter.apply("service"), parameter.apply(
                    "severity").map(list -> Arrays.stream(list.split(",")).map(String::strip).toList()).orElse(List
                            .of()));
        } catch (IllegalArgumentException wrong) {
            throw ProblemException.badRequest(wrong.getMessage());
        }
    }

    private static Instant moment(String name, String text, ZoneId zone) {
        try {
            return text.indexOf('T') > 0 ? Instant.parse(text) : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException wrong) {
            throw ProblemException.badRequest(name
                    + " must be a date such as 2026-11-01 or an instant such as 2026-11-01T00:00:00Z");
        }
    }
}
