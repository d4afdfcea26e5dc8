package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.tocsin.policy.PolicyLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no broker, as they are typed: what they print, and how they exit. */
class PolicyToolsTest {

    private static final String GOOD = PolicyLoader.builtIn().getText();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldFindAGoodPolicyGood() throws IOException {
        assertThat(run("check", "--strict", file("good.yml", GOOD))).isZero();
        assertThat(out.toString()).contains("good.yml: valid (policy default, ");
    }

    @Test
    void shouldExitWithOneForAWarningOnlyWhenAskedToBeStrict() throws IOException {
        var doubtful = file("doubtful.yml", GOOD.replace("targets:\n", "targets:\n  former: [inbox]\n"));

        assertThat(run("check", doubtful)).isZero();
        assertThat(err.toString()).contains("doubtful.yml:", "warning: target 'former' is never used");
        assertThat(run("check", "--strict", doubtful)).isEqualTo(1);
    }

    @Test
    void shouldExitWithTwoForAnErrorAndStillLookAtTheOtherFiles() throws IOException {
        var broken = file("broken.yml", GOOD.replace("ladder: urgent", "ladder: urgnet"));

        assertThat(run("check", "--strict", broken, file("good.yml", GOOD))).isEqualTo(2);
        assertThat(err.toString()).contains("broken.yml:", "unknown ladder 'urgnet'", "write 'urgent'");
        assertThat(out.toString()).contains("good.yml: valid");
    }

    @Test
    void shouldShowWhatAMappingMakesOfABody() throws IOException {
        var policy = file("policy.yml", GOOD + """

                mappings:
                  nagios: {identity: [item.host], state: item.status, firing: [down], labels: {service: item.app}}
                """);

        assertThat(run("map", policy, "--source", "nagios", "--with", file("down.json",
                "{\"host\":\"db-1\",\"status\":\"down\",\"app\":\"orders\"}"))).isZero();
        assertThat(out.toString()).contains("FIRING db-1", "identity nagios:", "label    service=orders", "1 alert");
        assertThat(run("map", policy, "--source", "nagios", "--with", file("odd.json",
                "{\"host\":\"db-1\",\"status\":\"odd\"}"))).isEqualTo(1);
        assertThat(out.toString()).contains("no alert (undecided): The mapping does not list the state 'odd'");
        assertThat(run("map", policy, "--with", file("other.json", "{}"))).isEqualTo(1);
        assertThat(out.toString()).contains("The policy has no mapping for source 'json'");
    }

    @Test
    void shouldPlayCasesThroughThePolicyThatIsNamedFirst() throws IOException {
        var cases = file("cases.yml", """
                cases:
                  - {name: good, alerts: [{labels: {alertname: A, severity: critical}}], expect: {severity: SEV1}}
                  - {name: bad, alerts: [{labels: {alertname: A, severity: info}}], expect: {severity: SEV1}}
                """);

        assertThat(run("test", file("policy.yml", GOOD), "--cases", cases)).isEqualTo(1);
        assertThat(out.toString()).contains("cases.yml:3:5: bad: failed", "severity: expected SEV1, got SEV4",
                "1 passed, 1 failed");
    }

    @Test
    void shouldExitWithTwoWhenTheCasesAreWrong() throws IOException {
        var cases = file("cases.yml", "cases:\n  - {name: bad, alerts: [{label: {}}], expect: {none: true}}\n");

        assertThat(run("test", file("policy.yml", GOOD), "--cases", cases)).isEqualTo(2);
        assertThat(err.toString()).contains("unknown key 'label' in an alert");
    }

    @Test
    void shouldImportIntoAFileAndTellWhatToSet() throws IOException {
        var original = file("alertmanager.yml", """
                route: {receiver: pager, group_wait: 30s}
                receivers: [{name: pager, pagerduty_configs: [{routing_key: DO-NOT-COPY}]}]
                """);
        var made = folder.resolve("policy.yml");

        assertThat(run("import", original, "-o", made.toString())).isZero();
        assertThat(err.toString()).contains(
                "set PAGERDUTY_PAGER_ROUTING_KEY: the PagerDuty routing key (line 2 of the original)");
        assertThat(run("check", "--strict", made.toString())).isZero();
        assertThat(run("import", original, "-o", made.toString())).as("no overwriting without --force").isEqualTo(2);
        assertThat(run("import", original, "-o", made.toString(), "--force", "--dry-run")).isZero();
        assertThat(Files.readString(made) + out + err).doesNotContain("DO-NOT-COPY");
    }

    @Test
    void shouldSayWhereAnAlertGoes() throws Exception {
        var policy = file("routed.yml", """
                policy: routed
                severities: [{id: SEV1, ladder: usual}]
                windows: {nights: {times: ["00:00-06:00"]}}
                routing:
                  notify: [all]
                  routes:
                    - {when: 'team="db"', notify: [dba], continue: true, repeat: 4h, mute: [nights]}
                    - {when: 'severity="critical"', notify: [pager]}
                ladders: {usual: {steps: [{notify: [all]}]}}
                targets: {all: [inbox], dba: [inbox], pager: [inbox]}
                channels: {inbox: {type: inbox}}
                """);

        assertThat(run("route", policy, "team=db", "severity=critical", "--at", "2026-11-30T03:00:00Z", "--expect",
                "pager,dba")).isZero();
        assertThat(out.toString()).contains("severity  SEV1", "route     root/team=\"db\" takes",
                "pages     dba after 0s",
                "repeats   every 4h", "mute      muted in window 'nights' until 2026-11-30T06:00:00Z",
                "paged     dba, pager");
        assertThat(run("route", policy, "team=web", "--expect", "dba")).isEqualTo(1);
        assertThat(run("route", policy, "--all", file("alerts.txt", "team=db => dba\n# none\nteam=\"x y\" => all\n")))
                .isZero();
        assertThat(run("route", policy, "--all", file("alerts.txt", "team=db => all\n"))).isEqualTo(1);
    }

    @Test
    void shouldExitWithTwoWhenThereIsNothingToImport() throws IOException {
        assertThat(run("import", file("other.yml", "a: b\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("no route provided");
    }

    @Test
    void shouldCompareTwoFilesWithoutABroker() throws IOException {
        var before = file("before.yml", GOOD);
        var after = file("after.yml", GOOD.replaceFirst("quiet: 5m", "quiet: 7m"));

        assertThat(run("policy", "diff", before, after)).isEqualTo(1);
        assertThat(out.toString()).contains("* severity 'SEV1' changed: quiet 5m -> 7m", "--- " + before, "+++ "
                + after,
                "@@ ");
        assertThat(run("policy", "diff", before, before)).isZero();
    }

    private int run(String... arguments) {
        return Tocsin.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
