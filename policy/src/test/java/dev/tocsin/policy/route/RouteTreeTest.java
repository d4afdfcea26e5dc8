package dev.tocsin.policy.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.policy.AlertBuilder;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyText;
import dev.tocsin.policy.route.RouteTree.Outcome;
import org.junit.jupiter.api.Test;

/** Which nodes of the tree take an alert, whom they tell, and what they inherit. */
class RouteTreeTest {

    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    private static CompiledPolicy policy(String routing) {
        return PolicyText.aPolicy().targets("""
                targets:
                  on-call: [inbox]
                  dba: [inbox]
                  'Команда A': [inbox]
                """).more(routing).load();
    }

    private static List<String> takers(CompiledPolicy policy, Map<String, String> labels) {
        var alert = AlertBuilder.anAlert();
        labels.forEach(alert::with);
        return policy.routes().orElseThrow().takers(policy.facts(alert.build(), "shop", NOW)).stream().map(Route::name)
                .toList();
    }

    private static final CompiledPolicy TREE = policy("""
            routing:
              notify: [on-call]
              routes:
                - {name: audit, when: 'audit="yes"', continue: true, notify: ['Команда A']}
                - name: databases
                  when: team="db"
                  notify: [dba]
                  routes:
                    - {name: critical, when: 'severity="critical"', ladder: urgent}
                - {name: labelled, when: service="", notify: []}
            """);

    @Test
    void shouldTakeWhatNoOtherRouteTakesAtTheRoot() {
        assertThat(takers(TREE, Map.of("service", "shop"))).containsExactly("root");
    }

    @Test
    void shouldAskTheNextSiblingAfterContinue() {
        assertThat(takers(TREE, Map.of("audit", "yes", "team", "db"))).containsExactly("audit", "databases");
    }

    @Test
    void shouldTakeAtTheMostSpecificRoute() {
        assertThat(takers(TREE, Map.of("team", "db", "severity", "critical"))).containsExactly("critical");
    }

    @Test
    void shouldLookAtLabelsOnly() {
        assertThat(takers(TREE, Map.of("job", "shop"))).containsExactly("labelled");
    }

    @Test
    void shouldSayWhatBecameOfEachRoute() {
        var alert = AlertBuilder.anAlert().with("team", "db").build();

        var visits = TREE.routes().orElseThrow().visit(TREE.facts(alert, "shop", NOW));

        assertThat(visits).extracting(visit -> visit.route().name() + " " + visit.outcome()).containsExactly(
                "root PASSED_ON", "audit NOT_MET", "databases TAKES", "critical NOT_MET", "labelled NOT_ASKED");
        assertThat(visits.getLast().why()).isEqualTo("'databases' took the alert before and has no 'continue'");
        assertThat(visits.get(1).why()).isEqualTo("audit=\"yes\" is not met");
    }

    @Test
    void shouldTakeWhatCannotBeJudged() {
        var broken = policy("""
                routing:
                  notify: [on-call]
                  routes:
                    - {name: broken, when: '1 / int(labels.zero) > 0', notify: [dba]}
                    - {name: other, when: 'labels.zero == "0"', notify: [dba]}
                """);

        assertThat(takers(broken, Map.of("zero", "0"))).containsExactly("broken", "other");
    }

    @Test
    void shouldInheritAllButWindows() {
        var policy = policy("""
                windows: {nights: {times: ["22:00-24:00"]}}
                routing:
                  notify: [on-call]
                  group-by: [cluster]
                  group-wait: 30s
                  repeat: 4h
                  mute: [nights]
                  routes:
                    - when: team="db"
                    - {when: 'team="x"', notify: [dba], repeat: 3w, group-wait: 0s, group-by: []}
                """);
        var tree = policy.routes().orElseThrow();

        var inherited = tree.root().children().getFirst();
        assertThat(inherited.receiver().targets()).containsExactly("on-call");
        assertThat(inherited.groupBy()).hasValue(List.of("cluster"));
        assertThat(inherited.windows()).isEqualTo(MuteWindows.NONE);
        var climb = policy.ladder("route:root/team=\"db\"");
        assertThat(climb.rungs().getFirst().after()).isEqualTo(Duration.ofSeconds(30));
        assertThat(climb.repeatAfter()).isEqualTo(Duration.ofHours(4));
        var own = tree.root().children().get(1);
        assertThat(policy.ladder("route:" + own.name()).repeatAfter()).isEqualTo(Duration.ofDays(21));
        assertThat(own.groupBy()).hasValue(List.of());
    }

    @Test
    void shouldNameRoutesByTheirConditions() {
        var tree = policy("""
                routing:
                  notify: [on-call]
                  routes:
                    - {when: 'a="b"', routes: [{when: 'c="d"'}]}
                    - {when: 'a="b"'}
                    - notify: [dba]
                """).routes().orElseThrow();

        assertThat(tree.root().all().map(Route::name)).containsExactly("root", "root/a=\"b\"",
                "root/a=\"b\"/c=\"d\"", "root/a=\"b\"#2", "root/*");
    }

    @Test
    void shouldCorrelateByTheFirstTaker() {
        var policy = policy("""
                routing:
                  notify: [on-call]
                  routes:
                    - {when: 'team="db"', group-by: [cluster, alertname]}
                    - {when: 'team="x"', group-by: ["..."]}
                """);

        assertThat(key(policy, "team", "db")).isEqualTo("shop {alertname=,cluster=a}".replace("alertname=",
                "alertname=HighErrorRate"));
        assertThat(key(policy, "team", "x")).isEqualTo("shop {cluster=a,team=x}");
        assertThat(key(policy, "team", "other")).isEqualTo("shop {name=HighErrorRate}");
        assertThat(policy.classify(AlertBuilder.anAlert().with("team", "db").build(), "shop", NOW).takers())
                .containsExactly("root/team=\"db\"");
    }

    private static String key(CompiledPolicy policy, String label, String value) {
        return policy.classify(AlertBuilder.anAlert().with(label, value).with("cluster", "a").build(), "shop", NOW)
                .correlationKey();
    }

    @Test
    void shouldKnowEveryOutcome() {
        assertThat(Outcome.values()).hasSize(4);
    }
}
