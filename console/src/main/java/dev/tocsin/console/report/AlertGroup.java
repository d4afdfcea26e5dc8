package dev.tocsin.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.console.report.AlertStory.Spell;
import dev.tocsin.console.report.Scope.Response;

/** The alerts of one name and service over all incidents of a period. */
final class AlertGroup {

    /** Name of an alert and the service that it is about. */
    record Key(String alert, String service) {}

    private record Member(IncidentHistory incident, AlertStory story) {}

    private final Key key;
    private final Scope scope;
    private final List<Member> members = new ArrayList<>();

    private AlertGroup(Key key, Scope scope) {
        this.key = key;
        this.scope = scope;
    }

    /** All groups, by name and service. */
    static Collection<AlertGroup> of(Scope scope) {
        var groups = new TreeMap<Key, AlertGroup>(Comparator.comparing(Key::alert).thenComparing(Key::service));
        scope.nameable().filter(incident -> isOfPeriod(incident, scope)).forEach(incident -> incident.alerts().forEach(
                story -> groups.computeIfAbsent(new Key(incident.nameOf(story), incident.service()),
                        key -> new AlertGroup(key, scope)).members.add(new Member(incident, story))));
        return groups.values();
    }

    private static boolean isOfPeriod(IncidentHistory incident, Scope scope) {
        return scope.responses(incident).findAny().isPresent() || incident.alerts().stream().flatMap(story -> story
                .firings().stream()).anyMatch(scope.query()::contains);
    }

    Key key() {
        return key;
    }

    /** How often its alerts fired in the period. */
    int firings() {
        return (int) firingTimes().count();
    }

    /** How often they were reported as flapping. */
    int flaps() {
        return members.stream().mapToInt(member -> member.story().flaps()).sum();
    }

    /** Number of different alerts, such as one for each instance. */
    int identities() {
        return (int) members.stream().map(member -> member.story().identity()).distinct().count();
    }

    Stream<IncidentHistory> incidents() {
        return members.stream().map(Member::incident).distinct();
    }

    /** The rounds that began in the period, of all incidents with such an alert. */
    List<Response> responses() {
        return incidents().flatMap(scope::responses).sorted(Comparator.comparing(Response::startedAt)).toList();
    }

    int pages() {
        return (int) incidents().flatMap(scope::pages).count();
    }

    /** How often an incident was reopened in the period. */
    int reopenings() {
        return (int) incidents().flatMap(incident -> incident.reopenings().stream()).filter(scope.query()::contains)
                .count();
    }

    /** Lengths of the times in which its alerts fired. */
    List<Duration> lengths() {
        return members.stream().flatMap(member -> member.story().spells().stream()).filter(spell -> scope.query()
                .contains(spell.start())).flatMap(spell -> spell.length().stream()).toList();
    }

    /** Times between the end of a firing and the next firing of the same alert, also in another incident. */
    List<Duration> gaps() {
        Map<String, List<Spell>> byIdentity = new LinkedHashMap<>();
        members.forEach(member -> byIdentity.computeIfAbsent(member.story().identity(), _ -> new ArrayList<>()).addAll(
                member.story().spells()));
        var gaps = new ArrayList<Duration>();
        byIdentity.values().forEach(spells -> {
            spells.sort(Comparator.comparing(Spell::start));
            for (var place = 1; place < spells.size(); place++) {
                var next = spells.get(place).start();
                spells.get(place - 1).end().filter(end -> !end.isAfter(next) && scope.query().contains(next))
                        .ifPresent(end -> gaps.add(Duration.between(end, next)));
            }
        });
        return gaps;
    }

    /** How often the one of its alerts fired that fired most often. */
    int mostFiringsOfOne() {
        Map<String, Integer> byIdentity = new LinkedHashMap<>();
        members.forEach(member -> byIdentity.merge(member.story().identity(), (int) member.story().firings().stream()
                .filter(scope.query()::contains).count(), Integer::sum));
        return byIdentity.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** How often an incident was opened while another one with such an alert was open. */
    int openedBesides() {
        var responses = responses();
        var besides = 0;
        Optional<Instant> openUntil = Optional.empty();
        for (var response : responses) {
            besides += openUntil.filter(response.startedAt()::isBefore).isPresent() ? 1 : 0;
            var end = response.round().endedAt().orElse(Instant.MAX);
            openUntil = Optional.of(openUntil.filter(end::isBefore).orElse(end));
        }
        return besides;
    }

    private Stream<Instant> firingTimes() {
        return members.stream().flatMap(member -> member.story().firings().stream()).filter(scope.query()::contains);
    }
}
