package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.console.access.StoredToken;
import dev.tocsin.console.access.TokenFile;
import dev.tocsin.schemas.command.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TokenCommandTest {

    @TempDir
    private Path data;

    private record Ran(int status, String out, String err) {}

    private Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.addFirst("token");
        all.addAll(List.of("--data", data.toString()));
        var status = Tocsin.commandLine("token").setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all
                .toArray(String[]::new));
        return new Ran(status, out.toString(), err.toString());
    }

    @Test
    void shouldKeepOnlyADigestInAFileForItsOwner() throws IOException {
        var ran = run("add", "ada", "--role", "responder", "--expires", "90d");

        var secret = ran.out().strip();
        var file = TokenFile.in(data);
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("Restart");
        assertThat(Files.readString(file)).doesNotContain(secret).contains(StoredToken.digest(secret));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(TokenFile.read(file).tokens()).singleElement().satisfies(token -> {
            assertThat(token.name()).isEqualTo("ada");
            assertThat(token.role()).isEqualTo(Role.RESPONDER);
            assertThat(token.expiresAt()).contains(token.createdAt().plus(java.time.Duration.ofDays(90)));
        });
    }

    @Test
    void shouldListTokensWithoutSecrets() {
        var secret = run("add", "ci", "--role", "viewer").out().strip();
        run("add", "chat-bot", "--role", "responder", "--for-others", "--cleared");

        var listed = run("list").out();

        assertThat(listed.lines().map(line -> line.strip().replaceAll(" {2,}", "|").replaceFirst("^[0-9a-f]{8}\\|",
                "").replaceAll("\\d{4}-[^|]*Z", "TIME"))).containsExactly(
                        "ID|ROLE|CREATED|EXPIRES|CLEARED|FOR OTHERS|NAME", "viewer|TIME|never|ci",
                        "responder|TIME|never|yes|yes|chat-bot");
        assertThat(listed).doesNotContain(secret, StoredToken.digest(secret));
    }

    @Test
    void shouldListTokensAsJsonWithoutSecrets() {
        var secret = run("add", "ci", "--role", "viewer", "--expires", "1d").out().strip();

        var json = run("list", "-o", "json").out();

        var token = JsonMapper.shared().readTree(json).get(0);
        assertThat(token.propertyNames()).containsExactlyInAnyOrder("id", "name", "role", "cleared", "forOthers",
                "createdAt", "expiresAt");
        assertThat(token.get("role").stringValue()).isEqualTo("viewer");
        assertThat(json).doesNotContain(secret, StoredToken.digest(secret));
    }

    @Test
    void shouldSayThatThereAreNoTokens() {
        assertThat(run("list").out()).isEqualTo("no tokens\n");
    }

    @Test
    void shouldRevokeByIdOrByName() {
        run("add", "ada", "--role", "viewer");
        run("add", "ada", "--role", "admin");
        run("add", "ben", "--role", "viewer");
        var ids = TokenFile.read(TokenFile.in(data)).tokens().stream().map(StoredToken::id).toList();

        assertThat(run("revoke", ids.getFirst()).out()).isEqualTo("Revoked 1 token.\n");
        assertThat(run("revoke", "ada").out()).isEqualTo("Revoked 1 token.\n");

        assertThat(TokenFile.read(TokenFile.in(data)).tokens()).extracting(StoredToken::name).containsExactly("ben");
        assertThat(run("revoke", "ada").status()).isEqualTo(2);
    }

    @Test
    void shouldSayWhichRolesThereAre() {
        var ran = run("add", "ada", "--role", "root");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("viewer, responder or admin");
    }

    @Test
    void shouldRefuseAFileThatIsNoTokenFile() throws IOException {
        Files.writeString(TokenFile.in(data), "{\"tokens\":[{}]}");

        var ran = run("list");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("tokens.json");
    }
}
