package dev.tocsin.notifier.channel.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceChannelTest extends ChannelContract {

    @Override
    protected boolean tellsLines() {
        return false;
    }

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("voice", settings -> new VoiceChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base, "account", "AC0123", "from", "+15550199");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(201).withBody("{\"sid\":\"SM0123\",\"status\":\"queued\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.empty();
    }

    @Override
    protected String address() {
        return "+15550100";
    }

    @Override
    protected int largest() {
        return 8_000;
    }

    @Override
    protected String text(LoggedRequest request) {
        return field(request, "Twiml");
    }

    /** Nobody wants to hear an address. */
    @Override
    protected String link() {
        return "";
    }

    @Override
    protected List<String> dangerous() {
        return List.of("<b>", "<script>", "<a href", "https://evil");
    }

    @Test
    void shouldReadTheHeadlineTwiceAndRingBeforeAMailboxAnswers() {
        answers(taken());

        deliver(aPage());

        var request = requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/2010-04-01/Accounts/AC0123/Calls.json");
        assertThat(field(request, "Timeout")).isEqualTo("25");
        assertThat(text(request)).startsWith("<Response>").endsWith("</Response>").contains("<Say loop=\"2\">",
                "[SEV1] checkout (production): Error rate above 5 %");
    }

    @Test
    void shouldStayWithinWhatTwilioTakesWhenAllOfItIsEscaped() {
        answers(taken());

        deliver(aPage().with(it -> it.setTitle("\"&<>".repeat(5_000))));

        assertThat(text(requests().getFirst())).hasSizeLessThanOrEqualTo(4_000).doesNotContainPattern(
                "&(?!amp;|lt;|gt;|quot;)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"21215,geographic permissions", "21217,telephone number", "21212,from"})
    void shouldSayWhatToChange(int code, String advice) {
        answers(aResponse().withStatus(400).withBody("{\"code\":" + code + "}"));

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                .contains(advice));
    }

    private static String field(LoggedRequest request, String name) {
        return request.formParameter(name).firstValue();
    }
}
