package dev.tocsin.console.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.runtime.setting.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of the token file, read again when the file changes: a token that is added or revoked counts within
 * {@link #LOOK_EVERY}. While a changed file cannot be read, the tokens before stay valid.
 */
public final class TokenBook {

    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(TokenBook.class);

    private final Optional<Path> file;
    private final Clock clock;
    private Held held;

    /**
     * @param file
     *            empty: there are no tokens
     * @throws SettingsException
     *             when it cannot be read
     */
    public TokenBook(Optional<Path> file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.held = file.map(it -> Held.of(TokenFile.read(it), version(it), clock.instant())).orElseGet(() -> Held.of(
                new TokenFile(java.util.List.of()), "", Instant.MAX));
    }

    /**
     * @param version
     *            of the file, which differs once it is written again
     */
    private record Held(Map<String, StoredToken> byDigest, Map<String, StoredToken> byId, String version,
            Instant lookedAt) {

        static Held of(TokenFile file, String version, Instant now) {
            return new Held(file.tokens().stream().collect(Collectors.toUnmodifiableMap(StoredToken::sha256, Function
                    .identity(), (first, _) -> first)), file.tokens().stream().collect(Collectors.toUnmodifiableMap(
                            StoredToken::id, Function.identity(), (first, _) -> first)), version, now);
        }

        Held lookedAt(Instant now) {
            return new Held(byDigest, byId, version, now);
        }
    }

    /** What a token allows that a client showed. */
    public Optional<Grant> shown(String secret) {
        return valid(Optional.ofNullable(now().byDigest().get(StoredToken.digest(secret))));
    }

    /** What the token with an ID allows, for a session that began with it. */
    public Optional<Grant> known(String id) {
        return valid(Optional.ofNullable(now().byId().get(id)));
    }

    private Optional<Grant> valid(Optional<StoredToken> token) {
        return token.filter(it -> it.isValid(clock.instant())).map(StoredToken::grant);
    }

    private synchronized Held now() {
        var now = clock.instant();
        if (file.isPresent() && !now.isBefore(held.lookedAt().plus(LOOK_EVERY))) {
            held = look(file.get(), now);
        }
        return held;
    }

    private Held look(Path path, Instant now) {
        var version = version(path);
        if (version.equals(held.version())) {
            return held.lookedAt(now);
        }
        try {
            return Held.of(TokenFile.read(path), version, now);
        } catch (SettingsException broken) {
            LOG.error("{}; the tokens before stay valid", broken.getMessage());
            return held.lookedAt(now);
        }
    }

    private static String version(Path path) {
        try {
            var attributes = Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }
}
