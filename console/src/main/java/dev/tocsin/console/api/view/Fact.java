package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.TimelineEntry;

/** A line of an incident's timeline. */
public record Fact(String id, Instant at, FactKind kind, String summary, String actor, Map<String, String> details,
        int policyVersion) {

    public static Fact of(TimelineEntry entry) {
        return new Fact(entry.getId(), entry.getAt(), entry.getKind(), entry.getSummary(), entry.getActor(),
                new TreeMap<>(entry.getDetails()), entry.getPolicyVersion());
    }
}
