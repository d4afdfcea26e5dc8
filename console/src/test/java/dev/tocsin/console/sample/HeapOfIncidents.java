package dev.tocsin.console.sample;

import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aDelivery;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.aPage;
import static dev.tocsin.console.Records.anAlert;
import static dev.tocsin.console.Records.anIncident;

import java.util.HashMap;
import java.util.List;

import dev.tocsin.console.projection.Bounds;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Notification;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;

/**
 * Measures how much heap a projection takes with many open incidents: {@code HeapOfIncidents [incidents]}. Each has one
 * alert with eight labels, four facts, one page and its two deliveries, decoded from bytes as the reader does, so that no
 * text is shared by accident.
 */
public final class HeapOfIncidents {

    private static final int LABELS = 8;

    private HeapOfIncidents() {}

    public static void main(String[] arguments) {
        var most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        var serdes = new EventSerdes(java.util.Map.of("schema.registry.url", "mock://heap"));
        var projection = new Projection(Bounds.DEFAULT);
        var empty = used();
        for (var number = 0; number < most; number++) {
            var incident = incident(number);
            projection.apply(again(serdes, Topics.INCIDENTS, incident));
            for (var fact = 0; fact < 4; fact++) {
                TimelineEntry entry = aFact(incident.getId(), "f" + fact, FactKind.values()[1 + fact]).setDetails(
                        java.util.Map.of("alert", "prometheus:" + number, "rule", "errors-high", "severity", "SEV2"))
                        .setAt(NOW.plusMillis(number)).build();
                projection.apply(again(serdes, Topics.TIMELINE, entry));
            }
            Notification page = aPage("n-" + number, incident).build();
            projection.apply(again(serdes, Topics.NOTIFICATIONS, page));
            projection.apply(again(serdes, Topics.DELIVERIES, aDelivery("n-" + number, incident.getId(),
                    DeliveryOutcome.DELIVERED).build()));
            if ((number + 1) % (most / 5) == 0) {
                System.out.printf("%,d open incidents: %,d MB%n", number + 1, (used() - empty) / 1_048_576);
            }
        }
        System.out.println("held: " + projection.incidents().size());
    }

    private static Incident incident(int number) {
        var labels = new HashMap<String, String>();
        for (var label = 0; label < LABELS; label++) {
            labels.put("label_" + label, "value-" + label + "-of-service-" + number % 500);
        }
        var alert = IncidentAlert.newBuilder(anAlert("HighErrorRate", "errors above 10 % on checkout-" + number))
                .setLabels(labels).build();
        return anIncident(String.format("a1b2c3d4-%012d", number)).setServiceKey("service-" + number % 500).setService(
                "service-" + number % 500).setTitle("Checkout fails for one in ten, instance " + number).setLabels(
                        labels).setAlerts(List.of(alert)).setUpdatedAt(NOW.plusMillis(number)).build();
    }

    private static <V extends SpecificRecord> V again(EventSerdes serdes, Topic<V> topic, V value) {
        var serde = serdes.of(topic);
        return serde.deserializer().deserialize(topic.name(), serde.serializer().serialize(topic.name(), value));
    }

    private static long used() {
        for (var round = 0; round < 3; round++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
