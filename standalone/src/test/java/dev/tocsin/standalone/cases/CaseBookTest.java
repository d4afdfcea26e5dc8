package dev.tocsin.standalone.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.setting.SettingsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases through the correlator's own topology, with time in fast-forward. */
class CaseBookTest {

    private static final String DOWN = "{labels: {alertname: Down, service: shop, severity: critical}}";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeAPolicy() throws IOException {
        Files.writeString(folder.resolve("shop.yml"), """
                policy: shop
                severities:
                  - {id: SEV1, title: Critical, ladder: urgent, quiet: 5m, reopen: 1h}
                  - {id: SEV2, title: High, ladder: urgent}
                rules:
                  - {id: critical, reason: Does its sender say critical?, when: 'severity="critical"', severity: SEV1, respond: 5m}
                ladders:
                  urgent: {steps: [{after: 0m, notify: [on-call]}, {after: 15m, notify: [on-call, lead]}]}
                targets: {on-call: [inbox], lead: [inbox]}
                channels: {inbox: {type: inbox}}
                """);
    }

    @Test
    void shouldPassWhenAllIsAsExpected() throws Exception {
        var lines = played("alerts: [" + DOWN + "]", "{severity: SEV1, rule: critical, reason: sender say critical,"
                + " incidents: 1, alerts: 1, state: OPEN, service: shop, respond: 5m, timeline: [OPENED],"
                + " pages: [{notify: on-call}, {after: 15m, notify: [on-call, lead]}]}");

        assertThat(lines).isEmpty();
    }

    @Test
    void shouldSayWhatWasExpectedWhatCameAndWhy() throws Exception {
        var lines = played("alerts: [" + DOWN + "]", "{severity: SEV2, ladder: urgent}");

        assertThat(lines.getFirst()).contains("cases.yml:3:5: tried: failed");
        assertThat(lines.get(1)).isEqualTo("    line 5: severity: expected SEV2, got SEV1");
        assertThat(lines).anySatisfy(line -> assertThat(line)
                .contains("shop classify: classified by critical", "Does its sender say critical?"));
    }

    @Test
    void shouldLetTimePass() throws Exception {
        var resolved = DOWN.replace("{labels", "{status: resolved, after: 10m, labels");

        assertThat(played("alerts: [" + DOWN + ", " + resolved + "]", "{after: 4m, state: OPEN}")).isEmpty();
        assertThat(played("alerts: [" + DOWN + ", " + resolved + "]", "{after: 6m, state: RESOLVED}")).isEmpty();
    }

    @Test
    void shouldTakeCommandsAsStepsToo() throws Exception {
        var lines = played("alerts: [" + DOWN + ", {command: acknowledge, by: anna, after: 2m}]",
                "{state: ACKNOWLEDGED, acknowledged-by: anna, timeline: [OPENED, ACKNOWLEDGED]}");

        assertThat(lines).isEmpty();
    }

    @Test
    void shouldCountIncidentsAndTellThemApart() throws Exception {
        var other = DOWN.replace("service: shop", "service: search");

        assertThat(played("alerts: [" + DOWN + ", " + other + "]",
                "{incidents: [{service: search}, {service: shop}]}")).isEmpty();
        assertThat(played("alerts: [" + DOWN + ", " + other + "]", "{incidents: 1}")).anySatisfy(line -> assertThat(
                line)
                .contains("incidents: expected 1, got 2: shop {", "search {"));
    }

    @Test
    void shouldMakeManyAlertsOfOneStep() throws Exception {
        var lines = played(
                "alerts: [{labels: {alertname: Down, service: shop, host: 'web-{n}'}, times: 5, every: 10s}]",
                "{incidents: 1, alerts: 5}");

        assertThat(lines).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNobodyToCommand() throws Exception {
        var lines = played("alerts: [{command: acknowledge}]", "{state: OPEN}");

        assertThat(lines).anySatisfy(line -> assertThat(line).contains("incident 1 does not exist"));
    }

    @Test
    void shouldExpectThatNothingOpens() throws Exception {
        assertThat(played("alerts: [" + DOWN + "]", "{none: true}"))
                .anySatisfy(line -> assertThat(line).contains("incidents: expected 0, got 1"));
    }

    @Test
    void shouldAskForAPolicyThatNobodyNames() throws IOException {
        var file = Files.writeString(folder.resolve("cases.yml"), "cases: []\n");

        assertThatThrownBy(() -> CaseBook.open(file, Optional.empty())).isInstanceOf(SettingsException.class)
                .hasMessageContaining("names no policy");
    }

    private List<String> played(String steps, String expect) throws IOException, PolicyErrors {
        var file = Files.writeString(folder.resolve("cases.yml"), "policy: shop.yml\ncases:\n  - name: tried\n    "
                + steps + "\n    expect: " + expect + "\n");
        var book = CaseBook.open(file, Optional.empty());
        return CaseReport.lines(file, book.cases().getFirst(), book.play(book.cases().getFirst()));
    }
}
