package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.IngestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a sender can put its key. */
class KeysTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OLD = "fedcba9876543210fedcba9876543210";
    private static final String ALERT = """
            {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"A","job":"shop"}}]}""";

    private final IngestHarness ingest = IngestHarness.with("sources.alertmanager.token", KEY + "," + OLD,
            "sources.eu.format", "alertmanager", "sources.eu.token", KEY, "sources.heartbeat.token", KEY);

    @AfterEach
    void close() {
        ingest.close();
    }

    private int post(String path, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return ingest.post(path, ALERT, all).statusCode();
    }

    @ParameterizedTest
    @CsvSource({"Authorization, Bearer " + KEY, "Authorization, Bearer " + OLD,
            "Authorization, Basic dG9jc2luOjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm", "X-Api-Key, " + KEY,
            "X-Gitlab-Token, " + KEY})
    void shouldTakeAKeyFromAHeader(String name, String value) {
        assertThat(post("/v1/alertmanager", name, value)).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"/v1/alertmanager/k/" + KEY + ", /v1/alertmanager", "/v1/alertmanager/k/" + OLD + "/, /v1/alertmanager",
            "/v1/alertmanager/eu/k/" + KEY + ", /v1/alertmanager/eu"})
    void shouldTakeAKeyFromThePathAndNotStoreIt(String path, String stored) {
        assertThat(post(path)).isEqualTo(202);

        assertThat(ingest.received()).singleElement().satisfies(it -> assertThat(it.getPath()).startsWith(stored)
                .doesNotContain(KEY).doesNotContain(OLD));
    }

    @Test
    void shouldTakeAKeyFromThePathOfAlertmanagersApi() {
        assertThat(ingest.post("/v1/alertmanager/eu/k/" + KEY + "/api/v2/alerts", """
                [{"labels":{"alertname":"A"}}]""", "Content-Type", "application/json").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/v1/alertmanager", "/v1/alertmanager/k/ffffffffffffffffffffffffffffffff",
            "/v1/alertmanager/eu/k/" + OLD})
    void shouldRefuseAWrongKeyAndStoreNothingOfThePath(String path) {
        assertThat(post(path)).isEqualTo(401);

        assertThat(ingest.received()).isEmpty();
        assertThat(ingest.quarantined()).singleElement().satisfies(it -> assertThat(it.getPath()).doesNotContain(
                "/k/"));
    }

    @Test
    void shouldRefuseAWrongHeaderBesideARightPath() {
        assertThat(post("/v1/alertmanager/k/" + KEY, "Authorization", "Bearer wrong")).isEqualTo(401);
    }

    @Test
    void shouldNotTakeAShortPartOfATokenForAKey() {
        try (var comma = IngestHarness.with("sources.alertmanager.token", "abc,def")) {
            assertThat(comma.post("/v1/alertmanager", ALERT, "Authorization", "Bearer abc", "Content-Type",
                    "application/json").statusCode()).isEqualTo(401);
            assertThat(comma.post("/v1/alertmanager", ALERT, "Authorization", "Bearer abc,def", "Content-Type",
                    "application/json").statusCode()).isEqualTo(202);
        }
    }

    @Test
    void shouldLeaveTheRestOfAHeartbeatsPath() {
        assertThat(RequestPath.of("/v1/heartbeat/backup/k/" + KEY + "/start")).isEqualTo(new RequestPath(
                "/v1/heartbeat/backup/start", java.util.Optional.of(KEY)));
        assertThat(RequestPath.of("/v1/heartbeat/k/start").key()).isEmpty();
    }
}
