package dev.tocsin.ingest.format.mapped;

import java.util.ArrayList;
import java.util.OptionalDouble;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Readings;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.policy.mapping.AlertMapping;
import dev.tocsin.policy.mapping.AlertMapping.Mapped;
import dev.tocsin.policy.mapping.AlertMapping.Part;

/**
 * Alerts from what a mapping of the policy gives. An element without identity, or in a state that the mapping does not know, is
 * stored and shown to a person: an identity that is guessed opens a new alert at each repeat.
 */
public final class MappedAlerts {

    private MappedAlerts() {}

    /**
     * Reads a body.
     *
     * @param body
     *            maps, lists, texts, numbers and truth values
     * @param deliveryId
     *            of an envelope; may be empty
     */
    public static Reading read(AlertMapping mapping, Object body, String deliveryId, String format, Incoming incoming) {
        var mapped = mapping.apply(body);
        if (mapped.isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.UNDECIDED, "The mapping's 'each' finds no alert in the body.");
        }
        var readings = new ArrayList<Reading>(mapped.size());
        mapped.forEach(one -> readings.add(read(one, deliveryId, format, incoming)));
        return Readings.together(readings);
    }

    private static Reading read(Mapped mapped, String deliveryId, String format, Incoming incoming) {
        if (mapped.state() == AlertMapping.State.IGNORE) {
            return new Reading.NoAlert(NoAlertReason.SENDER_UPDATE, "The mapping ignores state '" + shown(mapped.word())
                    + "'.");
        }
        if (mapped.identity().isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.UNDECIDED,
                    "A part of the mapping's 'identity' is absent in the body.");
        }
        if (mapped.state() == AlertMapping.State.UNDECIDED) {
            return new Reading.NoAlert(NoAlertReason.UNDECIDED, "The mapping does not list the state '" + shown(mapped
                    .word()) + "'. Add it to firing, resolved or ignore, or set otherwise.");
        }
        var labels = new Facts();
        mapped.labels().forEach(labels::put);
        labels.severity(mapped.text(Part.SEVERITY));
        var draft = new AlertDraft(incoming, format).identity(mapped.identity().toArray(String[]::new)).name(Texts
                .first(
                        mapped.text(Part.NAME), mapped.text(Part.SUMMARY), String.join(" ", mapped.identity())))
                .summary(mapped
                        .text(Part.SUMMARY)).description(mapped.text(Part.DESCRIPTION)).labels(labels.all()).deliveryId(
                                Texts.first(mapped.text(Part.DELIVERY_ID), deliveryId));
        mapped.values().forEach((name, value) -> draft.value(name, number(value)));
        mapped.links().forEach(draft::link);
        return dated(mapped, draft, incoming);
    }

    private static Reading dated(Mapped mapped, AlertDraft draft, Incoming incoming) {
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var since = clock.choose("starts-at", mapped.text(Part.STARTS_AT));
        return Reading.Alerts.of(mapped.state() == AlertMapping.State.FIRING
                ? draft.firing(since).build()
                : draft.resolved(since, clock.choose("ends-at", mapped.text(Part.ENDS_AT))).build());
    }

    private static OptionalDouble number(String text) {
        try {
            var number = Double.parseDouble(text);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    private static String shown(String word) {
        return Texts.cut(Texts.mended(Texts.oneLine(word)), 40);
    }
}
