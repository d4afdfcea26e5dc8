package dev.tocsin.correlator.incident.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.correlator.dedup.StartTimes;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.state.Grade;
import dev.tocsin.state.MemberFace;

/**
 * The worst firing members and the texts they give the incident. Among equals the one that has had its severity longest
 * comes first, so that the title is stable.
 */
public final class LeadAlerts {

    /** Members of which so much is kept; of an incident with more, the mildest and latest are only counted. */
    static final int KEPT = 25;

    private static final Comparator<MemberFace> WORST_FIRST = Comparator.comparingInt(LeadAlerts::rank);

    private final List<MemberFace> faces;
    private final Set<String> silenced;

    private LeadAlerts(List<MemberFace> faces, Set<String> silenced) {
        this.faces = faces;
        this.silenced = silenced;
    }

    /**
     * Those of an incident's row.
     *
     * @param silenced
     *            identities of members that something holds back
     */
    public static LeadAlerts of(List<MemberFace> faces, List<String> silenced) {
        return new LeadAlerts(new ArrayList<>(faces), new HashSet<>(silenced));
    }

    /** What a member looks like that fires. */
    public static MemberFace of(JoiningAlert joiner, DecisionContext occasion) {
        return MemberFace.newBuilder().setLook(MembersBySeverity.look(joiner.alert(), joiner.classification(),
                occasion))
                .setLinks(List.copyOf(joiner.alert().getLinks())).setSince(StartTimes.of(joiner.alert(), occasion
                        .now()))
                .build();
    }

    /** A member fires, and looks like this from now on. */
    public void put(MemberFace face) {
        var known = find(face.getLook().getAlert());
        var next = known.filter(was -> was.getSince().isBefore(face.getSince())).map(was -> MemberFace.newBuilder(face)
                .setSince(was.getSince()).build()).orElse(face);
        if (known.filter(was -> rank(was) == rank(face)).isPresent()) {
            faces.set(faces.indexOf(known.get()), next);
        } else {
            remove(face.getLook().getAlert());
            faces.add(next);
        }
        if (faces.size() > KEPT) {
            var mildest = faces.stream().max(WORST_FIRST).map(LeadAlerts::rank).orElseThrow();
            faces.remove(faces.reversed().stream().filter(each -> rank(each) == mildest).findFirst().orElseThrow());
        }
    }

    /** A member is over, or gone to another incident. */
    public void remove(String identity) {
        faces.removeIf(face -> face.getLook().getAlert().equals(identity));
    }

    public void clear() {
        faces.clear();
    }

    public Optional<MemberFace> find(String identity) {
        return faces.stream().filter(face -> face.getLook().getAlert().equals(identity)).findFirst();
    }

    /** What the incident looks like by its worst member that nothing holds back. */
    public Optional<Grade> worst() {
        return faces.stream().filter(face -> !isSilenced(face)).min(WORST_FIRST).map(MemberFace::getLook);
    }

    /** Whether something holds back a member of that rank. */
    public boolean silences(int rank) {
        return faces.stream().anyMatch(face -> rank(face) == rank && isSilenced(face));
    }

    /** The first of each severity. */
    public List<Grade> foremost() {
        var byRank = new TreeMap<Integer, Grade>();
        faces.forEach(face -> byRank.putIfAbsent(rank(face), face.getLook()));
        return List.copyOf(byRank.values());
    }

    /** That look, and after it those of the others, the worst first. */
    public Stream<Grade> beginningWith(Grade look) {
        return Stream.concat(Stream.of(look), faces.stream().sorted(WORST_FIRST).map(MemberFace::getLook));
    }

    /** Whether another member has a link to that address. */
    public boolean othersLink(String identity, String href) {
        return faces.stream().filter(face -> !face.getLook().getAlert().equals(identity)).flatMap(face -> face
                .getLinks().stream()).anyMatch(link -> link.getHref().equals(href));
    }

    /** When those began that are not among some others. */
    public List<Instant> begun(Set<String> others) {
        return faces.stream().filter(face -> !others.contains(face.getLook().getAlert())).map(MemberFace::getSince)
                .toList();
    }

    public List<MemberFace> list() {
        return List.copyOf(faces);
    }

    private boolean isSilenced(MemberFace face) {
        return silenced.contains(face.getLook().getAlert());
    }

    private static int rank(MemberFace face) {
        return face.getLook().getSeverity().getRank();
    }
}
