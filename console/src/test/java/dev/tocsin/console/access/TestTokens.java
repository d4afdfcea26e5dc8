package dev.tocsin.console.access;

import static dev.tocsin.console.Records.NOW;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.schemas.command.Role;

/** A token file of a test. */
public final class TestTokens {

    private final Path file;
    private final List<StoredToken> tokens = new ArrayList<>();

    public TestTokens(Path folder) {
        this.file = folder.resolve("tokens.json");
        new TokenFile(List.of()).write(file);
    }

    public Path file() {
        return file;
    }

    /** Makes a token, and gives its secret. */
    public String add(String name, Role role) {
        return add(name, role, false);
    }

    /** Makes a token that may or may not name other actors, and gives its secret. */
    public String add(String name, Role role, boolean forOthers) {
        var secret = StoredToken.freshSecret();
        tokens.add(new StoredToken("id-" + name, name, role, false, forOthers, StoredToken.digest(secret), NOW, Optional
                .empty()));
        write();
        return secret;
    }

    public void revoke(String name) {
        tokens.removeIf(token -> token.name().equals(name));
        write();
    }

    private void write() {
        new TokenFile(tokens).write(file);
    }
}
