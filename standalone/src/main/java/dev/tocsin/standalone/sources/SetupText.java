package dev.tocsin.standalone.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import dev.tocsin.ingest.source.SourceType.Credential;

/** What to paste where: the sender's part of the set-up, with the address and the key filled in. */
public final class SetupText {

    private static final String SECTION = "## What to paste where";

    private SetupText() {}

    /**
     * The text.
     *
     * @param url
     *            of ingest, as the sender reaches it
     */
    public static String of(LocalSources.Changed changed, String type, String url) {
        var address = (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/v1/" + type + (changed.name()
                .equals(type) ? "" : "/" + changed.name());
        var text = new StringBuilder("Address: " + address + "\n");
        var setting = "sources." + changed.name() + "." + changed.type().credential().setting();
        switch (changed.type().credential()) {
            case TOKEN -> changed.key().ifPresent(key -> text.append("Header: Authorization: Bearer ").append(key)
                    .append("\n  or X-Api-Key: ").append(key).append(
                            "\n  or the key as the password of basic authentication, with any user name\n").append(
                                    "If the sender can set no header: ").append(address).append("/k/").append(key)
                    .append('\n'));
            case SECRET -> changed.key().ifPresent(key -> text.append("Secret: ").append(key).append('\n'));
            case SENDERS_SECRET -> text.append("The sender makes the secret. Set ").append(setting).append(
                    " to it (or ").append(setting).append(".file, ").append(setting).append(".env).\n");
            case NONE -> text.append("Tocsin signs the address of each page; there is nothing to set up here.\n");
        }
        section(type).ifPresent(found -> text.append('\n').append(filled(found, changed, address)).append('\n'));
        return text.toString();
    }

    private static String filled(String section, LocalSources.Changed changed, String address) {
        var text = section.replace("the address above", "the address " + address);
        var placeholder = changed.type().credential() == Credential.SECRET ? "<secret>" : "<token>";
        return changed.key().map(key -> text.replace(placeholder, key)).orElse(text);
    }

    private static Optional<String> section(String type) {
        try (var text = SetupText.class.getResourceAsStream("/sources/" + type + ".md")) {
            if (text == null) {
                return Optional.empty();
            }
            var page = new String(text.readAllBytes(), UTF_8);
            var begin = page.indexOf(SECTION);
            if (begin < 0) {
                return Optional.empty();
            }
            var end = page.indexOf("\n## ", begin + SECTION.length());
            return Optional.of(page.substring(begin + SECTION.length(), end < 0 ? page.length() : end).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
