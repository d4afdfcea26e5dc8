package dev.tocsin.console.oidc;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.tocsin.console.access.WebAddress;

/**
 * What the provider says about itself (OpenID Connect Discovery 1.0), and the keys with which it signs. Both are read when they
 * are needed, so that the console starts without the provider; keys are read again when a token names one that is not known.
 */
final class OidcProvider {

    static final int TIMEOUT_MILLIS = 5_000;

    private static final Duration METADATA_FOR = Duration.ofHours(1);
    private static final int MOST_KEY_BYTES = 256 * 1024;
    private static final long KEYS_FOR_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long KEYS_WAIT_MILLIS = Duration.ofSeconds(15).toMillis();
    private static final long AT_MOST_EVERY_MILLIS = Duration.ofSeconds(5).toMillis();

    private final OidcConfig config;
    private final Clock clock;
    private Optional<Known> known = Optional.empty();

    OidcProvider(OidcConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param validator
     *            checks signature, issuer, audience, times and nonce of an ID token
     */
    record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant readAt) {}

    /**
     * What is known of the provider.
     *
     * @throws IOException
     *             when it does not answer
     * @throws GeneralException
     *             when its answer is not that of the issuer of the settings
     */
    synchronized Known get() throws IOException, GeneralException {
        var now = clock.instant();
        if (known.isEmpty() || !now.isBefore(known.get().readAt().plus(METADATA_FOR))) {
            try {
                known = Optional.of(read(now));
            } catch (IOException | GeneralException failure) {
                if (known.isEmpty()) {
                    throw failure;
                }
            }
        }
        return known.orElseThrow();
    }

    /** Where a person logs out at the provider too; empty if it did not say so. */
    synchronized Optional<URI> endSession() {
        return known.map(it -> it.metadata().getEndSessionEndpointURI());
    }

    private Known read(Instant now) throws IOException, GeneralException {
        var issuer = new Issuer(config.issuer());
        var metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
        for (var address : Stream.of(metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata
                .getJWKSetURI()).toList()) {
            if (address == null || (!"https".equals(address.getScheme()) && !WebAddress.isLoopback(address))) {
                throw new GeneralException("the provider's metadata lack an endpoint, or have one without https: "
                        + address);
            }
        }
        var known = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);
        if (metadata.getIDTokenJWSAlgs() != null) {
            known.retainAll(metadata.getIDTokenJWSAlgs());
        }
        if (known.isEmpty()) {
            throw new GeneralException("the provider signs ID tokens with none of " + JWSAlgorithm.Family.SIGNATURE);
        }
        return new Known(metadata, new IDTokenValidator(issuer, new ClientID(config.clientId()),
                new JWSVerificationKeySelector<>(known, keys(metadata)), null), now);
    }

    private static JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata) throws MalformedURLException {
        return JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), new DefaultResourceRetriever(TIMEOUT_MILLIS,
                TIMEOUT_MILLIS, MOST_KEY_BYTES)).cache(KEYS_FOR_MILLIS, KEYS_WAIT_MILLIS).rateLimited(
                        AT_MOST_EVERY_MILLIS).retrying(true).build();
    }
}
