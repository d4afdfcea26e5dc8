package dev.tocsin.console.projection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides which incidents keep their details. Open incidents come before resolved ones, and recent changes before older
 * ones; the others lose their details. Not thread-safe.
 */
final class DetailsCache {

    private static final Comparator<Place> LEAST_FIRST = Comparator.comparing(Place::open).thenComparing(
            Comparator.comparingLong(Place::changedAtMillis)).thenComparing(Place::id);

    private final Bounds bounds;
    private final TreeMap<Place, HeldIncident> places = new TreeMap<>(LEAST_FIRST);
    private final Map<String, Spot> spots = new HashMap<>();
    private long weight;

    private record Place(boolean open, long changedAtMillis, String id) {}

    private record Spot(Place place, int weight) {}

    DetailsCache(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Updates the place of an incident with details; the last ones lose their details while the limits are exceeded. */
    void put(HeldIncident holding) {
        var headline = holding.headline();
        remove(headline.id());
        var details = holding.details();
        if (details.isEmpty()) {
            return;
        }
        var place = new Place(!headline.isOver(), headline.milestones().updatedAt().toEpochMilli(), headline.id());
        places.put(place, holding);
        spots.put(headline.id(), new Spot(place, details.get().weight()));
        weight += details.get().weight();
        while (places.size() > bounds.detailedIncidents() || (weight > bounds.detailEntries() && places.size() > 1)) {
            var least = places.firstEntry().getValue();
            remove(least.headline().id());
            least.drop();
        }
    }

    void remove(String id) {
        Optional.ofNullable(spots.remove(id)).ifPresent(spot -> {
            places.remove(spot.place());
            weight -= spot.weight();
        });
    }

    /** Incidents with details. */
    Iterable<HeldIncident> holdings() {
        return places.values();
    }

    int size() {
        return places.size();
    }
}
