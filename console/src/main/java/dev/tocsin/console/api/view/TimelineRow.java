package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.TimelineEntry;

/** A line of an incident's timeline. */
public record TimelineRow(String id, Instant at, FactKind kind, String summary, String actor,
        Map<String, String> details,
        int policyVersion) {

    public static TimelineRow of(TimelineEntry entry) {
        return new TimelineRow(entry.getId(), entry.getAt(), entry.getKind(), entry.getSummary(), entry.getActor(),
                new TreeMap<>(entry.getDetails()), entry.getPolicyVersion());
    }
}
