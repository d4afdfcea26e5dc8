package dev.tocsin.schemas.serde;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.SignalFixture;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a serializer and a deserializer must do, whoever wrote them: every pair of those on the classpath. With the Maven
 * profile {@code confluent} these are ours, Confluent's, and each with the other.
 */
class SerializerContractTest {

    private static final String OURS = "dev.tocsin.schemas.serde.RegistryAvro";
    private static final String CONFLUENT = "io.confluent.kafka.serializers.KafkaAvro";
    private static final int ID = 5;

    @RegisterExtension
    private final WireMockExtension registry = WireMockExtension.newInstance().options(options().dynamicPort()).build();

    record Pair(String serializer, String deserializer) {}

    static Stream<Pair> pairs() {
        var present = Stream.of(OURS, CONFLUENT).filter(SerializerContractTest::present).toList();
        return present.stream().flatMap(writer -> present.stream().map(
                reader -> new Pair(writer + "Serializer", reader + "Deserializer")));
    }

    @BeforeEach
    void register() {
        var text = SchemaRegistration.subjects().get("tocsin.signals-value").toString();
        var answer = new JsonMapper().writeValueAsString(
                Map.of("subject", "tocsin.signals-value", "id", ID, "version", 1, "schema", text));
        registry.stubFor(post(urlPathEqualTo("/subjects/tocsin.signals-value")).willReturn(okJson(answer)));
        registry.stubFor(get(urlPathEqualTo("/schemas/ids/" + ID)).willReturn(okJson(answer)));
        registry.stubFor(get(urlPathEqualTo("/schemas/ids/999")).willReturn(
                jsonResponse("{\"error_code\":40403,\"message\":\"Schema 999 not found\"}", 404)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldWriteTheSameBytes(Pair pair) throws IOException {
        var bytes = encode(serde(pair), SignalFixture.aSignal());

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(golden());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldReadThem(Pair pair) throws IOException {
        assertThat(decode(serde(pair), HexFormat.of().parseHex(golden()))).isEqualTo(SignalFixture.aSignal());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldPassDeletionsThrough(Pair pair) {
        var serde = serde(pair);

        assertThat(encode(serde, null)).isNull();
        assertThat(decode(serde, null)).isNull();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldRefuseAnUnknownId(Pair pair) {
        assertThatThrownBy(() -> decode(serde(pair), new byte[]{0, 0, 0, 3, (byte) 0xe7, 2})).isInstanceOf(
                SerializationException.class);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldRefuseAnotherMagicByte(Pair pair) {
        assertThatThrownBy(() -> decode(serde(pair), new byte[]{9, 0, 0, 0, 5, 2})).isInstanceOf(
                SerializationException.class);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldContinueWithCachedSchemasWhileTheRegistryIsUnavailable(Pair pair) {
        var serde = serde(pair);
        decode(serde, encode(serde, SignalFixture.aSignal()));

        registry.resetAll();
        registry.stubFor(com.github.tomakehurst.wiremock.client.WireMock.any(
                com.github.tomakehurst.wiremock.client.WireMock.anyUrl()).willReturn(serverError()));

        assertThat(decode(serde, encode(serde, SignalFixture.aSignal()))).isEqualTo(SignalFixture.aSignal());
    }

    private Serde<Signal> serde(Pair pair) {
        return new EventSerdes(Map.of("schema.registry.url", registry.baseUrl(), "value.serializer",
                pair.serializer(), "value.deserializer", pair.deserializer())).of(Topics.SIGNALS);
    }

    private static byte[] encode(Serde<Signal> serde, Signal signal) {
        return serde.serializer().serialize("tocsin.signals", signal);
    }

    private static Signal decode(Serde<Signal> serde, byte[] value) {
        return serde.deserializer().deserialize("tocsin.signals", value);
    }

    private static String golden() throws IOException {
        try (var file = SerializerContractTest.class.getResourceAsStream("/golden/signal.hex")) {
            return String.join("", List.of(new String(file.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .strip().split("\\s+")));
        }
    }

    private static boolean present(String prefix) {
        try {
            Class.forName(prefix + "Serializer");
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
