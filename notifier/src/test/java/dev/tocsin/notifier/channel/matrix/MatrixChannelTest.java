package dev.tocsin.notifier.channel.matrix;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MatrixChannelTest extends ChannelContract {

    private static final String FIRST = "$Rqnc-F-dvnEYJTyHq_iKxU2bZ1CI92-kuZq3a5lr5Zg";

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("matrix", settings -> new MatrixChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base + "/");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", "syt_" + SECRET);
    }

    @Override
    protected String address() {
        return "!ops:example.org";
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return okJson("{\"event_id\":\"" + FIRST + "\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(request.getUrl().substring(request.getUrl().lastIndexOf('/') + 1));
    }

    @Override
    protected int largest() {
        return 32_000;
    }

    @Override
    protected String text(LoggedRequest request) {
        return json(request).path("body").asString();
    }

    @Override
    protected List<String> dangerous() {
        return List.of("formatted_body");
    }

    @Test
    void shouldSendToTheRoomUnderATransactionIdAndRingForAPage() {
        answers(taken());

        assertThat(deliver(aPage())).isEqualTo(new Outcome.Delivered(FIRST, 200));

        var request = requests().getFirst();
        assertThat(request.getMethod().getName()).isEqualTo("PUT");
        assertThat(request.getUrl()).startsWith("/_matrix/client/v3/rooms/%21ops%3Aexample.org/send/m.room.message/");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer syt_" + SECRET);
        assertThat(json(request).path("m.mentions").path("room").asBoolean()).isTrue();
    }

    @Test
    void shouldMentionNobodyInNews() {
        answers(taken());

        deliver(a(UPDATED));

        assertThat(json(requests().getFirst()).path("m.mentions").isEmpty()).isTrue();
        assertThat(json(requests().getFirst()).has("m.mentions")).isTrue();
    }

    @Test
    void shouldEditThePageAtItsEndAndReplyToIt() {
        answers(taken());

        deliver(a(RESOLVED), Optional.of(FIRST));

        assertThat(requests()).hasSize(2);
        var edit = json(requests().getFirst());
        assertThat(edit.path("m.relates_to").path("rel_type").asString()).isEqualTo("m.replace");
        assertThat(edit.path("m.relates_to").path("event_id").asString()).isEqualTo(FIRST);
        assertThat(edit.path("m.new_content").path("body").asString()).isEqualTo(edit.path("body").asString());
        assertThat(json(requests().getLast()).path("m.relates_to").path("m.in_reply_to").path("event_id").asString())
                .isEqualTo(FIRST);
        assertThat(key(requests().getFirst())).isNotEqualTo(key(requests().getLast()));
    }

    @Test
    void shouldReplyWithOtherNews() {
        answers(taken());

        deliver(a(UPDATED), Optional.of(FIRST));

        assertThat(requests()).singleElement().satisfies(request -> assertThat(json(request).path("m.relates_to").path(
                "m.in_reply_to").path("event_id").asString()).isEqualTo(FIRST));
    }

    @Test
    void shouldNotBelieveA200OfSomethingElse() {
        answers(aResponse().withStatus(200).withBody("<html>welcome</html>"));

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                .contains("'url' is a Matrix server"));
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
