package dev.tocsin.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ServiceGraphTest {

    /** web needs api, api needs db and queue, worker needs queue, and queue and broker need each other. */
    private final ServiceGraph graph = new ServiceGraph(Map.of("web", node("api"), "api", node("db", "queue"), "worker",
            node("queue"), "queue", node("broker"), "broker", node("queue"), "db", node(), "lonely", node()));

    private static ServiceGraph.Node node(String... needed) {
        return new ServiceGraph.Node(List.of(needed), Optional.empty());
    }

    @Test
    void shouldCountStepsDownTheShortestWay() {
        assertThat(graph.stepsDown("web", "web")).hasValue(0);
        assertThat(graph.stepsDown("web", "db")).hasValue(2);
        assertThat(graph.stepsDown("db", "web")).isEmpty();
    }

    @Test
    void shouldGoRoundInCircles() {
        assertThat(graph.needs("queue", "broker") && graph.needs("broker", "queue")).isTrue();
        assertThat(graph.needs("queue", "queue")).isFalse();
    }

    @Test
    void shouldMeasureDistanceInEitherDirectionButNotAcross() {
        assertThat(graph.distance("db", "web")).hasValue(2);
        assertThat(graph.distance("web", "db")).hasValue(2);
        assertThat(graph.distance("web", "worker")).isEmpty();
    }

    @Test
    void shouldKnowWhoHasToDoWithOthers() {
        assertThat(graph.isConnected("web") && graph.isConnected("db")).isTrue();
        assertThat(graph.isConnected("lonely") || graph.isConnected("unknown")).isFalse();
    }
}
