package dev.tocsin.correlator.incident.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.dedup.StartTimes;
import dev.tocsin.correlator.incident.copy.BuilderFields;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Link;

/** The members that a snapshot shows, and the labels and links they share. */
public final class Members {

    /** Members that a snapshot shows; later ones are only counted. */
    public static final int SHOWN = 25;

    /** Links that a snapshot shows. */
    public static final int LINKS = 20;

    private static final BuilderFields<IncidentAlert.Builder> FIELDS = BuilderFields.of(IncidentAlert.getClassSchema(),
            IncidentAlert.Builder.class);

    private Members() {}

    /** With an alert that fires: in its old place if it is shown already, else at the end. */
    public static List<IncidentAlert> with(List<IncidentAlert> shown, JoiningAlert joiner, Instant now) {
        var place = place(shown, joiner.alert().getIdentity());
        if (place < 0 && shown.size() >= SHOWN) {
            return shown;
        }
        var changed = new ArrayList<>(shown);
        if (place < 0) {
            changed.add(member(joiner, now, StartTimes.of(joiner.alert(), now)));
        } else {
            changed.set(place, member(joiner, shown.get(place).getJoinedAt(), since(shown.get(place), joiner, now)));
        }
        return changed;
    }

    /** With an alert that is over. */
    public static List<IncidentAlert> ceased(List<IncidentAlert> shown, String identity) {
        var place = place(shown, identity);
        if (place < 0) {
            return shown;
        }
        var changed = new ArrayList<>(shown);
        changed.set(place, changing(shown.get(place)).setStatus(AlertStatus.RESOLVED).setFlapping(false)
                .build());
        return changed;
    }

    /** The same member, its labels sorted. */
    public static IncidentAlert sorted(IncidentAlert member) {
        return changing(member).setLabels(new TreeMap<>(member.getLabels())).build();
    }

    private static IncidentAlert.Builder changing(IncidentAlert member) {
        return FIELDS.copy(member, IncidentAlert.newBuilder());
    }

    /** Those that hold, which a new round begins with. */
    public static List<IncidentAlert> firing(List<IncidentAlert> shown) {
        return shown.stream().filter(Members::isFiring).toList();
    }

    /** Of two incidents, each alert once, those that joined first first. */
    public static List<IncidentAlert> together(List<IncidentAlert> shown, List<IncidentAlert> more) {
        var all = new ArrayList<>(shown);
        more.stream().filter(member -> place(shown, member.getIdentity()) < 0).forEach(all::add);
        all.sort(Comparator.comparing(IncidentAlert::getJoinedAt));
        return all.size() <= SHOWN ? all : List.copyOf(all.subList(0, SHOWN));
    }

    /** The one with that identity, if it is shown. */
    public static Optional<IncidentAlert> find(List<IncidentAlert> shown, String identity) {
        var place = place(shown, identity);
        return place < 0 ? Optional.empty() : Optional.of(shown.get(place));
    }

    public static boolean isFiring(IncidentAlert member) {
        return member.getStatus() == AlertStatus.FIRING;
    }

    /** What the labels of all have in common. */
    public static Map<String, String> allShare(List<IncidentAlert> members) {
        Map<String, String> shared = members.isEmpty() ? Map.of() : members.getFirst().getLabels();
        for (var member : members) {
            shared = shared(shared, member.getLabels());
        }
        return shared;
    }

    /** What two sets of labels have in common. */
    public static Map<String, String> shared(Map<String, String> labels, Map<String, String> others) {
        var shared = new TreeMap<String, String>();
        labels.forEach((name, value) -> {
            if (Objects.equals(others.get(name), value)) {
                shared.put(name, value);
            }
        });
        return shared;
    }

    /** Both, each address once. */
    public static List<Link> links(List<Link> links, List<Link> more) {
        var all = new ArrayList<>(links);
        for (var link : more) {
            if (all.size() < LINKS && all.stream().noneMatch(each -> each.getHref().equals(link.getHref()))) {
                all.add(link);
            }
        }
        return all;
    }

    /** While it fires on, the earliest start that was heard of counts. */
    private static Instant since(IncidentAlert was, JoiningAlert joiner, Instant now) {
        var since = StartTimes.of(joiner.alert(), now);
        return isFiring(was) && was.getSince().isBefore(since) ? was.getSince() : since;
    }

    private static IncidentAlert member(JoiningAlert joiner, Instant joinedAt, Instant since) {
        var alert = joiner.alert();
        return IncidentAlert.newBuilder().setIdentity(alert.getIdentity()).setName(alert.getName())
                .setSummary(alert.getSummary()).setSource(alert.getSource()).setStatus(AlertStatus.FIRING)
                .setSince(since).setJoinedAt(joinedAt).setLabels(new TreeMap<>(alert.getLabels()))
                .setSeverity(joiner.classification().severity()).setFlapping(joiner.flapping()).build();
    }

    private static int place(List<IncidentAlert> shown, String identity) {
        for (var i = 0; i < shown.size(); i++) {
            if (shown.get(i).getIdentity().equals(identity)) {
                return i;
            }
        }
        return -1;
    }
}
