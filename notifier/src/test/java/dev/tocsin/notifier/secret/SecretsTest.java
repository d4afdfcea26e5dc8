package dev.tocsin.notifier.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.model.SecretRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path folder;

    private final Secrets secrets = new Secrets(name -> Optional.ofNullable(Map.of("TOKEN", "s3cret", "EMPTY", " ")
            .get(name)));

    @Test
    void shouldReadTheEnvironment() throws Exception {
        assertThat(secrets.resolve(new SecretRef.Env("TOKEN")).reveal()).isEqualTo("s3cret");
    }

    @Test
    void shouldReadAFileWithoutItsLastLineBreakAndAgainAfterARotation() throws Exception {
        var file = Files.writeString(folder.resolve("token"), "old\n");
        var before = secrets.resolve(new SecretRef.File(file.toString())).reveal();
        Files.writeString(file, "new\n");

        assertThat(before).isEqualTo("old");
        assertThat(secrets.resolve(new SecretRef.File(file.toString())).reveal()).isEqualTo("new");
    }

    @Test
    void shouldSayWhichVariableIsMissing() {
        assertThatThrownBy(() -> secrets.resolve(new SecretRef.Env("OTHER")))
                .isInstanceOf(MissingSecretException.class).hasMessage("environment variable OTHER is not set");
        assertThatThrownBy(() -> secrets.resolve(new SecretRef.Env("EMPTY")))
                .hasMessage("environment variable EMPTY is empty");
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        var missing = folder.resolve("missing").toString();

        assertThatThrownBy(() -> secrets.resolve(new SecretRef.File(missing)))
                .hasMessage("secret file " + missing + " is not readable by the notifier");
    }

    @Test
    void shouldMaskItsText() {
        assertThat(new Secret("s3cret")).hasToString("***");
    }
}
