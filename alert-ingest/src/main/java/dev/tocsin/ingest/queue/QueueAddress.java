package dev.tocsin.ingest.queue;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;

/**
 * Where a queue is.
 *
 * @param url
 *            of the queue
 * @param region
 *            of AWS
 * @param endpoint
 *            of the API, if it is not the region's
 */
public record QueueAddress(String url, String region, Optional<URI> endpoint) {

    /** docs.aws.amazon.com, "Amazon SQS endpoints and quotas": today's, FIPS, dual-stack and legacy names. */
    private static final Pattern REGION = Pattern.compile(
            "https?://(?:sqs(?:-fips)?\\.([a-z0-9-]+)\\.(?:amazonaws\\.com|api\\.aws)|([a-z0-9-]+)\\.queue\\.amazonaws\\.com)"
                    + "(?:\\.cn)?(?::\\d+)?/.+");

    /**
     * The queue of a source, if its settings name one.
     *
     * @throws SettingsException
     *             when a setting is wrong; the message says what to write
     */
    public static Optional<QueueAddress> of(String source, Settings settings) {
        var prefix = "sources." + source + ".queue-";
        var url = settings.string(prefix + "url", "").strip();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        var endpoint = settings.string(prefix + "endpoint", "").strip();
        return Optional.of(new QueueAddress(address(prefix + "url", url).toString(), region(prefix, url, settings
                .string(
                        prefix + "region", "").strip()), endpoint.isEmpty()
                                ? Optional.empty()
                                : Optional.of(address(prefix + "endpoint", endpoint))));
    }

    private static String region(String prefix, String url, String written) {
        if (!written.isEmpty()) {
            return written;
        }
        var named = REGION.matcher(url);
        if (!named.matches()) {
            throw new SettingsException("setting " + prefix + "url is '" + url + "', which names no region of AWS: set "
                    + prefix + "region, such as eu-west-1");
        }
        return named.group(1) == null ? named.group(2) : named.group(1);
    }

    private static URI address(String setting, String written) {
        try {
            var uri = URI.create(written);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException none) {
            // Said below.
        }
        throw new SettingsException("setting " + setting + " is '" + written
                + "': write an address such as https://sqs.eu-west-1.amazonaws.com/123456789012/alarms");
    }
}
