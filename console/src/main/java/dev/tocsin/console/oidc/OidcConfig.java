package dev.tocsin.console.oidc;

import static dev.tocsin.console.access.AccessSettings.OIDC_ADMINS;
import static dev.tocsin.console.access.AccessSettings.OIDC_CLEARED;
import static dev.tocsin.console.access.AccessSettings.OIDC_CLIENT_ID;
import static dev.tocsin.console.access.AccessSettings.OIDC_CLIENT_SECRET;
import static dev.tocsin.console.access.AccessSettings.OIDC_ISSUER;
import static dev.tocsin.console.access.AccessSettings.OIDC_NAME_CLAIM;
import static dev.tocsin.console.access.AccessSettings.OIDC_RESPONDERS;
import static dev.tocsin.console.access.AccessSettings.OIDC_ROLE_CLAIM;
import static dev.tocsin.console.access.AccessSettings.OIDC_SCOPES;
import static dev.tocsin.console.access.AccessSettings.OIDC_VIEWERS;
import static dev.tocsin.console.access.AccessSettings.URL;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.access.WebAddress;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;

/**
 * The OpenID Connect provider at which people log in.
 *
 * @param callback
 *            where the provider sends the browser back to
 * @param secret
 *            of the client; empty for a public client, which PKCE alone protects
 */
public record OidcConfig(URI issuer, String clientId, Optional<String> secret, URI callback, List<String> scopes,
        ClaimRoles roles) {

    /** Path of {@link #callback}. */
    public static final String CALLBACK = "/login/oidc/callback";

    private static final List<String> USUAL_SCOPES = List.of("profile", "email");

    public OidcConfig {
        scopes = List.copyOf(scopes);
    }

    /**
     * From settings; empty without an issuer.
     *
     * @throws SettingsException
     *             when one is wrong or missing
     */
    public static Optional<OidcConfig> from(Settings settings) {
        var issuer = Optional.of(OIDC_ISSUER.in(settings)).filter(text -> !text.isEmpty());
        return issuer.map(text -> read(WebAddress.of(OIDC_ISSUER.name(), text), settings));
    }

    private static OidcConfig read(URI issuer, Settings settings) {
        if (!issuer.getScheme().equals("https") && !WebAddress.isLoopback(issuer)) {
            throw new SettingsException(
                    "setting console.oidc.issuer must begin with https: who reads the answers of the"
                            + " provider could log in as anybody");
        }
        if (URL.in(settings).isEmpty() || OIDC_CLIENT_ID.in(settings).isEmpty()) {
            throw new SettingsException(
                    "console.oidc.issuer is set without console.url or console.oidc.client.id: set both;"
                            + " at the provider, register the redirect URI <console.url>" + CALLBACK);
        }
        var roles = new ClaimRoles(OIDC_NAME_CLAIM.in(settings), OIDC_ROLE_CLAIM.in(settings), OIDC_ADMINS.in(
                settings), OIDC_RESPONDERS.in(settings), OIDC_VIEWERS.in(settings), OIDC_CLEARED.in(settings));
        if (roles.isEmpty()) {
            throw new SettingsException("console.oidc.issuer is set, but nobody who logs in would have a role: set"
                    + " console.oidc.admins, console.oidc.responders or console.oidc.viewers to values of the claim "
                    + roles.roleClaim());
        }
        return new OidcConfig(issuer, OIDC_CLIENT_ID.in(settings), settings.secret(OIDC_CLIENT_SECRET.name()), URI
                .create(WebAddress.of(URL.name(), URL.in(settings)) + CALLBACK), Optional.of(OIDC_SCOPES.in(settings))
                        .filter(some -> !some.isEmpty()).orElse(USUAL_SCOPES), roles);
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "OidcConfig[" + issuer + "]";
    }
}
