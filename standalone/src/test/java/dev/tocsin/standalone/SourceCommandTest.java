package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.tocsin.standalone.settings.LocalSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCommandTest {

    @TempDir
    private Path data;

    private record Ran(int status, String out, String err) {}

    private Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new java.util.ArrayList<>(java.util.List.of(arguments));
        all.addFirst("source");
        all.addAll(java.util.List.of("--data", data.toString()));
        var status = Tocsin.commandLine("source").setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all
                .toArray(String[]::new));
        return new Ran(status, out.toString(), err.toString());
    }

    private String setting(String name) {
        return LocalSecrets.in(data).settings().getOrDefault(name, "");
    }

    @Test
    void shouldMakeAKeyAndPrintWhatToPaste() throws IOException {
        var ran = run("add", "datadog", "--url", "https://tocsin.example.org/");

        var key = setting("sources.datadog.token");
        assertThat(ran.status()).isZero();
        assertThat(key).hasSizeGreaterThanOrEqualTo(32);
        assertThat(ran.out()).contains("Address: https://tocsin.example.org/v1/datadog", "Authorization: Bearer " + key,
                "/v1/datadog/k/" + key, "$ALERT_ID", "{\"Authorization\": \"Bearer " + key + "\"}", "Restart");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldKeepTheSecretsThatUpMade() {
        var made = LocalSecrets.madeIn(data);

        run("add", "zabbix", "zabbix-eu");

        assertThat(LocalSecrets.in(data).settings()).containsAllEntriesOf(made.settings()).containsEntry(
                "sources.zabbix-eu.format", "zabbix").containsKey("sources.zabbix-eu.token");
    }

    @Test
    void shouldLeaveTheOldKeyValidUntilItIsRevoked() {
        run("add", "kibana");
        var old = setting("sources.kibana.token");

        run("rotate", "kibana");

        assertThat(setting("sources.kibana.token-next")).isEqualTo(old);
        assertThat(setting("sources.kibana.token")).isNotEqualTo(old).isNotEmpty();
        assertThat(run("rotate", "kibana", "--revoke-old").status()).isZero();
        assertThat(setting("sources.kibana.token-next")).isEmpty();
        assertThat(run("rotate", "kibana", "--revoke-old").err()).contains("only one key");
    }

    @Test
    void shouldCloseASourceThatCannotBeTakenAway() {
        run("add", "datadog");
        var old = setting("sources.datadog.token");
        run("add", "zabbix", "eu");

        run("remove", "datadog");
        run("remove", "eu");

        assertThat(setting("sources.datadog.token")).isNotEmpty().isNotEqualTo(old);
        assertThat(LocalSecrets.in(data).settings().keySet()).noneMatch(name -> name.startsWith("sources.eu."));
    }

    @Test
    void shouldAskForTheSendersOwnSecret() {
        var ran = run("add", "pagerduty");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Set sources.pagerduty.secret");
        assertThat(setting("sources.pagerduty.secret")).isEmpty();
    }

    @Test
    void shouldShowNoKeyInTheList() {
        run("add", "datadog");
        var key = setting("sources.datadog.token");

        var ran = run("list");

        assertThat(ran.out()).contains("datadog  type datadog  token ").doesNotContain(key);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(run("add", "datadgo").err()).contains("no type of source is called 'datadgo'");
        assertThat(run("add", "datadog", "Uh Oh").err()).contains("lowercase letters");
        assertThat(run("add", "datadog", "zabbix").err()).contains("name of another type");
        run("add", "datadog");
        assertThat(run("add", "datadog").err()).contains("tocsin source rotate datadog");
        assertThat(run("rotate", "nobody").err()).contains("no source is called 'nobody'");
    }
}
