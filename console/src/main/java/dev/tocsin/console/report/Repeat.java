package dev.tocsin.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.console.report.Scope.Response;

/**
 * The same trouble of a service more than once in the period: a reopening counts too.
 *
 * @param service
 *            the service
 * @param symptom
 *            symptom that the rule names; empty if the rule names none
 * @param rule
 *            ID of the rule, if it names no symptom; else empty
 * @param times
 *            how often, at least twice
 * @param first
 *            time of the first
 * @param last
 *            time of the last
 * @param medianGapSeconds
 *            usual time from one to the next
 * @param incidents
 *            oldest first
 */
public record Repeat(String service, String symptom, String rule, int times, Instant first, Instant last,
        long medianGapSeconds, List<String> incidents) implements Named {

    public Repeat {
        incidents = List.copyOf(incidents);
    }

    private record Key(String service, String symptom, String rule) {

        static Key of(IncidentHistory incident) {
            return new Key(incident.service(), incident.symptom(), incident.symptom().isEmpty()
                    ? incident.rule()
                    : "");
        }
    }

    /** A row for each repeated trouble, the most frequent first. */
    static List<Repeat> of(Scope scope) {
        var byKey = new TreeMap<Key, List<Response>>(Comparator.comparing(Key::service).thenComparing(Key::symptom)
                .thenComparing(Key::rule));
        byKey.putAll(scope.nameable().flatMap(scope::responses).sorted(Comparator.comparing(Response::startedAt))
                .collect(Collectors.groupingBy(each -> Key.of(each.incident()))));
        return byKey.entrySet().stream().filter(each -> each.getValue().size() > 1).map(each -> row(each.getKey(), each
                .getValue())).sorted(Comparator.comparingInt(Repeat::times).reversed()).toList();
    }

    private static Repeat row(Key key, List<Response> some) {
        var gaps = Spread.of(IntStream.range(1, some.size()).mapToObj(place -> Duration.between(some.get(place - 1)
                .startedAt(), some.get(place).startedAt())).toList());
        return new Repeat(key.service(), key.symptom(), key.rule(), some.size(), some.getFirst().startedAt(), some
                .getLast().startedAt(), gaps.medianSeconds().orElseThrow(), Scope.named(some.stream().map(
                        Response::incident)));
    }
}
