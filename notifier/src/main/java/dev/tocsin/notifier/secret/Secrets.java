package dev.tocsin.notifier.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.policy.model.SecretRef;

/**
 * Looks up secrets on each use, so that a rotated file takes effect with the next attempt. The value is in no {@code toString}, message or log.
 */
public final class Secrets {

    private static final long LARGEST_FILE = 64 * 1024;

    private final Function<String, Optional<String>> environment;

    /**
     * A source of secrets.
     *
     * @param environment
     *            value of an environment variable, empty when it is not set
     */
    public Secrets(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** Secrets of this process. */
    public static Secrets ofProcess() {
        return new Secrets(name -> Optional.ofNullable(System.getenv(name)));
    }

    /**
     * The secret.
     *
     * @throws MissingSecretException
     *             with what to do about it
     */
    public Secret resolve(SecretRef reference) throws MissingSecretException {
        var value = switch (reference) {
            case SecretRef.Env(var variable) -> environment.apply(variable)
                    .orElseThrow(() -> new MissingSecretException("environment variable " + variable + " is not set"));
            case SecretRef.File(var path) -> read(Path.of(path));
        };
        if (value.isBlank()) {
            throw new MissingSecretException(switch (reference) {
                case SecretRef.Env(var variable) -> "environment variable " + variable + " is empty";
                case SecretRef.File(var path) -> "secret file " + path + " is empty";
            });
        }
        return new Secret(value.strip());
    }

    private static String read(Path file) throws MissingSecretException {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new MissingSecretException("secret file " + file + " is too large for a secret");
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new MissingSecretException("secret file " + file + " is not readable by the notifier");
        }
    }
}
