package dev.tocsin.console.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.runtime.setting.SettingsException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of the setting {@code console.tokens.file}: JSON, with a digest of each token. {@code tocsin token} writes it.
 *
 * @param tokens
 *            in the order in which they were made
 */
public record TokenFile(List<StoredToken> tokens) {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).enable(
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES).build();

    public TokenFile {
        tokens = List.copyOf(tokens);
    }

    /** The file in the data folder of {@code tocsin up}. */
    public static Path in(Path data) {
        return data.resolve("tokens.json");
    }

    /** The same with one token more. */
    public TokenFile with(StoredToken token) {
        return new TokenFile(Stream.concat(tokens.stream(), Stream.of(token)).toList());
    }

    /** The same without the token that has an ID, or those that have a name. */
    public TokenFile without(String nameOrId) {
        return new TokenFile(tokens.stream().filter(token -> !token.id().equals(nameOrId) && !token.name().equals(
                nameOrId)).toList());
    }

    /**
     * Reads it; a file that does not exist has no tokens.
     *
     * @throws SettingsException
     *             when it cannot be read
     */
    public static TokenFile read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), TokenFile.class);
        } catch (NoSuchFileException none) {
            return new TokenFile(List.of());
        } catch (IOException | JacksonException broken) {
            throw new SettingsException("cannot read the tokens in " + file
                    + ": it is not a file that `tocsin token add` wrote. Restore it, or remove it and make new tokens",
                    broken);
        }
    }

    /** Replaces the file at once; it is readable by its owner only. */
    public void write(Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var fresh = Files.createTempFile(folder, file.getFileName().toString(), "", PosixFilePermissions
                    .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, JSON.writeValueAsString(this) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }
}
