package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions on a broker of their own: published, listed, shown, compared, and gone back to. */
@Tag("embedded")
class PolicyVersionsIT {

    private static final String FIRST = PolicyLoader.builtIn().getText();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private String address = "";

    @TempDir
    private Path folder;

    @Test
    void shouldGoBackByPublishingTheOldTextAsANewVersion() throws IOException {
        try (var broker = new EmbeddedBroker(folder.resolve("kafka"), 0)) {
            broker.start();
            address = broker.bootstrapServers();
            TopicAdmin.create(Map.of("bootstrap.servers", address), TopicLayout.of(12));
            goBack();
        }
    }

    private void goBack() throws IOException {
        var second = FIRST.replaceFirst("quiet: 5m", "quiet: 7m");
        assertThat(run("apply", file("first.yml", FIRST), "--author", "anna")).isZero();
        assertThat(run("apply", file("second.yml", second), "--author", "bert")).isZero();

        assertThat(printed("policy", "show")).isEqualTo(second);

        assertThat(printed("policy", "diff", "1", "2")).contains("* severity 'SEV1' changed: quiet 5m -> 7m",
                "--- default version 1", "+++ default version 2");
        assertThat(printed("policy", "rollback", "1", "--author", "carol"))
                .contains("* severity 'SEV1' changed: quiet 7m -> 5m", "is version 3, with the text of version 1");
        assertThat(printed("policy", "show")).isEqualTo(FIRST);
        assertThat(printed("policy", "show", "2")).isEqualTo(second);
        assertThat(printed("policy", "history", "--limit", "2").lines()).satisfiesExactly(
                newest -> assertThat(newest).startsWith("3  ").contains("by carol (rollback to version 1)"),
                before -> assertThat(before).startsWith("2  ").contains("by bert"));
        assertThat(run("policy", "rollback", "9")).isEqualTo(2);
        assertThat(err.toString()).contains("version 9 does not exist; 'tocsin policy history' lists all versions");
    }

    private String printed(String... arguments) {
        out.getBuffer().setLength(0);
        run(arguments);
        return out.toString();
    }

    private int run(String... arguments) {
        var line = new java.util.ArrayList<>(java.util.List.of(arguments));
        line.addAll(java.util.List.of("--set", "bootstrap.servers=" + address, "--set",
                "schema.registry.url=mock://policy-versions"));
        return Tocsin.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
