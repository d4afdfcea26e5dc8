package dev.tocsin.policy.read;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.DIGEST;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.UNKNOWN;
import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.PolicyText;
import dev.tocsin.policy.message.MessageField;
import dev.tocsin.policy.message.MessageTemplate;
import dev.tocsin.policy.message.MessageTemplate.Part;
import dev.tocsin.policy.message.StandardLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the policy words messages. */
class MessagesReaderTest {

    private static PolicyText policy(String messages) {
        return aPolicy().channels("""
                channels:
                  inbox: {type: inbox}
                  chat: {type: teams, webhook-url: {env: TEAMS}}
                  text: {type: sms, account: a, token: {env: T}, from: "+15550199"}
                  page: {type: statuspage, api-key: {env: PAGE}, page: abc}
                """).more("messages:\n  - " + messages.replace("\n", "\n  - ") + "\n");
    }

    @Test
    void shouldWordNothingUnlessItSaysSo() {
        assertThat(aPolicy().load().message(PAGE, "inbox")).isEmpty();
    }

    @Test
    void shouldReadWhatIsWorded() {
        var policy = policy("""
                {kinds: [page], channels: chat, headline: "{severity}: {title|summary}", lines: [what, {label: Tenant, text: "{labels.tenant}", link: "https://x.example/{service}"}, rest]}
                {kinds: [digest, page-digest], headline: "{messages} held back, {title}"}
                {headline: "{severity} {labels.region} {title}"}""").load();

        var page = policy.message(PAGE, "chat").orElseThrow();
        assertThat(page.number()).isEqualTo(1);
        assertThat(page.headline().orElseThrow().references()).containsExactly("severity", "title", "summary");
        assertThat(page.lines().orElseThrow()).hasSize(3).contains(new Part.Usual(StandardLine.WHAT), new Part.Rest());
        assertThat(policy.message(PAGE, "text")).map(MessageTemplate::number).contains(3);
        assertThat(policy.message(ACKNOWLEDGED, "chat")).map(MessageTemplate::number).contains(3);
        assertThat(policy.message(UNKNOWN, "chat")).map(MessageTemplate::number).contains(3);
        assertThat(policy.message(DIGEST, "text")).map(MessageTemplate::number).contains(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "{headline: \"{severity} {tittle}\"}|unknown field 'tittle' in a message|write '{title}'",
            "{headline: \"{severity} {tenant}\"}|unknown field 'tenant'|write '{labels.tenant}' for a label",
            "{headline: \"{severity} {label.tenant}\"}|unknown field 'label.tenant'|write '{labels.tenant}' for a label",
            "{headline: \"{service} {team}\"}|a first line that can be empty or say the same of every incident|{severity} or {title}",
            "{headline: \"Wake up\"}|a first line that can be empty or say the same of every incident|{severity} or {title}",
            "{headline: \"{title\"}|an unclosed '{'|'{title}'",
            "{headline: \"{title} {}\"}|an empty reference|'{title}'",
            "{kinds: [pages], headline: \"{title}\"}|'pages' is not a kind of message|write 'page'",
            "{kinds: [status-page], headline: \"{title}\"}|'status-page' is not a kind of message|update for customers",
            "{kinds: [page, digest], headline: \"{title}\"}|a message for digests and for others|one message for digest",
            "{kinds: [digest], headline: \"{title} {team}\"}|unknown field 'team' in a message for digests|",
            "{kinds: [digest], headline: \"{title} {labels.x}\"}|unknown field 'labels.x' in a message for digests|",
            "{kinds: [digest], headline: \"{title}\", lines: [what]}|'lines' of a digest|remove it",
            "{kinds: [page], headline: \"{title} {messages}\"}|unknown field 'messages'|",
            "{channels: [chatt], headline: \"{title}\"}|unknown channel 'chatt'|write 'chat'",
            "{channels: [inbox], headline: \"{title}\"}|a channel of type inbox has words of its own|remove it",
            "{channels: [page], headline: \"{title}\"}|a channel of type statuspage has words of its own|remove it",
            "{kinds: [ticket], channels: [text], headline: \"{title}\"}|none of the channels of a message sends its kinds|",
            "{kinds: [page]}|a message without 'headline' and 'lines'|add one of them",
            "{lines: [whats]}|unknown line 'whats'|write 'what'",
            "{lines: [what, what]}|a line that stands twice|remove one",
            "{lines: [{label: x}]}|a line of a message without 'text' and 'link'|",
            "{lines: [{label: incident, text: x}]}|'incident' is the label of a line of every message|choose another label",
            "{lines: [{text: x}]}|a line of a message has no 'label'|",
            "{lines: [{label: x, text: \"{labls.x}\"}]}|unknown field 'labls.x'|",
            "{lines: [{label: x, link: \"ftp://x.example\"}]}|'link' is not an absolute http or https URL|",
            "{lines: [{label: x, link: \"https://u:p@x.example\"}]}|'link' is not an absolute http or https URL|",
            "{title: x}|unknown key 'title' in a message|"})
    void shouldSayWhatIsWrong(String message, String problem, String advice) {
        var errors = catchThrowableOfType(PolicyErrors.class, () -> PolicyLoader.load("policy.yml", policy(message)
                .text()));

        assertThat(errors).hasMessageContaining(problem);
        if (advice != null) {
            assertThat(errors).hasMessageContaining(advice);
        }
    }

    @Test
    void shouldPointAtTheField() {
        var errors = catchThrowableOfType(PolicyErrors.class, () -> PolicyLoader.load("policy.yml", policy(
                "{headline: \"{title} {tean}\"}").text()));

        var line = policy("{headline: \"{title} {tean}\"}").text().lines().filter(it -> it.contains("tean")).findFirst()
                .orElseThrow();
        assertThat(errors.errors()).singleElement().satisfies(error -> assertThat(error.column()).isEqualTo(line
                .indexOf("tean")
                + 1));
    }

    @Test
    void shouldSayThatAMessageIsNeverUsed() {
        var errors = catchThrowableOfType(PolicyErrors.class, () -> PolicyLoader.load("policy.yml", policy(
                "{headline: \"{title}\"}\n{kinds: [page], channels: [chat], headline: \"{title}\"}").text()));

        assertThat(errors).hasMessageContaining("a message that is never used: message 1 takes all that it is for");
    }

    @Test
    void shouldDescribeEveryFieldAndLine() throws IOException {
        var readme = Files.readString(Path.of("README.md"));

        for (var field : MessageField.values()) {
            assertThat(readme).contains("`{" + field.word() + "}`");
        }
        for (var line : StandardLine.values()) {
            assertThat(readme).contains("`" + line.word() + "`");
        }
    }
}
