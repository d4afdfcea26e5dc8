package dev.tocsin.standalone.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** The receiver notices what nobody expected; otherwise no test could prove silence. */
class WebhookReceiverTest {

    @Test
    void shouldFailOnAPageThatNobodyExpected() throws IOException {
        var receiver = WebhookReceiver.open();
        page(receiver, "surprise");

        assertThatThrownBy(receiver::close).isInstanceOf(AssertionError.class).hasMessageContaining("surprise");
    }

    @Test
    void shouldFailOnAPageThatWasLeftUnread() throws IOException {
        try (var receiver = WebhookReceiver.open()) {
            var desk = receiver.desk("checkout");
            page(receiver, "checkout");
            page(receiver, "checkout");
            desk.awaitPage("first");

            assertThatThrownBy(desk::close).isInstanceOf(AssertionError.class).hasMessageContaining("checkout");
        }
    }

    @Test
    void shouldBeContentWhenEverythingWasRead() throws IOException {
        var receiver = WebhookReceiver.open();
        var desk = receiver.desk("checkout");
        page(receiver, "checkout");
        desk.awaitPage("first");

        assertThatCode(desk::close).doesNotThrowAnyException();
        assertThatCode(receiver::close).doesNotThrowAnyException();
    }

    @Test
    void shouldNotCallItSilenceWhenSomethingCame() throws IOException {
        try (var receiver = WebhookReceiver.open()) {
            var desk = receiver.desk("checkout");
            page(receiver, "checkout");

            assertThatThrownBy(() -> desk.assertSilentFor(Duration.ofMillis(200))).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("checkout");
        }
    }

    @Test
    void shouldAnswerAsTheScriptSays() throws IOException {
        try (var receiver = WebhookReceiver.open()) {
            receiver.expectEverything();
            receiver.answering(page -> new WebhookReceiver.Answer.Status(429, Map.of("Retry-After", "7")));
            var busy = page(receiver, "checkout");
            receiver.answering(page -> new WebhookReceiver.Answer.Lost());

            assertThat(busy.status()).isEqualTo(429);
            assertThat(busy.headers()).containsEntry("Retry-After", "7");
            assertThatThrownBy(() -> page(receiver, "checkout")).isInstanceOf(IOException.class);
            assertThat(receiver.pages()).as("lost answers were requests all the same").hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static Http.Answer page(WebhookReceiver receiver, String service) throws IOException {
        return Http.post(receiver.url(), """
                {"type": "page", "data": {"kind": "PAGE", "target": "first", "incident": {"id": "1", "service": "%s"}}}
                """.formatted(service));
    }
}
