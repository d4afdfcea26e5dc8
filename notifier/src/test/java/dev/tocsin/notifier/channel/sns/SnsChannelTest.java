package dev.tocsin.notifier.channel.sns;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnsChannelTest extends ChannelContract {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:pages";

    private String topic = TOPIC;

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("sns", settings -> new SnsChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base, "access-key-id", "AKIDEXAMPLE");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("secret-access-key", SECRET, "session-token", "session-" + SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(200).withBody("<PublishResponse><PublishResult><MessageId>"
                + "94f20ce6-13c5-43a0-9a9e-ca52d816e90b</MessageId></PublishResult></PublishResponse>");
    }

    /** On a FIFO topic only: see below. */
    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.ofNullable(form(request).get("MessageDeduplicationId"));
    }

    @Override
    protected int largest() {
        return 200_000;
    }

    @Override
    protected String address() {
        return topic;
    }

    @Override
    protected String text(LoggedRequest request) {
        return form(request).get("Message");
    }

    /** Vector post-x-www-form-urlencoded of AWS's test suite for Signature Version 4. */
    @Test
    void shouldSignAsAwsSays() {
        var signature = new AwsSignature("AKIDEXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Optional
                .empty(), "us-east-1", "service");

        var headers = signature.headers("example.amazonaws.com", Map.of("content-type",
                "application/x-www-form-urlencoded"), "Param1=value1".getBytes(UTF_8), Instant.parse(
                        "2015-08-30T12:36:00Z"));

        assertThat(headers).containsEntry("X-Amz-Date", "20150830T123600Z").containsEntry("Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-date, "
                        + "Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void shouldSignWhatIsSent() {
        answers(taken());

        var outcome = deliver(aPage());

        var request = requests().getFirst();
        assertThat(outcome).isEqualTo(new Outcome.Delivered("94f20ce6-13c5-43a0-9a9e-ca52d816e90b", 200));
        var expected = new AwsSignature("AKIDEXAMPLE", new Secret(SECRET), Optional.of(new Secret("session-" + SECRET)),
                "eu-central-1", "sns").headers(request.getHeader("Host"), Map.of("content-type", request.getHeader(
                        "Content-Type")), request.getBody(), dev.tocsin.notifier.fixture.Notifications.NOON);
        assertThat(expected).allSatisfy((name, value) -> assertThat(request.getHeader(name)).isEqualTo(value));
        assertThat(expected.get("Authorization")).contains("/eu-central-1/sns/aws4_request",
                "content-type;host;x-amz-date;x-amz-security-token");
    }

    @Test
    void shouldPublishWithAttributesToFilterBy() {
        answers(taken());

        deliver(aPage().with(it -> it.setTitle("Ausfall – Zürich " + "x".repeat(200))));

        var form = form(requests().getFirst());
        assertThat(form).containsEntry("Action", "Publish").containsEntry("TopicArn", TOPIC).containsEntry(
                "MessageAttributes.entry.1.Name", "kind").containsEntry("MessageAttributes.entry.1.Value.StringValue",
                        "page").containsEntry("MessageAttributes.entry.2.Value.StringValue", "SEV1").doesNotContainKey(
                                "MessageGroupId");
        assertThat(form.get("Subject")).matches("[\\x20-\\x7E]{1,100}").endsWith("...");
    }

    @Test
    void shouldKeepTheOrderOfAnIncidentAndKnowARepeatOnAFifoTopic() {
        topic = TOPIC + ".fifo";
        answers(taken());

        deliver(aPage());
        deliver(aPage());
        deliver(aPage().id("another"));

        assertThat(requests()).extracting(it -> form(it).get("MessageGroupId")).doesNotContainNull().containsOnly(form(
                requests().getFirst()).get("MessageGroupId"));
        var keys = requests().stream().map(this::key).map(Optional::orElseThrow).toList();
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"400, Throttling", "403, RequestLimitExceeded", "400, KMSThrottling"})
    void shouldTryAgainWhenItIsThrottledWhateverTheStatus(int status, String code) {
        answers(aResponse().withStatus(status).withBody("<ErrorResponse><Error><Code>" + code + "</Code></Error>"
                + "</ErrorResponse>").withHeader("Retry-After", "3"));

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.RetryAfter.class, it -> assertThat(it.asked())
                .contains(Duration.ofSeconds(3)));
    }

    @Test
    void shouldNameTheCodeOfARefusal() {
        answers(aResponse().withStatus(403).withBody("<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code>"
                + "<Message>" + SECRET + "</Message></Error></ErrorResponse>"));

        assertThat(deliver(aPage()).reason()).contains("403 SignatureDoesNotMatch", "secret-access-key");
    }

    @Test
    void shouldNotCallAHostThatAnAddressMakesUp() {
        topic = "arn:aws:sns:evil.example/x:123456789012:pages";

        assertThat(deliver(aPage())).isInstanceOf(Outcome.Rejected.class);
        assertThat(requests()).isEmpty();
    }

    private static Map<String, String> form(LoggedRequest request) {
        return Stream.of(request.getBodyAsString().split("&", -1)).map(it -> it.split("=", 2)).collect(Collectors.toMap(
                it -> it[0], it -> URLDecoder.decode(it[1], UTF_8)));
    }
}
