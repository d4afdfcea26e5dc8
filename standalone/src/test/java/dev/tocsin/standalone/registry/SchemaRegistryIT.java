package dev.tocsin.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.standalone.KafkaForTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("embedded")
class SchemaRegistryIT {

    private static final String STRING = "{\"schema\": \"\\\"string\\\"\"}";
    private static final String LONG = "{\"schema\": \"\\\"long\\\"\"}";

    private final String topic = "schemas-" + UUID.randomUUID();
    private final HttpClient http = HttpClient.newHttpClient();
    private SchemaRegistry registry = registry();

    @BeforeEach
    void start() {
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldRegisterFindAndShow() throws Exception {
        assertThat(post("/subjects/s/versions", STRING)).isEqualTo("200 {\"id\":1}");
        assertThat(post("/subjects/s/versions", STRING)).isEqualTo("200 {\"id\":1}");
        assertThat(post("/subjects/other/versions", STRING)).isEqualTo("200 {\"id\":1}");

        var version = "200 {\"subject\":\"s\",\"id\":1,\"version\":1,\"schema\":\"\\\"string\\\"\"}";
        assertThat(post("/subjects/s", STRING)).isEqualTo(version);
        assertThat(get("/subjects/s/versions/1")).isEqualTo(version);
        assertThat(get("/subjects/s/versions/latest")).isEqualTo(version);
        assertThat(get("/subjects/s/versions/1/schema")).isEqualTo("200 \"string\"");
        assertThat(get("/subjects")).isEqualTo("200 [\"other\",\"s\"]");
        assertThat(get("/subjects/s/versions")).isEqualTo("200 [1]");
        assertThat(get("/schemas/ids/1")).isEqualTo("200 {\"schema\":\"\\\"string\\\"\"}");
        assertThat(get("/schemas/ids/1/versions")).contains("\"subject\":\"other\"").contains("\"subject\":\"s\"");
        assertThat(get("/schemas/types")).isEqualTo("200 [\"AVRO\"]");
    }

    @Test
    void shouldRefuseWhatOldReadersCannotRead() throws Exception {
        post("/subjects/s/versions", STRING);

        assertThat(post("/subjects/s/versions", LONG)).startsWith("409 ").contains("\"error_code\":409");
        assertThat(post("/compatibility/subjects/s/versions/latest", LONG)).isEqualTo("200 {\"is_compatible\":false}");
        assertThat(post("/compatibility/subjects/s/versions?verbose=true", LONG)).contains("\"messages\":[\"FULL");
        assertThat(post("/compatibility/subjects/s/versions/1", STRING)).isEqualTo("200 {\"is_compatible\":true}");
    }

    @Test
    void shouldKeepLevels() throws Exception {
        post("/subjects/s/versions", STRING);

        assertThat(get("/config")).isEqualTo("200 {\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
        assertThat(get("/config/s")).startsWith("404 ").contains("40408");
        assertThat(get("/config/s?defaultToGlobal=true")).contains("FULL_TRANSITIVE");
        assertThat(put("/config/s", "{\"compatibility\":\"NONE\"}")).isEqualTo("200 {\"compatibility\":\"NONE\"}");
        assertThat(put("/config", "{\"compatibility\":\"BACKWARD\"}")).isEqualTo(
                "200 {\"compatibility\":\"BACKWARD\"}");

        restart();

        assertThat(get("/config/s")).isEqualTo("200 {\"compatibilityLevel\":\"NONE\"}");
        assertThat(get("/config")).isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(post("/subjects/s/versions", LONG)).isEqualTo("200 {\"id\":2}");
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3} {4}")
    @CsvSource(delimiter = '|', value = {"GET|/subjects/none/versions||404|40401",
            "GET|/subjects/s/versions/9||404|40402",
            "GET|/subjects/s/versions/nine||422|42202", "GET|/schemas/ids/999||404|40403",
            "GET|/schemas/ids/x||404|40403", "POST|/subjects/none|{\"schema\":\"\\\"string\\\"\"}|404|40401",
            "POST|/subjects/s|{\"schema\":\"\\\"long\\\"\"}|404|40403", "POST|/subjects/s/versions|{}|422|42201",
            "POST|/subjects/s/versions|{\"schema\":7}|422|42201",
            "POST|/subjects/s/versions|{\"schema\":\"{\\\"type\\\":\\\"recor\\\"}\"}|422|42201",
            "POST|/subjects/s/versions|{\"schema\":\"not json\"}|422|42201",
            "POST|/subjects/s/versions|{\"schema\":\"\"}|422|42201",
            "POST|/subjects/s/versions|{\"schema\":\"x\",\"schemaType\":\"PROTOBUF\"}|422|42201",
            "POST|/subjects/s/versions|{\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"n\"}]}|422|42201",
            "POST|/subjects/s/versions|not json|400|400", "POST|/subjects/s/versions|[]|400|400",
            "PUT|/config|{\"compatibility\":\"SOMETIMES\"}|422|42203", "GET|/nowhere||404|404"})
    void shouldRefuseInConfluentsWords(String method, String path, String body, int status, int code)
            throws Exception {
        post("/subjects/s/versions", STRING);

        assertThat(call(method, path, body == null ? "" : body)).startsWith(status + " ")
                .contains("\"error_code\":" + code + "").contains("\"message\":\"");
    }

    @Test
    void shouldRefuseAnEnormousBody() throws Exception {
        assertThat(post("/subjects/s/versions", "x".repeat(1_100_000))).startsWith("413 ")
                .contains("\"error_code\":413");
    }

    @Test
    void shouldGiveTheSameIdsAfterARestart() throws Exception {
        var before = SchemaRegistration.register(serdes());

        restart();

        assertThat(SchemaRegistration.register(serdes())).isEqualTo(before).hasSize(
                SchemaRegistration.subjects().size());
        assertThat(post("/subjects/new/versions", LONG)).isEqualTo("200 {\"id\":" + (highest(before) + 1) + "}");
    }

    @Test
    void shouldLetOnlyTheNewestOfTwoWrite() throws Exception {
        post("/subjects/s/versions", STRING);
        var second = registry();
        second.start();
        try {
            assertThat(post("/subjects/t/versions", LONG)).startsWith("500 ").contains("50001");
            assertThat(get("/schemas/ids/1")).startsWith("200 ");
            assertThat(get("/healthz")).startsWith("503 ").contains("another registry");
        } finally {
            second.close();
        }
    }

    @Test
    void shouldSayHowItIs() throws Exception {
        post("/subjects/s/versions", STRING);
        post("/subjects/s/versions", LONG);

        assertThat(get("/healthz")).startsWith("200 ");
        assertThat(get("/readyz")).startsWith("200 ").contains("\"schemas\":\"1\"");
        assertThat(get("/metrics")).contains("tocsin_registry_schemas{service=\"registry\"} 1.0").contains(
                "tocsin_registry_request_duration_seconds_count{service=\"registry\",status=\"409\"} 1");
    }

    private static int highest(Map<String, Integer> ids) {
        return ids.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private EventSerdes serdes() {
        return new EventSerdes(Map.of("schema.registry.url", "http://127.0.0.1:" + registry.port()));
    }

    private void restart() {
        registry.close();
        registry = registry();
        registry.start();
    }

    private SchemaRegistry registry() {
        return new SchemaRegistry(Settings.of(Map.of("bootstrap.servers", KafkaForTests.bootstrapServers(),
                "registry.topic", topic)), Clock.systemUTC(), Metrics.create("registry"));
    }

    private String get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    private String put(String path, String body) throws IOException, InterruptedException {
        return call("PUT", path, body);
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + registry.port() + path)).method(method,
                HttpRequest.BodyPublishers.ofString(body)).build();
        var response = http.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
