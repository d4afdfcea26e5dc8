package dev.tocsin.standalone.acceptance.harness;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where Prometheus and Alertmanager send to, as their configurations write it.
 *
 * @param url
 *            of ingest
 * @param webhook
 *            path for Alertmanager's webhook
 * @param prefix
 *            of the path for Prometheus; empty for none
 * @param access
 *            over https
 */
public record TocsinAddress(String url, String webhook, String prefix, Optional<Access> access) {

    /**
     * How a sender shows who it is, and whom it trusts.
     *
     * @param token
     *            Alertmanager's password and Prometheus' credentials
     * @param ca
     *            file with the certificate of ingest
     */
    public record Access(String token, Path ca) {}

    /** Without any. */
    public static TocsinAddress plain(String url) {
        return new TocsinAddress(url, "/v1/alertmanager", "", Optional.empty());
    }

    /** One of {@code webhook_configs}: a token as the password of basic authentication. */
    String webhookConfig() {
        return "{url: '" + url + webhook + "', send_resolved: true" + access.map(
                it -> ", http_config: {basic_auth: {username: tocsin, password: '" + it.token()
                        + "'}, tls_config: {ca_file: '" + it.ca() + "'}}").orElse("") + "}";
    }

    /** One of {@code alertmanagers}: a token as credentials of type Bearer. */
    String alertmanager() {
        return "{scheme: " + URI.create(url).getScheme() + ", path_prefix: '" + prefix + "/'" + access.map(
                it -> ", authorization: {credentials: '" + it.token() + "'}, tls_config: {ca_file: '" + it.ca() + "'}")
                .orElse("") + ", static_configs: [{targets: ['" + URI.create(url).getAuthority() + "']}]}";
    }
}
