package dev.tocsin.console.oidc;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.tocsin.console.oidc.LoginOutcome.LoggedIn;
import dev.tocsin.console.oidc.LoginOutcome.Reason;
import dev.tocsin.console.oidc.LoginOutcome.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs people in at an OpenID Connect provider: authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC
 * 7636, RFC 9207, RFC 9700). The console asks for nothing but the ID token and keeps no token of the provider.
 */
public final class OidcLogin {

    /** How long a person may take at the provider. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(OidcLogin.class);

    private final OidcConfig config;
    private final OidcProvider provider;
    private final Clock clock;

    public OidcLogin(OidcConfig config, Clock clock) {
        this.config = config;
        this.provider = new OidcProvider(config, clock);
        this.clock = clock;
    }

    /**
     * A login that begins.
     *
     * @param at
     *            where the browser is sent
     */
    public record Begun(URI at, LoginAttempt attempt) {}

    /** Begins a login; empty if the provider does not answer. */
    public Optional<Begun> begin(String incident) {
        try {
            var state = new State();
            var nonce = new Nonce();
            var verifier = new CodeVerifier();
            var scope = new Scope("openid");
            config.scopes().forEach(scope::add);
            var request = new AuthenticationRequest.Builder(ResponseType.CODE, scope, new ClientID(config.clientId()),
                    config.callback()).endpointURI(provider.get().metadata().getAuthorizationEndpointURI()).state(state)
                    .nonce(nonce).codeChallenge(verifier, CodeChallengeMethod.S256).build();
            return Optional.of(new Begun(request.toURI(), new LoginAttempt(state.getValue(), nonce.getValue(), verifier
                    .getValue(), incident, clock.instant().plus(PATIENCE))));
        } catch (IOException | GeneralException failure) {
            LOG.warn("login at {} is not possible: {}", config.issuer(), failure.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Ends a login with the answer that the browser brought.
     *
     * @param attempt
     *            of this browser; empty if it has none
     * @param parameters
     *            of the address to which the provider sent it
     */
    public LoginOutcome finish(Optional<LoginAttempt> attempt, Map<String, List<String>> parameters) {
        var known = attempt.filter(it -> clock.instant().isBefore(it.endsAt()));
        if (known.isEmpty()) {
            return new Refused(Reason.EXPIRED, "no login is under way at this browser");
        }
        try {
            var answer = AuthenticationResponseParser.parse(config.callback(), parameters);
            if (!new State(known.get().state()).equals(answer.getState())) {
                return new Refused(Reason.EXPIRED, "the answer belongs to another login");
            }
            return redeem(known.get(), answer, provider.get());
        } catch (ParseException | IllegalArgumentException malformed) {
            return refused(Reason.PROVIDER, malformed);
        } catch (IOException | GeneralException failure) {
            return refused(Reason.PROVIDER, failure);
        } catch (BadJOSEException | JOSEException invalid) {
            return refused(Reason.INVALID, invalid);
        }
    }

    private LoginOutcome redeem(LoginAttempt attempt, AuthenticationResponse answer, OidcProvider.Known known)
            throws IOException, GeneralException, BadJOSEException, JOSEException {
        var metadata = known.metadata();
        if (answer.getIssuer() == null
                ? metadata.supportsAuthorizationResponseIssuerParam()
                : !metadata.getIssuer()
                        .equals(answer.getIssuer())) {
            return new Refused(Reason.INVALID, "the answer is of another issuer");
        }
        if (!answer.indicatesSuccess()) {
            return new Refused(Reason.DENIED, answer.toErrorResponse().getErrorObject().getCode());
        }
        var response = tokens(answer.toSuccessResponse().getAuthorizationCode(), attempt, metadata);
        if (response.isEmpty()) {
            return new Refused(Reason.PROVIDER, "the provider did not accept the code");
        }
        var claims = known.validator().validate(response.get().getOIDCTokens().getIDToken(), new Nonce(attempt
                .nonce()));
        if (claims.getAuthorizedParty() != null && !claims.getAuthorizedParty().getValue().equals(config.clientId())) {
            return new Refused(Reason.INVALID, "the ID token was made for another client");
        }
        return config.roles().grant(claims.toJSONObject()).<LoginOutcome>map(LoggedIn::new).orElseGet(
                () -> new Refused(Reason.NO_ROLE, "no value of the claim " + config.roles().roleClaim()
                        + " gives a role"));
    }

    private Optional<OIDCTokenResponse> tokens(AuthorizationCode code, LoginAttempt attempt,
            OIDCProviderMetadata metadata) throws IOException, ParseException {
        var grant = new AuthorizationCodeGrant(code, config.callback(), new CodeVerifier(attempt.verifier()));
        var request = request(grant, metadata).toHTTPRequest();
        request.setConnectTimeout(OidcProvider.TIMEOUT_MILLIS);
        request.setReadTimeout(OidcProvider.TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
        var response = OIDCTokenResponseParser.parse(request.send());
        if (!response.indicatesSuccess()) {
            LOG.warn("the provider {} did not accept a code: {}", config.issuer(), response.toErrorResponse()
                    .getErrorObject().getCode());
            return Optional.empty();
        }
        return Optional.of((OIDCTokenResponse) response.toSuccessResponse());
    }

    /** By the first method that the provider takes: basic authentication, unless it lists only the one in the form. */
    private TokenRequest request(AuthorizationCodeGrant grant, OIDCProviderMetadata metadata) {
        var client = new ClientID(config.clientId());
        var endpoint = metadata.getTokenEndpointURI();
        if (config.secret().isEmpty()) {
            return new TokenRequest.Builder(endpoint, client, grant).build();
        }
        var secret = new Secret(config.secret().get());
        var methods = Optional.ofNullable(metadata.getTokenEndpointAuthMethods()).orElse(List.of());
        var inForm = methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST) && !methods.contains(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return new TokenRequest.Builder(endpoint, inForm
                ? new ClientSecretPost(client, secret)
                : new ClientSecretBasic(client, secret), grant).build();
    }

    /** Where a person also ends the login at the provider; empty if it has no such address. */
    public Optional<URI> logout() {
        return provider.endSession().map(at -> new LogoutRequest(at, null, null, new ClientID(config.clientId()), config
                .callback().resolve("/login"), null, null).toURI());
    }

    private Refused refused(Reason reason, Exception failure) {
        LOG.warn("login at {} failed: {}", config.issuer(), failure.getMessage());
        return new Refused(reason, String.valueOf(failure.getMessage()));
    }
}
