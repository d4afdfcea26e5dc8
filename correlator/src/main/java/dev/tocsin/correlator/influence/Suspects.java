package dev.tocsin.correlator.influence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Suspect;
import dev.tocsin.policy.model.ServiceGraph;

/** Ranks suspect changes: nearest in the service graph first, then most recent. */
final class Suspects {

    /** Most that an incident shows. */
    static final int MOST = 10;

    /** Steps in the service graph beyond which a change is none of it. */
    static final int FARTHEST = 3;

    private static final Comparator<Suspect> LIKELIEST_FIRST = Comparator.comparingInt(Suspect::getDistance)
            .thenComparing(Suspect::getChangedAt, Comparator.reverseOrder()).thenComparing(Suspect::getChangeId);

    private Suspects() {}

    /** With those that are found now; those of an earlier round stay as long as there is room. */
    static List<Suspect> of(Incident incident, Changes changes, ServiceGraph graph, Duration lookBack) {
        var until = incident.getRoundStartedAt();
        var from = firstAlert(incident).minus(lookBack);
        var found = changes.services().stream().flatMap(service -> {
            var distance = distance(graph, incident.getService(), service);
            return distance.isEmpty()
                    ? Stream.<Suspect>empty()
                    : changes.newest(service, from, until, MOST).stream().map(each -> each.suspect(distance
                            .getAsInt()));
        }).toList();
        return likeliest(incident.getSuspects(), found);
    }

    /** Steps between a service and a changed one, where these are few enough. */
    static OptionalInt distance(ServiceGraph graph, String service, String changed) {
        var distance = graph.distance(service, changed);
        return distance.isPresent() && distance.getAsInt() <= FARTHEST ? distance : OptionalInt.empty();
    }

    static List<Suspect> likeliest(List<Suspect> known, List<Suspect> found) {
        var all = new ArrayList<>(known);
        found.stream().filter(one -> known.stream().noneMatch(other -> other.getChangeId().equals(one.getChangeId())))
                .forEach(all::add);
        return all.stream().sorted(LIKELIEST_FIRST).limit(MOST).toList();
    }

    private static Instant firstAlert(Incident incident) {
        return incident.getAlerts().stream().map(IncidentAlert::getSince).min(Comparator.naturalOrder())
                .filter(since -> since.isBefore(incident.getRoundStartedAt())).orElse(incident.getRoundStartedAt());
    }
}
