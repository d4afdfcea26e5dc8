package dev.tocsin.ingest.authenticity;

import java.io.IOException;
import java.net.URI;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Visits checked addresses of vendors, such as those of Amazon's certificates and those that Slack gives for an answer: public hosts only, no redirects,
 * no retries, seconds of patience, and a bounded answer.
 */
public final class VendorWeb implements AutoCloseable {

    private static final Timeout PATIENCE = Timeout.ofSeconds(2);
    private static final int MOST_BYTES = 64 * 1024;

    private final CloseableHttpClient client;

    public VendorWeb() {
        var connection = ConnectionConfig.custom().setConnectTimeout(PATIENCE).setSocketTimeout(PATIENCE).build();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new PublicAddresses()).setDefaultConnectionConfig(connection).build())
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(PATIENCE)
                        .setConnectionRequestTimeout(PATIENCE).build())
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement()
                .disableContentCompression().build();
    }

    /**
     * The body of a 200.
     *
     * @throws IOException
     *             for every other answer, and none
     */
    public byte[] get(URI uri) throws IOException {
        return client.execute(new HttpGet(uri), response -> {
            if (response.getCode() != 200 || response.getEntity() == null) {
                throw new IOException("answered " + response.getCode());
            }
            try (var content = response.getEntity().getContent()) {
                var body = content.readNBytes(MOST_BYTES + 1);
                if (body.length > MOST_BYTES) {
                    throw new IOException("answered more than " + MOST_BYTES + " bytes");
                }
                return body;
            }
        });
    }

    /**
     * Posts JSON.
     *
     * @throws IOException
     *             when the answer is not a 2xx, or there is none
     */
    public void post(URI uri, String json) throws IOException {
        var request = new HttpPost(uri);
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        client.execute(request, response -> {
            if (response.getCode() / 100 != 2) {
                throw new IOException("answered " + response.getCode());
            }
            return response.getCode();
        });
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
