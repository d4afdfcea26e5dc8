package dev.tocsin.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "a", "job=node/instance", "dienst-\u00fcber-\u6771\u4eac", "", "x y z",
            "0123456789012345678901234567890123456789"})
    void shouldFindThePartitionThatKafkaFinds(String serviceKey) {
        var kafkas = BuiltInPartitioner.partitionForKey(serviceKey.getBytes(UTF_8), 12);

        assertThat(ServiceKeys.partition(serviceKey, 12)).isEqualTo(kafkas);
        assertThat(ServiceKeys.partitionOfIncident(ServiceKeys.hashPrefix(serviceKey) + "-abc", 12)).isEqualTo(kafkas);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456", "01234567", "012345678-a", "xyzxyzxy-a", "-1234567-a"})
    void shouldRefuseInvalidIncidentIds(String id) {
        assertThatThrownBy(() -> ServiceKeys.partitionOfIncident(id, 12)).isInstanceOf(IllegalArgumentException.class);
    }
}
