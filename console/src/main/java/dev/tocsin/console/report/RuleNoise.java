package dev.tocsin.console.report;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.console.report.Scope.Response;

/**
 * How much a rule of the policy keeps people busy.
 *
 * @param rule
 *            ID of the rule that gave the incidents their severity
 * @param responses
 *            rounds of its incidents that began in the period
 * @param pages
 *            pages of its incidents in the period
 * @param actedOn
 *            rounds in which a person gave a command
 * @param incidents
 *            of these rounds, newest first, then those that only paged in the period
 */
public record RuleNoise(String rule, int responses, int pages, int actedOn, List<String> incidents) implements Named {

    public RuleNoise {
        incidents = List.copyOf(incidents);
    }

    /** A row for each rule, most pages first. */
    static List<RuleNoise> of(Scope scope) {
        return scope.nameable().collect(Collectors.groupingBy(IncidentHistory::rule, TreeMap::new, Collectors
                .toList())).entrySet().stream().map(each -> row(each.getKey(), each.getValue(), scope)).filter(
                        row -> row.responses() + row.pages() > 0).sorted(Comparator.comparingInt(RuleNoise::pages)
                                .thenComparingInt(RuleNoise::responses).reversed().thenComparing(RuleNoise::rule))
                .toList();
    }

    private static RuleNoise row(String rule, List<IncidentHistory> incidents, Scope scope) {
        var responses = incidents.stream().flatMap(scope::responses).toList();
        var pages = incidents.stream().flatMap(scope::pages).count();
        return new RuleNoise(rule, responses.size(), (int) pages, (int) responses.stream().filter(each -> each.round()
                .isActedOn()).count(), Scope.named(Stream.concat(responses.stream().sorted(Comparator.comparing(
                        Response::startedAt).reversed()).map(Response::incident), incidents.stream().filter(
                                incident -> scope
                                        .pages(incident).findAny().isPresent()))));
    }
}
