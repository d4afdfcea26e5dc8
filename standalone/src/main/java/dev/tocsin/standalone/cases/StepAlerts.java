package dev.tocsin.standalone.cases;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policytools.cases.CaseStep;

/** Creates the alerts of test steps as ingest does, and keeps the start of each, as sources do. */
final class StepAlerts {

    private final Map<String, Instant> firingSince = new HashMap<>();
    private int count;

    /**
     * The alert of a step.
     *
     * @param number
     *            value of {@code {n}}
     */
    Alert alert(CaseStep.Told told, int number, Instant now) {
        var labels = filled(told.labels(), number);
        var name = filled(told.name(), number);
        var identity = told.source() + ":" + (told.identity().isEmpty()
                ? name + new TreeMap<>(labels)
                : filled(told.identity(), number));
        var resolved = told.status() == AlertStatus.RESOLVED;
        var since = firingSince.getOrDefault(identity, now);
        if (resolved) {
            firingSince.remove(identity);
        } else {
            firingSince.put(identity, since);
        }
        count++;
        var alert = Alert.newBuilder().setIdentity(identity).setSource(told.source()).setFormat(told.format())
                .setStatus(told.status()).setName(name).setSummary(filled(told.summary(), number))
                .setDescription(filled(told.description(), number)).setLabels(labels)
                .setAnnotations(filled(told.annotations(), number)).setValues(told.values()).setStartsAt(since)
                .setReceivedId("received-" + count);
        return (resolved ? alert.setEndsAt(now) : alert).build();
    }

    private static Map<String, String> filled(Map<String, String> texts, int number) {
        var filled = new HashMap<String, String>();
        texts.forEach((key, text) -> filled.put(key, filled(text, number)));
        return filled;
    }

    private static String filled(String text, int number) {
        return text.replace("{n}", Integer.toString(number));
    }
}
