package dev.tocsin.ingest.format.cloudevents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Mappings;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Readings;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.mapped.MappedAlerts;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * CloudEvents over HTTP: batched, structured and binary, told by the content type in that order, because the first begins like the
 * second. With a mapping of the policy under the source's name, {@code body} has the attributes and {@code data}; without one, usual
 * members of the data are read.
 */
public final class CloudEventsFormat implements AlertFormat {

    public static final String NAME = "cloudevents";

    private static final String BATCH = "application/cloudevents-batch";
    private static final String STRUCTURED = "application/cloudevents";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsPolicy(Incoming incoming) {
        return true;
    }

    @Override
    public boolean anyContentType() {
        return true;
    }

    @Override
    public boolean identityOutlivesLabels() {
        return true;
    }

    @Override
    public Reading read(Incoming incoming) {
        return read(incoming, source -> Optional.empty());
    }

    @Override
    public Reading read(Incoming incoming, Mappings mappings) {
        var type = incoming.header("content-type").strip().toLowerCase(Locale.ROOT);
        try {
            if (!type.startsWith(STRUCTURED) && !incoming.header("ce-specversion").isBlank()) {
                return event(CloudEvent.binary(incoming), incoming, mappings);
            }
        } catch (RefusedException refused) {
            return new Reading.Refused(refused.refusal());
        }
        return incoming.read(root -> type.startsWith(BATCH) || root.isArray()
                ? batch(root.elements(), incoming, mappings)
                : event(CloudEvent.structured(root), incoming, mappings));
    }

    private static Reading batch(List<Fields> events, Incoming incoming, Mappings mappings) {
        var readings = new ArrayList<Reading>();
        for (var event : events) {
            try {
                readings.add(event(CloudEvent.structured(event), incoming, mappings));
            } catch (RefusedException refused) {
                readings.add(new Reading.Refused(refused.refusal()));
            }
        }
        return Readings.together(readings);
    }

    private static Reading event(CloudEvent event, Incoming incoming, Mappings mappings) {
        var mapping = mappings.mapping(incoming.source());
        if (mapping.isEmpty()) {
            return EventAlert.read(event, incoming);
        }
        var body = new HashMap<String, Object>(event.attributes());
        event.data().ifPresent(data -> body.put("data", data.plain()));
        return MappedAlerts.read(mapping.get(), body, event.attribute("id"), NAME, incoming);
    }
}
