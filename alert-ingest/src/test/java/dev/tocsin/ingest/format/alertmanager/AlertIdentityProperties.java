package dev.tocsin.ingest.format.alertmanager;

import static dev.tocsin.ingest.Requests.alerts;
import static dev.tocsin.ingest.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.event.Alert;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import tools.jackson.databind.json.JsonMapper;

/** A4: which alert it is depends on its completed labels, and on nothing else. */
class AlertIdentityProperties {

    private static final List<String> CLAIMS = List.of("", "f", "0000000000000000", "deadbeefdeadbeef");

    private final AlertmanagerFormat format = new AlertmanagerFormat();

    @Property(tries = 200)
    void shouldGiveOneIdentityToEachLabelSetHoweverItIsSplitAndClaimed(
            @ForAll("labelSets") List<Map<String, String>> sets, @ForAll("claims") List<String> claims) {
        var common = sets.stream().reduce((one, other) -> {
            var both = new TreeMap<>(one);
            both.entrySet().retainAll(other.entrySet());
            return both;
        }).orElseThrow();

        var whole = identities(sets, claims, Map.of());
        var split = identities(sets.stream().map(set -> {
            Map<String, String> own = new TreeMap<>(set);
            own.entrySet().removeAll(common.entrySet());
            return own;
        }).toList(), claims.reversed(), common);
        var alone = sets.stream().flatMap(set -> identities(List.of(set), List.of("f"), Map.of()).stream())
                .collect(Collectors.toSet());

        assertThat(whole).hasSize(new HashSet<>(sets).size()).isEqualTo(split).isEqualTo(alone);
    }

    Gen<List<Map<String, String>>> labelSets() {
        var names = Gens.of("host", "job", "zone", "Größe", "a b");
        var values = Gens.of("a", "b", "c", "ü", "1");
        return Gens.maps(names, values, 0, 4).map(map -> {
            var labels = new TreeMap<>(map);
            labels.put("alertname", "A");
            return (Map<String, String>) labels;
        }).list(1, 6);
    }

    Gen<List<String>> claims() {
        return Gens.of(CLAIMS).list(6);
    }

    private java.util.Set<String> identities(List<Map<String, String>> sets, List<String> claims,
            Map<String, String> common) {
        var elements = new java.util.ArrayList<Map<String, Object>>();
        for (var i = 0; i < sets.size(); i++) {
            elements.add(Map.of("status", "firing", "labels", sets.get(i), "fingerprint", claims.get(i % claims
                    .size())));
        }
        var body = JsonMapper.shared().writeValueAsString(Map.of("alerts", elements, "commonLabels", common));
        return alerts(format, request(body)).stream().map(Alert::getIdentity).collect(Collectors.toSet());
    }
}
