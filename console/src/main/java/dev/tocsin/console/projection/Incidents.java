package dev.tocsin.console.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.tocsin.event.Incident;

/** The incidents of a projection: headlines of all, details within the limits. Not thread-safe. */
final class Incidents {

    /** When too many are open, a twentieth is let go at once, so that not every newcomer costs a look at all. */
    private static final int AT_ONCE = 20;
    private static final Comparator<IncidentHeadline> LEAST_FIRST = Comparator.<IncidentHeadline>comparingInt(
            headline -> headline
                    .description()
                    .severityRank()).reversed().thenComparing(Incidents::updatedAt);

    private final Bounds bounds;
    private final Map<String, HeldIncident> holdings = new HashMap<>();
    private final Map<String, HeldDetails> strangers = new LinkedHashMap<>();
    private final Set<String> notHeld = new HashSet<>();
    private final SharedTexts texts = new SharedTexts();
    private final DetailsCache shelf;
    private int open;

    Incidents(Bounds bounds) {
        this.bounds = bounds;
        this.shelf = new DetailsCache(bounds);
    }

    void put(Incident incident, LogPlace place) {
        var headline = IncidentHeadline.lean(incident, texts::share);
        notHeld.remove(headline.id());
        var known = holdings.get(headline.id());
        open += (headline.isOver() ? 0 : 1) - (known == null || known.headline().isOver() ? 0 : 1);
        var holding = known == null ? new HeldIncident(headline, place) : known;
        holding.move(headline, place);
        holdings.put(headline.id(), holding);
        var stranger = strangers.remove(headline.id());
        if (holding.details().isEmpty()) {
            holding.keep(stranger == null ? new HeldDetails(bounds) : stranger);
        }
        holding.details().ifPresent(details -> details.snapshot(incident));
        shelf.put(holding);
        if (open > bounds.openIncidents()) {
            makeRoom();
        }
    }

    boolean remove(String id) {
        shelf.remove(id);
        var gone = holdings.remove(id);
        open -= gone == null || gone.headline().isOver() ? 0 : 1;
        return notHeld.remove(id) || gone != null;
    }

    void startOver() {
        holdings.values().forEach(HeldIncident::startOver);
    }

    /**
     * Applies a change to an incident's details, or to details that wait for their incident: facts may come before the snapshot of their
     * incident, or when there is no room for all about it.
     */
    boolean withDetails(String id, Predicate<HeldDetails> deed) {
        var holding = holdings.get(id);
        if (holding != null && holding.details().isPresent()) {
            var done = deed.test(holding.details().get());
            shelf.put(holding);
            return done;
        }
        var stranger = strangers.computeIfAbsent(id, none -> new HeldDetails(bounds));
        if (strangers.size() > bounds.strangers()) {
            strangers.remove(strangers.keySet().iterator().next());
        }
        return deed.test(stranger);
    }

    /** Facts about an incident, also those kept aside. */
    Optional<HeldDetails> facts(String id) {
        return find(id).flatMap(holding -> holding.details().or(() -> Optional.ofNullable(strangers.get(id))));
    }

    Optional<HeldIncident> find(String id) {
        return Optional.ofNullable(holdings.get(id));
    }

    List<IncidentHeadline> headlines() {
        return holdings.values().stream().map(HeldIncident::headline).toList();
    }

    Stream<HeldDetails> detailed() {
        return StreamSupport.stream(shelf.holdings().spliterator(), false).flatMap(holding -> holding.details()
                .stream());
    }

    int openNotHeld() {
        return notHeld.size();
    }

    /** Lets go of those that are over, and too old or too many. */
    List<String> expire(Instant horizon) {
        var over = holdings.values().stream().map(HeldIncident::headline).filter(IncidentHeadline::isOver).sorted(
                Comparator
                        .comparing(Incidents::updatedAt).reversed()).toList();
        var gone = new ArrayList<String>();
        for (var place = 0; place < over.size(); place++) {
            var headline = over.get(place);
            if (place >= bounds.resolvedIncidents() || headline.milestones().updatedAt().isBefore(horizon)) {
                remove(headline.id());
                gone.add(headline.id());
            }
        }
        return gone;
    }

    private static Instant updatedAt(IncidentHeadline headline) {
        return headline.milestones().updatedAt();
    }

    private void makeRoom() {
        var least = holdings.values().stream().map(HeldIncident::headline).filter(headline -> !headline.isOver())
                .sorted(
                        LEAST_FIRST).limit(Math.max(1, bounds.openIncidents() / AT_ONCE)).map(IncidentHeadline::id)
                .toList();
        least.forEach(this::remove);
        notHeld.addAll(least);
    }
}
