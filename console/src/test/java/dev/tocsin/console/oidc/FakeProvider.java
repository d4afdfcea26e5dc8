package dev.tocsin.console.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider that does what OpenID Connect Core and Discovery demand: it checks redirect URI, client secret, PKCE and that a code
 * is used once, and signs with RS256. A test can let it break one rule.
 */
final class FakeProvider implements AutoCloseable {

    static final String CLIENT = "tocsin";
    static final String SECRET = "client-secret-of-the-console";

    final AtomicInteger keysRead = new AtomicInteger();
    final AtomicInteger codesRedeemed = new AtomicInteger();

    /** Changes the ID token before it is signed. */
    UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    Map<String, Object> person = Map.of("preferred_username", "ada", "groups", List.of("on-call"));
    boolean signsWithAKeyOfItsOwn;

    private static final List<RSAKey> KEYS = List.of(key(), key(), key());

    private final HttpServer server;
    private final String redirect;
    private final Map<String, AuthenticationRequest> codes = new ConcurrentHashMap<>();
    private int signs;

    /**
     * @param redirect
     *            the only redirect URI that the client registered
     */
    FakeProvider(String redirect) throws IOException {
        this.redirect = redirect;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/realm/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext("/realm/keys", exchange -> {
            keysRead.incrementAndGet();
            answer(exchange, 200, new JWKSet(KEYS.get(signs).toPublicJWK()).toJSONObject());
        });
        server.createContext("/realm/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    /** From now on it signs with another key, and shows only that. */
    void rotateKey() {
        signs++;
    }

    /** What the provider does once the person has logged in: gives the address to which it sends the browser. */
    URI logIn(URI authorization) {
        try {
            var request = AuthenticationRequest.parse(authorization);
            if (!request.getRedirectionURI().toString().equals(redirect) || !request.getClientID().getValue().equals(
                    CLIENT)) {
                throw new IllegalStateException("not registered: " + request.getRedirectionURI());
            }
            if (request.getCodeChallengeMethod() != CodeChallengeMethod.S256 || request.getNonce() == null) {
                throw new IllegalStateException("no PKCE or no nonce: " + authorization);
            }
            var code = UUID.randomUUID().toString();
            codes.put(code, request);
            return URI.create(redirect + "?code=" + code + "&state=" + request.getState().getValue() + "&iss="
                    + issuer());
        } catch (com.nimbusds.oauth2.sdk.ParseException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private Map<String, Object> metadata() {
        return Map.of("issuer", issuer(), "authorization_endpoint", issuer() + "/authorize", "token_endpoint", issuer()
                + "/token", "jwks_uri", issuer() + "/keys", "end_session_endpoint", issuer() + "/logout",
                "response_types_supported", List.of("code"), "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "authorization_response_iss_parameter_supported", true);
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        var expected = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        var request = codes.remove(one(form, "code"));
        if (request == null || !redirect.equals(one(form, "redirect_uri")) || !request.getCodeChallenge().equals(
                CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(one(form, "code_verifier"))))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        codesRedeemed.incrementAndGet();
        answer(exchange, 200, Map.of("access_token", "unused", "token_type", "Bearer", "expires_in", 60, "id_token",
                idToken(request)));
    }

    private String idToken(AuthenticationRequest request) {
        try {
            var now = Instant.now();
            var set = new JWTClaimsSet.Builder().issuer(issuer()).audience(CLIENT).subject("1").issueTime(Date.from(
                    now)).expirationTime(Date.from(now.plus(Duration.ofMinutes(5)))).claim("nonce", request.getNonce()
                            .getValue());
            person.forEach(set::claim);
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEYS.get(signs).getKeyID())
                    .build(), claims
                            .apply(set).build());
            token.sign(new RSASSASigner(KEYS.get(signsWithAKeyOfItsOwn ? 2 : signs)));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String one(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).getFirst();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = JsonMapper.shared().writeValueAsBytes(new HashMap<>(body));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
