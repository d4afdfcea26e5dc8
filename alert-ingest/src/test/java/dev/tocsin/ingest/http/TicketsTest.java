package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Pages;
import dev.tocsin.ingest.format.ticket.Tickets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person closes or reopens a ticket of ours in the vendor's system: believed once, and only if it is a person of the policy. */
class TicketsTest {

    private static final String SECRET = "webhook-secret";

    private final IngestHarness ingest = Pages.ingest("sources.github-issues.secret", SECRET, "sources.jira.secret",
            SECRET, "sources.linear.secret", SECRET);
    private final Instant now = ingest.clock.instant();

    @AfterEach
    void close() {
        ingest.close();
    }

    @BeforeEach
    void open() {
        ingest.incidents.saw(Pages.incident(1, IncidentState.OPEN, "", now.minus(Duration.ofHours(1))));
    }

    @ParameterizedTest
    @EnumSource
    void shouldResolveTheIncidentOfATicketThatAPersonClosed(Tickets vendor) {
        var response = post(vendor, vendor.closed(now));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(Pages.commands(ingest)).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.RESOLVE);
            assertThat(command.getIncidentId()).isEqualTo(Pages.INCIDENT);
            assertThat(command.getActor()).isEqualTo("dora");
            assertThat(command.getVia()).isEqualTo(vendor.source());
            assertThat(command.getNote()).startsWith("Closed ").contains("12 in ");
            assertThat(command.getArguments()).containsEntry("round", "1");
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldReopenTheIncidentOfATicketThatAPersonReopened(Tickets vendor) {
        ingest.incidents.saw(Pages.incident(1, IncidentState.RESOLVED, "ada", now.minus(Duration.ofMinutes(10))));

        post(vendor, vendor.reopened(now));

        assertThat(Pages.commands(ingest)).extracting(Command::getKind).containsExactly(CommandKind.REOPEN);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveADoubledEventTheSameCommand(Tickets vendor) {
        post(vendor, vendor.closed(now));
        post(vendor, vendor.closed(now));

        assertThat(Pages.commands(ingest)).extracting(Command::getId).hasSize(2).containsOnly(Pages.commands(ingest)
                .getFirst()
                .getId());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseABodyThatIsNotTheSignedOne(Tickets vendor) {
        var signature = vendor.sign(SECRET, vendor.closed(now));
        var tampered = vendor.closed(now).replace(Pages.INCIDENT, "0a1b2c3d-zzzzzzzzzzzz");

        assertThat(ingest.post(vendor.path(), tampered, "Content-Type", "application/json", vendor.header(), signature)
                .statusCode()).isEqualTo(403);
        assertThat(ingest.post(vendor.path(), vendor.closed(now), "Content-Type", "application/json").statusCode())
                .isEqualTo(401);
        assertThat(post(vendor, vendor.closed(now), "another-secret").statusCode()).isEqualTo(403);
        assertThat(Pages.commands(ingest)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotLetAnOldCloseResolveALaterRound(Tickets vendor) {
        var captured = vendor.closed(now.minus(Duration.ofMinutes(2)));
        ingest.incidents.saw(Pages.incident(2, IncidentState.OPEN, "", now.minus(Duration.ofMinutes(1))));

        var response = post(vendor, captured);

        assertThat(response.body()).contains("answer-too-late");
        assertThat(Pages.commands(ingest)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotAnswerTheEchoOfItsOwnClose(Tickets vendor) {
        ingest.incidents.saw(Pages.incident(1, IncidentState.RESOLVED, "source", now.minusSeconds(5)));

        assertThat(post(vendor, vendor.closed(now)).body()).contains("answer-too-late");
        assertThat(post(vendor, vendor.byApplication(vendor.closed(now))).body()).contains("answer-of-a-machine");
        assertThat(Pages.commands(ingest)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotBelieveWhoIsNobodyInThePolicy(Tickets vendor) {
        var response = post(vendor, vendor.closed(now).replace(vendor.account(), vendor.stranger()));

        assertThat(response.body()).contains("answer-not-ours");
        assertThat(Pages.commands(ingest)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveTicketsAloneThatTocsinDidNotFile(Tickets vendor) {
        assertThat(post(vendor, vendor.closed(now).replace("tocsin:", "see ")).body()).contains(
                "answer-about-something-else");
        assertThat(post(vendor, vendor.renamed(now)).body()).contains("answer-of-no-consequence");
        assertThat(Pages.commands(ingest)).isEmpty();
    }

    @Test
    void shouldRefuseWhatLinearSentLongAgo() {
        var replayed = Tickets.LINEAR.closed(now).replaceFirst("\"webhookTimestamp\":\\d+", "\"webhookTimestamp\":"
                + now.minus(Duration.ofMinutes(6)).toEpochMilli());

        assertThat(post(Tickets.LINEAR, replayed).body()).contains("answer-too-late");
        assertThat(Pages.commands(ingest)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseEverythingWithoutASecret(Tickets vendor) {
        try (var open = Pages.ingest()) {
            assertThat(open.post(vendor.path(), vendor.closed(now), "Content-Type", "application/json").statusCode())
                    .isIn(401, 403);
        }
    }

    private HttpResponse<String> post(Tickets vendor, String body) {
        return post(vendor, body, SECRET);
    }

    private HttpResponse<String> post(Tickets vendor, String body, String secret) {
        return ingest.post(vendor.path(), body, "Content-Type", "application/json", vendor.header(), vendor.sign(secret,
                body));
    }
}
