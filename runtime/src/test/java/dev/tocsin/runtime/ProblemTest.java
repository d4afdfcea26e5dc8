package dev.tocsin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void shouldBeTheDocumentOfRfc9457() {
        var problem = Problem.of(400, "not-json", "The body is not JSON", "send JSON").with("quarantineId", "q1");

        assertThat(problem.json()).isEqualTo("{\"type\":\"/problems/not-json\",\"title\":\"The body is not JSON\","
                + "\"status\":400,\"detail\":\"send JSON\",\"quarantineId\":\"q1\"}");
    }
}
