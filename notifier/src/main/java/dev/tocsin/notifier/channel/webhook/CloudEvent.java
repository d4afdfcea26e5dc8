package dev.tocsin.notifier.channel.webhook;

import java.util.Locale;
import java.util.Map;

import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Json;
import org.apache.hc.core5.http.ContentType;

/**
 * The envelope of a CloudEvent in structured mode (github.com/cloudevents/spec, version 1.0.2, "JSON Event Format" and "HTTP
 * Protocol Binding"). Source and id together are the same for each attempt of one notification.
 */
final class CloudEvent {

    static final ContentType TYPE = ContentType.create("application/cloudevents+json",
            java.nio.charset.StandardCharsets.UTF_8);

    private CloudEvent() {}

    static Map<String, Object> envelope(Dispatch dispatch, String id, Map<String, Object> data) {
        var notification = dispatch.notification();
        return Json.object("specversion", "1.0", "id", id, "source", "/tocsin/incidents", "type", "dev.tocsin."
                + notification.getKind().name().toLowerCase(Locale.ROOT), "subject", notification.getIncident()
                        .getId(), "time", notification.getCreatedAt().toString(), "datacontenttype",
                "application/json", "data", data);
    }
}
