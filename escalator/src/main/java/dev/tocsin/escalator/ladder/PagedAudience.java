package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.state.Told;

/** Who of those that were paged is told how it went on. */
public final class PagedAudience {

    private final Policies policies;

    /** By the channels of these policies. */
    public PagedAudience(Policies policies) {
        this.policies = policies;
    }

    /** Those whose channel tells that kind. */
    public List<Told> wanting(List<Told> told, NotificationKind kind) {
        return told.stream().filter(one -> wants(one, kind)).toList();
    }

    /** What is to be told to those who were told in a round and whose channel tells that kind. */
    List<LadderDecision> tells(List<Told> all, int climb, NotificationKind kind, Incident about, String why) {
        return wanting(all, kind).stream()
                .<LadderDecision>map(told -> new LadderDecision.Tell(told, kind, about, climb,
                        Destinations.besides(told, all.stream()), why, "", Duration.ZERO))
                .toList();
    }

    /** Both together, every destination once; the later entry says which policy holds for it. */
    static List<Told> joined(List<Told> before, List<Told> more) {
        var once = new LinkedHashMap<String, Told>();
        Stream.concat(before.stream(), more.stream()).forEach(told -> once.put(told.getDestination(), told));
        return List.copyOf(once.values());
    }

    /**
     * What was opened outside is closed outside, whatever the policy says; a mail or a call opens nothing. A channel that is
     * gone is told of the end all the same.
     */
    public boolean wants(Told told, NotificationKind kind) {
        var channel = Optional.ofNullable(policies.version(told.getPolicyVersion()).policy().channels()
                .get(told.getChannel()));
        var asked = channel.map(ChannelSpec::tells).filter(kinds -> kinds.contains(kind)).isPresent();
        var opensOutside = channel.filter(spec -> !spec.opensAnything()).isEmpty();
        return asked || (kind == NotificationKind.RESOLVED && opensOutside);
    }
}
