package dev.tocsin.ingest.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;

/**
 * Makes signals of a request's alerts. Those of one service are one signal, so that the correlator takes them in one step and
 * the first page already knows all of them. An alert whose identity outlives its labels goes alone to the partition of its
 * identity, where the correlator keeps its service.
 *
 * @param requestId
 *            ingest id; the signals' ids begin with it
 */
public record AlertBatches(String requestId, Instant receivedAt) {

    /** More would hold the service's log up for too long at once. */
    public static final int MOST_ALERTS = 200;
    /** Of texts in one signal. */
    public static final int MOST_BYTES = 256 * 1024;

    private static final int BYTES_BESIDE_TEXTS = 100;

    /**
     * The signals, those of a service in the request's order.
     *
     * @param serviceKey
     *            by the policy
     * @param outlivesLabels
     *            whether the identities do
     */
    public List<Signal> signals(List<Alert> alerts, Function<Alert, String> serviceKey, boolean outlivesLabels) {
        var signals = new ArrayList<Signal>();
        if (outlivesLabels) {
            alerts.forEach(alert -> signals.add(signal(signals.size(), serviceKey.apply(alert), alert.getIdentity(),
                    List.of(alert))));
            return signals;
        }
        Map<String, List<Alert>> byService = new LinkedHashMap<>();
        alerts.forEach(alert -> byService.computeIfAbsent(serviceKey.apply(alert), _ -> new ArrayList<>()).add(alert));
        byService.forEach((service, all) -> {
            for (var batch : batches(all)) {
                signals.add(signal(signals.size(), service, "", batch));
            }
        });
        return signals;
    }

    private static List<List<Alert>> batches(List<Alert> alerts) {
        if (alerts.size() == 1) {
            return List.of(alerts);
        }
        var batches = new ArrayList<List<Alert>>();
        var bytes = 0L;
        for (var alert : alerts) {
            var more = bytes(alert);
            if (batches.isEmpty() || batches.getLast().size() == MOST_ALERTS || bytes + more > MOST_BYTES) {
                batches.add(new ArrayList<>());
                bytes = 0;
            }
            batches.getLast().add(alert);
            bytes += more;
        }
        return batches;
    }

    private Signal signal(int number, String serviceKey, String homeKey, List<Alert> batch) {
        return Signal.newBuilder().setId(requestId + "-" + number).setServiceKey(serviceKey).setReceivedAt(receivedAt)
                .setBody(batch.getFirst()).setHomeKey(homeKey).setMoreAlerts(List.copyOf(batch.subList(1, batch
                        .size()))).build();
    }

    /** About as many as it takes on the log. */
    private static long bytes(Alert alert) {
        var bytes = BYTES_BESIDE_TEXTS + utf8(alert.getIdentity()) + utf8(alert.getName()) + utf8(alert.getSummary())
                + utf8(alert.getDescription());
        for (var texts : List.of(alert.getLabels(), alert.getAnnotations())) {
            for (var entry : texts.entrySet()) {
                bytes += utf8(entry.getKey()) + utf8(entry.getValue()) + 4;
            }
        }
        for (var remark : alert.getRemarks()) {
            bytes += utf8(remark);
        }
        for (var link : alert.getLinks()) {
            bytes += utf8(link.getTitle()) + utf8(link.getHref()) + 4;
        }
        return bytes;
    }

    private static long utf8(String text) {
        var bytes = text.length();
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            bytes += c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
        }
        return bytes;
    }
}
