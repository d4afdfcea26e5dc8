package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.Pages.INCIDENT;
import static dev.tocsin.ingest.Pages.commands;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Pages;
import dev.tocsin.ingest.answer.CodeGuesses;
import dev.tocsin.ingest.authenticity.TwilioSignature;
import dev.tocsin.schemas.incident.PageReport;
import dev.tocsin.schemas.incident.Undelivered;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerKeys;
import dev.tocsin.schemas.outside.AnswerWay;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody presses a key in a call, answers a text, or a text or call ends. */
class TwilioAnswersTest {

    private static final String TOKEN = "auth-token-of-the-account";
    private static final String ADA = "%2B15550100";
    private static final String CODE = AnswerKeys.of(List.of(Pages.SECRET)).code(INCIDENT, 1);

    private final IngestHarness ingest = Pages.ingest("sources.twilio.secret", TOKEN);

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldAcknowledgeByTheKey() {
        var response = press("1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        assertThat(response.body()).contains("<Say>Acknowledged. Goodbye.</Say><Hangup/>");
        assertThat(commands(ingest)).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.ACKNOWLEDGE);
            assertThat(command.getIncidentId()).isEqualTo(INCIDENT);
            assertThat(command.getActor()).isEqualTo("ada");
            assertThat(command.getVia()).isEqualTo("twilio");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "9", "*", ""})
    @DisplayName("a mailbox presses no key: anything but 1 and 2 asks again and acknowledges nothing")
    void shouldAskAgainForAnyOtherKey(String digit) {
        assertThat(press(digit).body()).contains("<Gather numDigits=\"1\"", "press 1");
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    void shouldSayWhoWasFirstInTheCall() {
        ingest.incidents.saw(Pages.incident(1, IncidentState.ACKNOWLEDGED, "ben", now()));

        assertThat(press("1").body()).contains("Already acknowledged by ben.");
    }

    @Test
    void shouldSayThatTheCallIsAboutAnEarlierRound() {
        ingest.incidents.saw(Pages.incident(2, IncidentState.OPEN, "", now()));

        assertThat(press("1").body()).contains("sent for round 1");
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    void shouldBeOneCommandForOneCall() {
        press("1");
        press("1");

        assertThat(commands(ingest)).extracting(command -> command.getId()).hasSize(2).containsOnly(commands(ingest)
                .getFirst().getId());
    }

    @Test
    @DisplayName("the signature is over the public address, whatever the proxy made of it")
    void shouldRefuseAnotherSignature() {
        var query = "key=" + Pages.token(AnswerWay.CALL, AnswerAction.ACKNOWLEDGE, now());
        var form = "CallSid=CA1&Digits=1&To=" + ADA;

        assertThat(post(query, form, TwilioSignature.of(TOKEN, "http://127.0.0.1/v1/twilio?" + query, form.getBytes(
                UTF_8))).statusCode()).isEqualTo(403);
        assertThat(post(query, form, TwilioSignature.of("other", Pages.URL + "/v1/twilio?" + query, form.getBytes(
                UTF_8))).statusCode()).isEqualTo(403);
        assertThat(ingest.post("/v1/twilio?" + query, form).statusCode()).isEqualTo(401);
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    void shouldEscalateByTheSecondKeyOnceForEachCall() {
        var response = press("2");
        press("2");

        assertThat(response.body()).contains("Escalated to the next step. Goodbye.");
        assertThat(commands(ingest)).hasSize(2).allSatisfy(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.ESCALATE);
            assertThat(command.getActor()).isEqualTo("ada");
            assertThat(command.getArguments()).containsEntry("to", "next-step");
            assertThat(command.getId()).isEqualTo(commands(ingest).getFirst().getId());
        });
        assertThat(press("3").body()).contains("To acknowledge, press 1. To escalate, press 2.");
    }

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({"A, ACKNOWLEDGE", "a , ACKNOWLEDGE", "ack , ACKNOWLEDGE", "'', ACKNOWLEDGE", "R, RESOLVE",
            "resolve-, RESOLVE", "E, ESCALATE", "escalate , ESCALATE"})
    void shouldTakeATextWithTheCode(String word, CommandKind kind) {
        ingest.incidents.saw(Pages.incident(1, IncidentState.OPEN, "", now()));

        var response = text(word + CODE, ADA);

        assertThat(response.body()).contains("<Message>").contains(switch (kind) {
            case RESOLVE -> "Resolved.";
            case ESCALATE -> "Escalated to the next step.";
            default -> "Acknowledged.";
        });
        assertThat(commands(ingest)).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(kind);
            assertThat(command.getActor()).isEqualTo("ada");
            assertThat(command.getArguments()).containsEntry("round", "1");
        });
    }

    @Test
    @DisplayName("a stranger, an automatic answer and a chat get no answer, so that nothing answers itself for ever")
    void shouldBeSilentToWhatIsNoAnswer() {
        ingest.incidents.saw(Pages.incident(1, IncidentState.OPEN, "", now()));

        assertThat(text("A" + CODE, "%2B15559999").statusCode()).isEqualTo(204);
        assertThat(text("I am on holiday. You wrote: Reply A" + CODE + " to acknowledge", ADA).statusCode()).isEqualTo(
                204);
        assertThat(text("thanks", ADA).statusCode()).isEqualTo(204);
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    void shouldSayThatACodeIsOfNoOpenIncident() {
        ingest.incidents.saw(Pages.incident(1, IncidentState.RESOLVED, "ben", now()));

        assertThat(text("A" + CODE, ADA).body()).contains("No open incident has the code " + CODE);
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    @DisplayName("13: a number that guesses codes is locked for a while, which is told once")
    void shouldLockANumberThatGuesses() {
        ingest.incidents.saw(Pages.incident(1, IncidentState.OPEN, "", now()));
        var wrong = CODE.equals("0000") ? "1111" : "0000";
        for (var guess = 1; guess < CodeGuesses.MOST; guess++) {
            assertThat(text("A" + wrong, ADA).body()).contains("No open incident has the code");
        }

        assertThat(text("A" + wrong, ADA).body()).contains("Too many wrong codes", "Use the console");
        assertThat(text("A" + wrong, ADA).statusCode()).as("no answer, which costs a text").isEqualTo(204);
        assertThat(text("A" + CODE, ADA).statusCode()).as("not even the right one").isEqualTo(204);
        assertThat(commands(ingest)).isEmpty();
        assertThat(ingest.quarantined()).singleElement().satisfies(entry -> {
            assertThat(entry.getReason()).isEqualTo("answer-guessed");
            assertThat(entry.getDetail()).contains("the number of ada");
        });
        assertThat(press("1").statusCode()).as("a call proves the telephone").isEqualTo(200);
        ingest.clock.advance(CodeGuesses.WITHIN);
        assertThat(text("A" + CODE, ADA).body()).contains("Acknowledged.");
    }

    @ParameterizedTest(name = "{0} {1} of a {2}")
    @CsvSource({"MessageStatus, undelivered, texts", "MessageStatus, failed, texts", "CallStatus, no-answer, calls",
            "CallStatus, busy, calls", "CallStatus, failed, calls"})
    void shouldReportAPageThatReachedNobody(String field, String status, String channel) {
        var response = report(field + "=" + status + "&ErrorCode=30005", channel);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(ingest.partitions(Topics.SIGNALS)).containsExactly(ServiceKeys.partitionOfIncident(INCIDENT,
                IngestHarness.PARTITIONS));
        assertThat(Undelivered.of(bulletin())).hasValueSatisfying(word -> {
            assertThat(word.incidentId()).isEqualTo(INCIDENT);
            assertThat(word.round()).isEqualTo(1);
            assertThat(word.failure().getNotificationId()).isEqualTo("page-1");
            assertThat(word.failure().getDestination()).isEqualTo(channel + ":+15550100");
            assertThat(word.failure().getReason()).contains(status, "30005", "check the target's telephone number");
        });
        assertThat(PageReport.isReported(bulletin())).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"MessageStatus, delivered, reached the telephone", "CallStatus, completed, answered"})
    void shouldReportAPageThatReachedSomebody(String field, String status, String words) {
        report(field + "=" + status, "texts");
        report(field + "=" + status, "texts");

        assertThat(bulletins()).extracting(Bulletin::getKind).hasSize(2).containsOnly(BulletinKind.DELIVERY_CONFIRMED);
        assertThat(bulletins()).extracting(Bulletin::getId).containsOnly(bulletin().getId());
        assertThat(bulletin().getSummary()).contains("ada", words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "sent", "sending", "accepted", "of-next-year"})
    void shouldNotReportWhatIsUnderWay(String status) {
        assertThat(report("MessageStatus=" + status, "texts").statusCode()).isEqualTo(204);
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldStoreNeitherTheQueryNorWhatSomebodyWrote() {
        ingest.incidents.saw(Pages.incident(1, IncidentState.OPEN, "", now()));
        text("A" + CODE, ADA);
        press("1");

        assertThat(ingest.received().toString()).doesNotContain("A" + CODE, "key=", Pages.token(AnswerWay.CALL,
                AnswerAction.ACKNOWLEDGE, now()));
    }

    private Instant now() {
        return ingest.clock.instant();
    }

    private HttpResponse<String> press(String digits) {
        return signed("key=" + Pages.token(AnswerWay.CALL, AnswerAction.ACKNOWLEDGE, now()), "CallSid=CA1&Digits="
                + URLEncoder.encode(digits, UTF_8) + "&To=" + ADA);
    }

    private HttpResponse<String> text(String body, String from) {
        return signed("", "MessageSid=SM1&From=" + from + "&Body=" + URLEncoder.encode(body, UTF_8));
    }

    private HttpResponse<String> report(String form, String channel) {
        return signed("page=" + Pages.mark(channel, "+15550100", now()), form);
    }

    private HttpResponse<String> signed(String query, String form) {
        return post(query, form, TwilioSignature.of(TOKEN, Pages.URL + "/v1/twilio" + (query.isEmpty()
                ? ""
                : "?"
                        + query), form.getBytes(UTF_8)));
    }

    private HttpResponse<String> post(String query, String form, String signature) {
        return ingest.post("/v1/twilio" + (query.isEmpty() ? "" : "?" + query), form, "Content-Type",
                "application/x-www-form-urlencoded", "X-Twilio-Signature", signature);
    }

    private Bulletin bulletin() {
        return bulletins().getFirst();
    }

    private List<Bulletin> bulletins() {
        return ingest.signals().stream().map(signal -> (Bulletin) signal.getBody()).toList();
    }
}
