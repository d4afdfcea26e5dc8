package dev.tocsin.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Pages;
import dev.tocsin.schemas.outside.AnswerKeys;
import dev.tocsin.schemas.outside.ReportAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody without an account reports a problem under a signed link. */
class ReportFormsTest {

    private static final String POLICY = """
            service: {labels: [service]}
            reports:
              services: [checkout, payments]
              impacts:
                - {name: down, title: Nothing <works>, severity: SEV1}
                - {name: slow, title: It is slow, severity: SEV1}
              links:
                - {name: acme, title: Report a problem to Shop, until: 2026-03-11T00:00:00Z}
                - {name: desk, from: staff, services: [checkout], confidential: true, key: 2}
            """;
    private static final AnswerKeys KEYS = AnswerKeys.of(List.of(Pages.SECRET));
    private static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("R-[0-9A-F]{8}");
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    @TempDir
    private Path folder;
    private IngestHarness ingest = ingest();

    @BeforeEach
    void publish() {
        ingest.policy(POLICY);
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldShowAFormThatAsksForLittle() {
        var page = ingest.get(link("acme", 1));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'",
                "form-action 'self'", "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body()).contains("<h1>Report a problem to Shop</h1>", "Nothing &lt;works&gt;",
                "<option>checkout</option>", "Company", "I do not know").doesNotContain("<script", "http://",
                        "https://");
        assertThat(ingest.written()).isEmpty();
    }

    @Test
    void shouldAskAMemberOfTheStaffNeitherForACompanyNorForTheOnlyService() {
        assertThat(ingest.get(link("desk", 2)).body()).contains("type=\"hidden\" name=\"service\" value=\"checkout\"",
                "are not shown").doesNotContain("Company", "<select");
    }

    @Test
    void shouldMakeAnAlertOfAReport() {
        var page = send(link("acme", 1), "summary", "Nobody can pay", "impact", "down", "service", "checkout",
                "details", "Since noon.\nThe page stays empty.", "name", "Ada", "contact", "ada@example.org", "company",
                "Acme GmbH");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Thank you", "can reach you").containsPattern(REFERENCE);
        var reference = reference(page);
        assertThat(ingest.signals()).extracting(Signal::getServiceKey).containsExactly("checkout");
        assertThat(ingest.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
            assertThat(alert.getFormat()).isEqualTo("report");
            assertThat(alert.getName()).isEqualTo("ReportedProblem");
            assertThat(alert.getSummary()).isEqualTo("Nobody can pay (" + reference + ")");
            assertThat(alert.getLabels()).containsEntry("severity", "SEV1").containsEntry("impact", "down")
                    .containsEntry("service", "checkout").containsEntry("reporter", "customer").containsEntry("via",
                            "form").containsEntry("link", "acme");
            assertThat(alert.getDescription()).startsWith("Since noon.\nThe page stays empty.").contains(
                    "Impact: Nothing <works>", "Customer: Acme GmbH",
                    "Reported by Ada, ada@example.org (customer).");
        });
    }

    @Test
    @DisplayName("a reload of the thanks page, or a second press, is the same report")
    void shouldBeOneReportHoweverOftenItIsSent() {
        var mark = mark(link("acme", 1));

        var first = sendMarked(link("acme", 1), mark, "summary", "Down", "impact", "down");
        var again = sendMarked(link("acme", 1), mark, "summary", "Down", "impact", "down");
        var another = send(link("acme", 1), "summary", "Down", "impact", "down");

        assertThat(reference(again)).isEqualTo(reference(first)).isNotEqualTo(reference(another));
        assertThat(ingest.alerts()).extracting(Alert::getIdentity).hasSize(3).satisfies(ids -> assertThat(ids.get(0))
                .isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2)));
        assertThat(ingest.signals()).extracting(Signal::getServiceKey).containsOnly("ReportedProblem");
    }

    @Test
    void shouldKeepAConfidentialContactOutOfTheAlert() {
        send(link("desk", 2), "summary", "Down", "impact", "down", "service", "checkout", "name", "Ada", "contact",
                "ada@example.org");
        send(link("acme", 1), "summary", "Down", "impact", "down", "name", "Ada", "contact", "ada@example.org",
                "confidential", "yes");

        assertThat(ingest.alerts()).hasSize(2).allSatisfy(alert -> assertThat(alert.toString()).doesNotContain(
                "ada@example.org", "Ada").contains("contact is confidential", alert.getReceivedId()));
        assertThat(ingest.received()).hasSize(2).allSatisfy(request -> assertThat(body(request)).contains(
                "contact=ada%40example.org"));
    }

    @Test
    void shouldStoreNeitherTokenNorMark() {
        var address = link("acme", 1);
        var mark = mark(address);

        sendMarked(address, mark, "summary", "Down", "impact", "down", "link", "desk");

        assertThat(ingest.received()).singleElement().satisfies(request -> {
            assertThat(request.getPath()).isEqualTo("/report/");
            assertThat(body(request)).endsWith("&link=acme&key=1&report=" + body(request).replaceFirst(".*report=",
                    "")).doesNotContain("link=desk");
            assertThat(request.toString()).doesNotContain(mark, address.substring("/report/".length()));
        });
    }

    @Test
    void shouldSayWhatIsMissingAndKeepWhatWasWritten() {
        var page = send(link("acme", 1), "summary", " ", "impact", "", "service", "elsewhere", "details", "a < b");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("<title>Error: ", "role=\"alert\"", "href=\"#summary\"", "href=\"#impact\"",
                "href=\"#service\"", "aria-invalid=\"true\"",
                "a &lt; b</textarea>");
        assertThat(ingest.alerts()).isEmpty();
        assertThat(ingest.quarantined()).isEmpty();
    }

    @Test
    @DisplayName("another site cannot send a form for a visitor")
    void shouldTakeNoFormThatIsNotItsOwn() {
        var forged = sendMarked(link("acme", 1), "forged", "summary", "Down", "impact", "down");
        var ofAnotherLink = sendMarked(link("acme", 1), mark(link("desk", 2)), "summary", "Down", "impact", "down");
        var crossSite = ingest.post(link("acme", 1), form(mark(link("acme", 1)), "summary", "Down", "impact", "down"),
                "Content-Type", FORM[1], "Sec-Fetch-Site", "cross-site");

        assertThat(List.of(forged.statusCode(), ofAnotherLink.statusCode(), crossSite.statusCode())).containsExactly(
                422,
                422, 403);
        assertThat(ingest.alerts()).isEmpty();
    }

    @Test
    void shouldAskAgainIfAFormWasOpenForMoreThanADay() {
        var mark = mark(link("desk", 2));
        ingest.clock.advance(Duration.ofHours(25));

        var late = sendMarked(link("desk", 2), mark, "summary", "Down", "impact", "down", "service", "checkout");
        var again = sendMarked(link("desk", 2), found(MARK, late.body()), "summary", "Down", "impact", "down",
                "service", "checkout");

        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("more than a day", "value=\"Down\"");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(ingest.alerts()).hasSize(1);
    }

    @Test
    void shouldCloseALinkThatExpiredOrWasWithdrawn() {
        var mark = mark(link("acme", 1));
        assertThat(ingest.get(link("desk", 1)).statusCode()).isEqualTo(410);
        ingest.clock.advance(Duration.ofHours(12));

        assertThat(ingest.get(link("acme", 1)).statusCode()).isEqualTo(410);
        assertThat(ingest.get(link("acme", 1)).body()).contains("expired or was withdrawn");
        assertThat(sendMarked(link("acme", 1), mark, "summary", "Down", "impact", "down").statusCode()).isEqualTo(410);
        ingest.policy("");
        assertThat(ingest.get(link("desk", 2)).statusCode()).isEqualTo(410);
        assertThat(ingest.alerts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ".."})
    void shouldKnowNoOtherLinks(String token) {
        assertThat(ingest.get("/report/" + token).statusCode()).isEqualTo(404);
        assertThat(ingest.post("/report/" + token, form("", "summary", "Down"), FORM).statusCode()).isEqualTo(404);
        assertThat(ingest.post("/v1/report-form", form("", "summary", "Down"), FORM).statusCode()).isEqualTo(403);
        assertThat(ingest.alerts()).isEmpty();
    }

    @Test
    void shouldLimitTheReportsOfALinkAndOfAnAddress() {
        try (var limited = Pages.ingest("reports.per-hour-and-address", "2")) {
            limited.policy(POLICY);
            var all = List.of(sendTo(limited), sendTo(limited), sendTo(limited));
            limited.clock.advance(Duration.ofMinutes(30));

            assertThat(all).extracting(HttpResponse::statusCode).containsExactly(200, 200, 429);
            assertThat(all.getLast().body()).contains("was not stored");
            assertThat(sendTo(limited).statusCode()).isEqualTo(200);
            assertThat(limited.alerts()).hasSize(3);
        }
    }

    @Test
    void shouldSayThatNothingIsStoredWhileKafkaIsAwayAndThereIsNoSpool() {
        ingest.breakLog(new RuntimeException("away"));

        var page = send(link("acme", 1), "summary", "Down", "impact", "down");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("could not be stored");
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void shouldKeepAReportInTheSpoolAndSaySo() {
        try (var spooling = Pages.ingest("spool.dir", folder.toString())) {
            spooling.policy(POLICY);
            spooling.brokersAway("no broker");
            spooling.breakLog(new RuntimeException("away"));
            var page = sendTo(spooling);
            var reference = reference(page);

            assertThat(page.statusCode()).isEqualTo(202);
            assertThat(page.body()).contains("not reached the team yet");
            spooling.mendLog();
            spooling.brokersBack();
            Awaitility.await().untilAsserted(() -> assertThat(spooling.alerts()).singleElement().satisfies(
                    alert -> assertThat(alert.getSummary()).isEqualTo("Down (" + reference + ")")));
        }
    }

    private static IngestHarness ingest() {
        return Pages.ingest();
    }

    private static HttpResponse<String> sendTo(IngestHarness ingest) {
        var address = link("acme", 1);
        return ingest.post(address, form(found(MARK, ingest.get(address).body()), "summary", "Down", "impact", "down"),
                FORM);
    }

    private HttpResponse<String> send(String address, String... fields) {
        return sendMarked(address, mark(address), fields);
    }

    private HttpResponse<String> sendMarked(String address, String mark, String... fields) {
        return ingest.post(address, form(mark, fields), FORM);
    }

    private String mark(String address) {
        return found(MARK, ingest.get(address).body());
    }

    private static String link(String name, int key) {
        return "/report/" + KEYS.sign(new ReportAddress(name, key)).orElseThrow();
    }

    private static String form(String mark, String... fields) {
        var form = new StringBuilder("mark=" + mark);
        for (var i = 0; i < fields.length; i += 2) {
            form.append('&').append(fields[i]).append('=').append(URLEncoder.encode(fields[i + 1], UTF_8));
        }
        return form.toString();
    }

    private static String reference(HttpResponse<String> page) {
        return found(Pattern.compile("(" + REFERENCE + ")"), page.body());
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String body(ReceivedRequest request) {
        return UTF_8.decode(request.getBody().duplicate()).toString();
    }
}
