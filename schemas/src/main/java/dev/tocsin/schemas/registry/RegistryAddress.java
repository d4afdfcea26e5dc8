package dev.tocsin.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Addresses and credentials of a registry.
 *
 * @param urls
 *            addresses of the same registry, tried in turn; without trailing slash and without user info
 * @param userInfo
 *            {@code user:password}; a secret
 */
public record RegistryAddress(List<URI> urls, Optional<String> userInfo) {

    public RegistryAddress {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("schema registry address is empty");
        }
    }

    Optional<String> authorization() {
        return userInfo.map(info -> "Basic " + Base64.getEncoder().encodeToString(info.getBytes(UTF_8)));
    }

    /** The addresses alone: the secret is not shown. */
    @Override
    public String toString() {
        return urls.toString();
    }
}
