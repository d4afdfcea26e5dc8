package dev.tocsin.notifier.channel.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Resolution;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.secret.Secret;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WebhookChannelTest extends ChannelContract {

    private String format = "standard-webhooks";

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return new WebhookAdapter(client);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("format", format);
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("url", base + "/hook/" + SECRET + "?sig=" + SECRET, "secret", "whsec_" + SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return noContent();
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.ofNullable(request.getHeader("webhook-id"));
    }

    @Override
    protected int largest() {
        return WebhookPayload.LARGEST;
    }

    /** The vector that the specification's libraries share. */
    @Test
    void shouldSignAsStandardWebhooksSays() throws Exception {
        var signer = Signer.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        var signature = signer.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(UTF_8));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void shouldSignWithBothSecretsDuringARotation() throws Exception {
        var signer = Signer.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw whsec_" + SECRET));

        assertThat(signer.sign("id", Instant.EPOCH, new byte[0]).split(" ")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseAMalformedSecret() {
        assertThatThrownBy(() -> Signer.of(new Secret("not base64!"))).isInstanceOf(ChannelRefusedException.class)
                .hasMessageNotContaining("not base64!");
    }

    @Test
    void shouldSendTheSignedHeadersAndTheIncident() {
        answers(taken());

        deliver(aPage().id("note-1").late());

        var request = requests().getFirst();
        var data = JsonMapper.shared().readTree(request.getBody()).path("data");
        assertThat(request.getHeader("webhook-id")).isEqualTo("note-1");
        assertThat(request.getHeader("webhook-timestamp")).isEqualTo("1795262400");
        assertThat(request.getHeader("webhook-signature")).startsWith("v1,");
        assertThat(data.path("kind").asString()).isEqualTo("PAGE");
        assertThat(data.path("late").asBoolean()).isTrue();
        assertThat(data.path("target").asString()).isEqualTo("alice");
        assertThat(data.path("incident").path("service").asString()).isEqualTo("checkout");
    }

    @Test
    void shouldSayWhatKindItIs() {
        answers(taken());

        deliver(a(RESOLVED).state(IncidentState.RESOLVED, "source"));

        assertThat(requests().getFirst().getBodyAsString()).contains("\"type\":\"tocsin.resolved\"",
                "\"resolvedBy\":\"source\"");
    }

    /** What a ticket, a status page or a room is to be made of (rows A6, B6, D4). */
    @Test
    void shouldSendOccasionDetailsAndWhatPeopleDid() {
        answers(taken());

        deliver(a(STATUS_PAGE).on("status/identified", "status", "identified", "text", "We found it").with(it -> it
                .setAcknowledgesNeeded(2).setAssessment("a bad index").setResolution(new Resolution("cause", "fix",
                        "impact", "https://wiki.example.org/7"))));

        var data = JsonMapper.shared().readTree(requests().getFirst().getBody()).path("data");
        assertThat(data.path("occasion").asString()).isEqualTo("status/identified");
        assertThat(data.path("details").path("text").asString()).isEqualTo("We found it");
        assertThat(data.path("incident").path("acknowledgesNeeded").asInt()).isEqualTo(2);
        assertThat(data.path("incident").path("assessment").asString()).isEqualTo("a bad index");
        assertThat(data.path("incident").path("resolution").path("fix").asString()).isEqualTo("fix");
    }

    @Test
    void shouldKeepTheNamesOfDetailsHoweverLongTheyAre() {
        answers(taken());

        deliver(a(STATUS_PAGE).on("", "status", "identified", "text", "x".repeat(30_000)).with(it -> it.setSummary("y"
                .repeat(30_000))));

        assertThat(JsonMapper.shared().readTree(requests().getFirst().getBody()).path("data").path("details")
                .propertyNames()).containsExactly("status", "text");
    }

    /** github.com/cloudevents/spec, 1.0.2: structured mode, with the attributes that a receiver routes by. */
    @Test
    void shouldSendACloudEventWhereThePolicyAsksForOne() {
        format = "cloudevents";
        answers(taken());

        deliver(aPage().id("note-1"));
        deliver(aPage().id("note-1"));

        var request = requests().getFirst();
        var event = JsonMapper.shared().readTree(request.getBody());
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("id").asString()).isEqualTo(request.getHeader("webhook-id")).isEqualTo("note-1");
        assertThat(event.path("source").asString()).isEqualTo("/tocsin/incidents");
        assertThat(event.path("type").asString()).isEqualTo("dev.tocsin.page");
        assertThat(event.path("subject").asString()).isEqualTo("0a1b2c3d-abcdefghijkl");
        assertThat(event.path("time").asString()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(event.path("datacontenttype").asString()).isEqualTo("application/json");
        assertThat(event.path("data").path("incident").path("service").asString()).isEqualTo("checkout");
        assertThat(request.getHeader("webhook-signature")).isEqualTo(requests().getLast().getHeader(
                "webhook-signature")).startsWith("v1,");
        assertThat(request.getBody()).isEqualTo(requests().getLast().getBody());
    }

    @Test
    void shouldKeepACloudEventBelowTheSameLimit() {
        format = "cloudevents";
        answers(taken());

        deliver(aPage().with(it -> it.setSummary("\uD83D\uDD25".repeat(30_000))));

        assertThat(requests().getFirst().getBody().length).isLessThanOrEqualTo(WebhookPayload.LARGEST);
    }

    @Test
    void shouldNotPutADotIntoTheId() {
        answers(taken());

        deliver(aPage().id("a.b"));

        assertThat(requests().getFirst().getHeader("webhook-id")).matches("[0-9a-f]{40}");
    }
}
