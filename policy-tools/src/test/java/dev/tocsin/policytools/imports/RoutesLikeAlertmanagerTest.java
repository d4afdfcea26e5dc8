package dev.tocsin.policytools.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policytools.routes.RouteAnswer;
import dev.tocsin.policytools.routes.RouteQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random configurations, imported: every set of labels reaches the receivers that Alertmanager's published semantics name, and
 * those that amtool names where it is installed. {@code -Dtocsin.routes.trees=10000} tries more.
 */
class RoutesLikeAlertmanagerTest {

    private static final int TREES = Integer.getInteger("tocsin.routes.trees", 300);
    private static final int SETS = 12;
    private static final int WITH_AMTOOL = 3;
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void shouldRouteAsThePublishedSemanticsSay() throws Exception {
        for (int seed = 0; seed < TREES; seed++) {
            var random = new Random(seed);
            var tree = RandomRoutes.make(random);
            var policy = imported(tree.yaml());
            for (int set = 0; set < SETS; set++) {
                var labels = RandomRoutes.labels(random);
                var at = FROM.plusSeconds(random.nextInt(366 * 24 * 60) * 60L);

                assertThat(takers(policy, labels, at)).as("seed %d, %s at %s%n%s", seed, labels, at, tree.yaml())
                        .isEqualTo(tree.takers(labels, at));
            }
        }
    }

    @Test
    void shouldRouteAsAmtoolSays() throws Exception {
        assumeTrue(Amtool.isInstalled(), "amtool is not installed");
        for (int seed = 0; seed < Math.max(5, TREES / 30); seed++) {
            var random = new Random(1_000_000 + seed);
            var tree = RandomRoutes.make(random);
            var file = Files.writeString(folder.resolve("am.yml"), tree.yaml());
            assertThat(Amtool.accepts(file)).as(tree.yaml()).isTrue();
            var policy = imported(tree.yaml());
            for (int set = 0; set < WITH_AMTOOL; set++) {
                var labels = RandomRoutes.labels(random);

                assertThat(told(policy, labels)).as("%s%n%s", labels, tree.yaml()).isEqualTo(Amtool.receivers(file,
                        labels));
            }
        }
    }

    private static CompiledPolicy imported(String yaml) throws Exception {
        return PolicyLoader.load("imported.yml", AlertmanagerImport.read("am.yml", yaml, "imported").policy());
    }

    /** Each taker in order: its receiver, and whether it is mute. */
    private static List<String> takers(CompiledPolicy policy, Map<String, String> labels, Instant at) {
        var alert = Alert.newBuilder().setIdentity("x").setSource("alertmanager").setFormat("alertmanager")
                .setStatus(AlertStatus.FIRING).setName("Down").setSummary("").setLabels(labels).setStartsAt(at)
                .setReceivedId("r").build();
        return policy.routes().orElseThrow().takers(policy.facts(alert, "shop", at)).stream().map(route -> route
                .receiver().targets().getFirst() + (route.windows().muteAt(at).isPresent() ? " mute" : "")).toList();
    }

    private static List<String> told(CompiledPolicy policy, Map<String, String> labels) {
        return RouteAnswer.of(policy, new RouteQuestion(new HashMap<>(new TreeMap<>(labels)), "alertmanager", FROM,
                Optional.empty())).told();
    }
}
