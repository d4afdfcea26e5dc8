package dev.tocsin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.refusal.Refusal;

/** Requests for tests of formats and checks, received at one moment. */
public final class Requests {

    public static final Instant RECEIVED_AT = Instant.parse("2026-03-10T12:00:00Z");

    private Requests() {}

    public static Incoming request(byte[] body, Map<String, String> headers) {
        return new Incoming("01abc", "shop", RECEIVED_AT, "/v1/x", headers, body);
    }

    public static Incoming request(String body) {
        return request(body.getBytes(UTF_8), Map.of());
    }

    public static Incoming request(String body, String header, String value) {
        return request(body.getBytes(UTF_8), Map.of(header, value));
    }

    public static Incoming payload(String name) {
        return request(Payloads.bytes(name), Map.of());
    }

    public static List<Alert> alerts(AlertFormat format, Incoming incoming) {
        var reading = format.read(incoming);
        assertThat(reading).isInstanceOf(Reading.Alerts.class);
        return ((Reading.Alerts) reading).alerts();
    }

    public static Alert alert(AlertFormat format, Incoming incoming) {
        var alerts = alerts(format, incoming);
        assertThat(alerts).hasSize(1);
        return alerts.getFirst();
    }

    public static Refusal refusal(AlertFormat format, Incoming incoming) {
        var reading = format.read(incoming);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).refusal();
    }

    public static Reading.NoAlert noAlert(AlertFormat format, Incoming incoming) {
        var reading = format.read(incoming);
        assertThat(reading).isInstanceOf(Reading.NoAlert.class);
        return (Reading.NoAlert) reading;
    }
}
