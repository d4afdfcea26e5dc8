package dev.tocsin.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP client for untrusted receivers. It checks the address when it connects (so DNS cannot change in between), follows no redirects, never retries, limits the time of an attempt, and reads at most 64 KiB of a response (1 MiB for GET). Reasons contain neither path nor query of a URL.
 */
public final class GuardedHttp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedHttp.class);
    private static final int LARGEST_ANSWER = 64 * 1024;
    /** Limit for GET, which may return a list. */
    private static final int LARGEST_LIST = 1024 * 1024;
    /**
     * Destinations bound their own attempts. Many have one host, such as a chat service, and those that hang must not use up the
     * connections of the others.
     */
    private static final int MOST_CONNECTIONS = 4_096;
    private static final Http1Config BOUNDED_HEADERS = Http1Config.custom().setMaxHeaderCount(100)
            .setMaxLineLength(16 * 1024).setMaxEmptyLineCount(10).build();

    private final HttpLimits limits;
    private final Clock clock;
    private final CloseableHttpClient outside;
    private final CloseableHttpClient allowedOnly;
    private final ScheduledExecutorService deadlines = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("notifier-http-deadline").factory());

    /** A client whose every connection passes the guard. */
    public GuardedHttp(AddressGuard guard, HttpLimits limits, Clock clock) {
        QuietHttpLogs.hush();
        this.limits = limits;
        this.clock = clock;
        this.outside = client(guard, AddressGuard.Demand.OUTSIDE_OR_ALLOWED, limits);
        this.allowedOnly = client(guard, AddressGuard.Demand.ALLOWED_ONLY, limits);
    }

    private static CloseableHttpClient client(AddressGuard guard, AddressGuard.Demand demand, HttpLimits limits) {
        var connection = ConnectionConfig.custom().setConnectTimeout(timeout(limits.connect()))
                .setSocketTimeout(timeout(limits.total())).setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                .setTimeToLive(TimeValue.ofMinutes(5)).build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(guarded(guard, demand))
                .setDefaultConnectionConfig(connection).setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder().http1Config(BOUNDED_HEADERS).build())
                .build();
        return HttpClients.custom().setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom().setConnectionRequestTimeout(timeout(limits.connect()))
                        .setResponseTimeout(timeout(limits.total())).build())
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().setUserAgent("tocsin").build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    private static DnsResolver guarded(AddressGuard guard, AddressGuard.Demand demand) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return guard.resolve(host, demand);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    /** Posts once. Never throws for network errors. */
    public HttpResult post(Endpoint endpoint, Map<String, String> headers, ContentType type, byte[] body) {
        return send("POST", endpoint, headers, type, body);
    }

    /** Gets once. Never throws for network errors. */
    public HttpResult get(Endpoint endpoint, Map<String, String> headers) {
        return send("GET", endpoint, headers, ContentType.APPLICATION_JSON, new byte[0]);
    }

    /**
     * Sends once with any method. Never throws for network errors.
     *
     * @param body
     *            nothing where it is empty
     */
    public HttpResult send(String method, Endpoint endpoint, Map<String, String> headers, ContentType type,
            byte[] body) {
        var request = new HttpUriRequestBase(method, endpoint.reveal());
        headers.forEach(request::setHeader);
        if (body.length > 0) {
            request.setEntity(new ByteArrayEntity(body, type));
        }
        var late = new AtomicBoolean();
        var deadline = deadlines.schedule(() -> {
            late.set(true);
            request.abort();
        }, limits.total().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return exchange(endpoint, request);
        } catch (IOException failure) {
            return failed(endpoint, failure, late.get());
        } catch (RuntimeException failure) {
            return late.get()
                    ? new HttpResult.Lost(cut(endpoint))
                    : new HttpResult.Lost(endpoint + ": " + failure.getClass().getSimpleName());
        } finally {
            deadline.cancel(false);
        }
    }

    private HttpResult exchange(Endpoint endpoint, HttpUriRequestBase request) throws IOException {
        var client = switch (endpoint.demand()) {
            case OUTSIDE_OR_ALLOWED -> outside;
            case ALLOWED_ONLY -> allowedOnly;
        };
        var response = client.executeOpen(null, request, null);
        try {
            return new HttpResult.Replied(response.getCode(), body(request, response), retryAfter(response),
                    headers(response));
        } finally {
            release(response);
        }
    }

    /** Errors while a connection is released do not affect the response. */
    private static void release(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException cutOff) {
            LOG.trace("connection dropped", cutOff);
        }
    }

    /** Reads up to the limit; a longer response closes the connection instead of draining it. */
    private static String body(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        var largest = request.getMethod().equals("GET") ? LARGEST_LIST : LARGEST_ANSWER;
        var bytes = entity.getContent().readNBytes(largest + 1);
        if (bytes.length > largest) {
            request.abort();
        }
        return new String(bytes, 0, Math.min(bytes.length, largest), UTF_8);
    }

    private Optional<Duration> retryAfter(ClassicHttpResponse response) {
        return Optional.ofNullable(response.getFirstHeader("Retry-After")).map(Header::getValue)
                .flatMap(value -> RetryAfterHeader.parse(value, clock.instant()));
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        var headers = new HashMap<String, String>();
        for (var header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), Optional.ofNullable(header.getValue()).orElse(""));
        }
        return headers;
    }

    private HttpResult failed(Endpoint endpoint, IOException failure, boolean late) {
        return switch (failure) {
            case RefusedAddressException refused -> new HttpResult.Refused(refused.getMessage());
            case UnknownHostException _ -> new HttpResult.NotSent(endpoint + ": no such host");
            case ConnectTimeoutException _ -> new HttpResult.NotSent(endpoint + ": no connection in "
                    + limits.connect().toSeconds() + " s");
            case ConnectionRequestTimeoutException _ -> new HttpResult.NotSent(endpoint + ": too many queued requests");
            case ConnectException _ -> new HttpResult.NotSent(endpoint + ": connection refused");
            case NoRouteToHostException _ -> new HttpResult.NotSent(endpoint + ": no route");
            case SSLPeerUnverifiedException _ -> new HttpResult.Refused(endpoint
                    + ": the certificate is for another host; check the address");
            case SSLHandshakeException handshake when UntrustedCertificate.isCauseOf(handshake) ->
                new HttpResult.Refused(
                        endpoint + UntrustedCertificate.ADVICE);
            case SSLHandshakeException _ -> new HttpResult.NotSent(endpoint + ": no TLS connection");
            default -> new HttpResult.Lost(late
                    ? cut(endpoint)
                    : endpoint + ": no answer (" + failure.getClass().getSimpleName() + ")");
        };
    }

    private String cut(Endpoint endpoint) {
        return endpoint + ": incomplete answer after " + limits.total().toSeconds() + " s";
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        try (outside; allowedOnly) {
            // Closing them is all.
        } catch (IOException unimportant) {
            LOG.trace("closing", unimportant);
        }
    }
}
