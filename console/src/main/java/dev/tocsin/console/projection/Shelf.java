package dev.tocsin.console.projection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides of which incidents all is held. Open ones come before those that are over, and of each the newest change first;
 * who has no room loses its dossier. Not thread-safe.
 */
final class Shelf {

    private static final Comparator<Place> LEAST_FIRST = Comparator.comparing(Place::open).thenComparing(
            Comparator.comparingLong(Place::changedAtMillis)).thenComparing(Place::id);

    private final Bounds bounds;
    private final TreeMap<Place, Holding> places = new TreeMap<>(LEAST_FIRST);
    private final Map<String, Spot> spots = new HashMap<>();
    private long weight;

    private record Place(boolean open, long changedAtMillis, String id) {}

    private record Spot(Place place, int weight) {}

    Shelf(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Puts a holding that has a dossier where it belongs now; the least of all may have to leave. */
    void put(Holding holding) {
        var headline = holding.headline();
        remove(headline.id());
        var dossier = holding.dossier();
        if (dossier.isEmpty()) {
            return;
        }
        var place = new Place(!headline.isOver(), headline.updatedAt().toEpochMilli(), headline.id());
        places.put(place, holding);
        spots.put(headline.id(), new Spot(place, dossier.get().weight()));
        weight += dossier.get().weight();
        while (places.size() > bounds.detailedIncidents() || (weight > bounds.detailEntries() && places.size() > 1)) {
            var least = places.firstEntry().getValue();
            remove(least.headline().id());
            least.letGo();
        }
    }

    void remove(String id) {
        Optional.ofNullable(spots.remove(id)).ifPresent(spot -> {
            places.remove(spot.place());
            weight -= spot.weight();
        });
    }

    /** Those of which all is held. */
    Iterable<Holding> holdings() {
        return places.values();
    }

    int size() {
        return places.size();
    }
}
