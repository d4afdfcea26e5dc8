package dev.tocsin.policy;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.channel.KindSets;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the file is what the model says. */
class ReadingTest {

    /** What a mail tells: not the steps on the way to the end. */
    private static final Set<NotificationKind> QUIET = KindSets.TELLABLE.stream().filter(kind -> !Set.of(
            ACKNOWLEDGED,
            NotificationKind.MITIGATED, NotificationKind.SEVERITY_CHANGED, NotificationKind.CLOCK_WARNING,
            NotificationKind.WAR_ROOM).contains(kind)).collect(Collectors.toSet());

    @Test
    void shouldRankSeveritiesByTheirOrder() {
        var policy = aPolicy().load();

        assertThat(policy.policy().severities()).containsExactly(
                new SeverityLevel("SEV1", 1, "Critical", "urgent", Duration.ofMinutes(5), Duration.ofHours(1)),
                new SeverityLevel("SEV2", 2, "High", "urgent", Duration.ofMinutes(5), Duration.ofHours(1)));
        assertThat(policy.severity("SEV2")).map(SeverityLevel::rank).contains(2);
        assertThat(policy.severity("SEV9")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0, PT0S", "90s, PT90S", "5m, PT5M", "1h30m, PT90M", "2d, PT48H", "1d12h30m5s, PT36H30M5S",
            "6w, PT1008H", "1y, PT8760H"})
    void shouldReadDurations(String written, Duration duration) {
        var policy = aPolicy().severities("severities: [{id: S, ladder: urgent, quiet: " + written + "}]\n").load();

        assertThat(policy.policy().severities().getFirst().quietTime()).isEqualTo(duration);
    }

    @Test
    void shouldReadLadders() {
        var policy = aPolicy().ladders("""
                ladders:
                  urgent:
                    steps: [{notify: on-call}, {after: 10m, notify: [on-call, lead]}]
                    repeat: 3
                    repeat-after: 20m
                """).targets("targets: {on-call: [inbox], lead: [inbox]}\n").load();

        assertThat(policy.ladder("urgent")).isEqualTo(new Ladder("urgent",
                List.of(new Ladder.Rung(Duration.ZERO, List.of("on-call")),
                        new Ladder.Rung(Duration.ofMinutes(10), List.of("on-call", "lead"))),
                3, Duration.ofMinutes(20)));
        assertThatThrownBy(() -> policy.ladder("lazy")).hasMessageContaining("no ladder lazy");
    }

    @Test
    void shouldReadTargetsWithAddresses() {
        var policy = aPolicy().targets("targets: {on-call: [inbox, {channel: inbox, address: night}]}\n").load();

        assertThat(policy.target("on-call")).contains(new Target("on-call",
                List.of(new Target.Address("inbox", ""), new Target.Address("inbox", "night"))));
        assertThat(policy.target("nobody")).isEmpty();
    }

    @Test
    void shouldReadChannelsOfAllTypes() {
        var policy = aPolicy().channels("""
                channels:
                  inbox: {type: inbox}
                  hook: {type: webhook, url: "https://example.org/h", secret: {env: HOOK}, tells: []}
                  secret-hook: {type: webhook, url: {file: /run/secrets/hook}, tells: resolved}
                  room: {type: slack, webhook-url: {env: SLACK}}
                  bot: {type: slack, token: {env: BOT}, api-url: "http://localhost:1/"}
                  pager: {type: pagerduty, routing-key: {file: /k}, url: "http://localhost:2/"}
                  mail: {type: email, host: smtp, port: 25, from: a@b, starttls: false, username: u, password: {env: P}}
                """).load();

        assertThat(policy.channel("hook")).contains(new ChannelSpec("hook", "webhook",
                Map.of("url", "https://example.org/h"), Map.of("secret", new SecretRef.Env("HOOK")), Set.of()));
        assertThat(policy.channel("secret-hook")).contains(new ChannelSpec("secret-hook", "webhook", Map.of(),
                Map.of("url", new SecretRef.File("/run/secrets/hook")), Set.of(RESOLVED)));
        assertThat(policy.channel("pager")).contains(new ChannelSpec("pager", "pagerduty",
                Map.of("url", "http://localhost:2/"), Map.of("routing-key", new SecretRef.File("/k")),
                Set.of(ACKNOWLEDGED, RESOLVED)));
        assertThat(policy.channel("mail")).contains(new ChannelSpec("mail", "email",
                Map.of("host", "smtp", "port", "25", "from", "a@b", "starttls", "false", "username", "u"),
                Map.of("password", new SecretRef.Env("P")), QUIET));
        assertThat(policy.channel("room")).map(ChannelSpec::secrets)
                .contains(Map.of("webhook-url", new SecretRef.Env("SLACK")));
        assertThat(policy.channel("bot")).map(ChannelSpec::settings).contains(Map.of("api-url", "http://localhost:1/"));
        assertThat(policy.channel("none")).isEmpty();
    }

    @Test
    void shouldReadTheAddressOfTheConsole() {
        assertThat(aPolicy().more("link: {console: 'https://tocsin.example.org/'}\n").load().policy().console())
                .contains("https://tocsin.example.org/");
        assertThat(aPolicy().load().policy().console()).isEmpty();
    }

    @Test
    void shouldUnderstandAliasesAndAByteOrderMark() throws PolicyErrors {
        var text = aPolicy().ladders("ladders: {urgent: &u {steps: [{notify: on-call}]}, other: *u}\n").text();

        var policy = PolicyLoader.load("bom.yml", "\uFEFF" + text);

        assertThat(policy.ladder("other").rungs()).isEqualTo(policy.ladder("urgent").rungs());
    }
}
