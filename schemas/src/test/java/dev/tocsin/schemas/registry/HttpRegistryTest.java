package dev.tocsin.schemas.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRegistryTest {

    private static final Schema STRING = Schema.create(Schema.Type.STRING);
    private static final String FOUND = "{\"schema\":\"\\\"string\\\"\"}";
    private static final Patience PATIENCE = new Patience(3, Duration.ofMillis(200), Duration.ofMillis(500),
            Duration.ofSeconds(2), Duration.ofSeconds(2));

    @RegisterExtension
    private final WireMockExtension server = WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void shouldAskForAnIdOnce() {
        server.stubFor(get(urlEqualTo("/schemas/ids/7")).willReturn(okJson(FOUND)));
        var registry = registry(url());

        assertThat(registry.schema(7)).isEqualTo(STRING);
        assertThat(registry.schema(7)).isEqualTo(STRING);

        server.verify(1, getRequestedFor(urlEqualTo("/schemas/ids/7")));
    }

    @Test
    void shouldRegisterAndLookUp() {
        server.stubFor(post(urlEqualTo("/subjects/a%20b%2Fc/versions")).willReturn(okJson("{\"id\":3}")));
        server.stubFor(post(urlEqualTo("/subjects/a%20b%2Fc")).willReturn(okJson("{\"id\":4,\"version\":1}")));

        assertThat(registry(url()).register("a b/c", STRING)).isEqualTo(3);
        assertThat(registry(url()).lookUp("a b/c", STRING)).isEqualTo(4);
    }

    @Test
    void shouldShowWhoWeAre() {
        server.stubFor(get(urlEqualTo("/schemas/ids/7")).withHeader("Authorization", equalTo("Basic dTpw"))
                .willReturn(okJson(FOUND)));
        var address = new RegistryAddress(List.of(url()), Optional.of("u:p"));

        assertThat(new HttpRegistry(address, PATIENCE).schema(7)).isEqualTo(STRING);
        assertThat(address.toString()).doesNotContain("u:p");
    }

    @Test
    void shouldTryAgainAfterAnOutageAndLongerEachTime() {
        server.stubFor(get("/schemas/ids/7").inScenario("outage").whenScenarioStateIs(Scenario.STARTED).willReturn(
                aResponse().withStatus(503)).willSetStateTo("1"));
        server.stubFor(get("/schemas/ids/7").inScenario("outage").whenScenarioStateIs("1").willReturn(aResponse()
                .withStatus(408)).willSetStateTo("2"));
        server.stubFor(get("/schemas/ids/7").inScenario("outage").whenScenarioStateIs("2").willReturn(aResponse()
                .withStatus(429)).willSetStateTo("3"));
        server.stubFor(get("/schemas/ids/7").inScenario("outage").whenScenarioStateIs("3").willReturn(okJson(FOUND)));

        assertThat(registry(url()).schema(7)).isEqualTo(STRING);

        assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(500));
    }

    @Test
    void shouldGiveUpAfterItsPatience() {
        server.stubFor(get("/schemas/ids/7").willReturn(aResponse().withStatus(500)));

        assertThatThrownBy(() -> registry(url()).schema(7)).isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("HTTP 500");

        server.verify(4, getRequestedFor(urlEqualTo("/schemas/ids/7")));
    }

    @Test
    void shouldTakeADeadServerForAnOutage() {
        var dead = registry(URI.create("http://127.0.0.1:1"));

        assertThatThrownBy(() -> dead.schema(7)).isInstanceOf(RegistryUnavailableException.class);

        assertThat(pauses).hasSize(3);
    }

    @Test
    void shouldGoToTheNextAddressAndStayThere() {
        server.stubFor(get("/schemas/ids/7").willReturn(okJson(FOUND)));
        server.stubFor(get("/schemas/ids/8").willReturn(okJson(FOUND)));
        server.stubFor(get("/down/schemas/ids/7").willReturn(aResponse().withStatus(502)));
        var registry = registry(URI.create(url() + "/down"), url());

        registry.schema(7);
        registry.schema(8);

        server.verify(0, getRequestedFor(urlEqualTo("/down/schemas/ids/8")));
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest(name = "HTTP {0} {1} is no: {2}")
    @CsvSource(delimiter = '|', value = {"404|{\"error_code\":40403,\"message\":\"Schema not found\"}|40403|true",
            "409|{\"error_code\":409,\"message\":\"no\"}|409|false", "422|{\"error_code\":42201}|42201|false",
            "422|not json|422|false"})
    void shouldTakeARefusalAsFinal(int status, String body, int code, boolean unknown) {
        server.stubFor(get("/schemas/ids/7").willReturn(aResponse().withStatus(status).withBody(body)));

        assertThatThrownBy(() -> registry(url()).schema(7)).isInstanceOfSatisfying(RegistryRefusedException.class,
                refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.unknown()).isEqualTo(unknown);
                });
        assertThat(pauses).isEmpty();
    }

    /** None of these says that the id is unknown; a record must not be thrown away for them. */
    @ParameterizedTest(name = "HTTP {0} {1}")
    @CsvSource(delimiter = '|', value = {"401|{\"error_code\":401}", "403|", "404|<html>no such page</html>",
            "404|{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}", "302|", "200|<html>welcome</html>",
            "200|[1]"})
    void shouldNotTakeAStrangeAnswerForARefusal(int status, String body) {
        server.stubFor(get("/schemas/ids/7").willReturn(aResponse().withStatus(status).withBody(body)));

        assertThatThrownBy(() -> registry(url()).schema(7)).isInstanceOf(RegistryUnavailableException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"another kind|{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}",
            "a type that is not there|{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"x.Y\\\"}\"}"})
    void shouldRefuseSchemasItCannotUse(String name, String body) {
        server.stubFor(get("/schemas/ids/7").willReturn(okJson(body)));

        assertThatThrownBy(() -> registry(url()).schema(7)).isInstanceOf(RegistryRefusedException.class);
    }

    private URI url() {
        return URI.create(server.baseUrl());
    }

    private HttpRegistry registry(URI... urls) {
        return new HttpRegistry(new RegistryCalls(new RegistryAddress(List.of(urls), Optional.empty()), PATIENCE) {
            @Override
            void pause(Duration wait) {
                pauses.add(wait);
            }
        });
    }
}
