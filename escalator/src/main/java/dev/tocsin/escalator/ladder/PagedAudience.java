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

/** Selects which paged recipients get further news of the incident. */
public final class PagedAudience {

    private final Policies policies;

    /** By the channels of these policies. */
    public PagedAudience(Policies policies) {
        this.policies = policies;
    }

    /** Recipients whose channel sends that kind. */
    public List<Told> wanting(List<Told> told, NotificationKind kind) {
        return told.stream().filter(one -> wants(one, kind)).toList();
    }

    /** Notifications for recipients of a round whose channel sends that kind. */
    List<LadderDecision> tells(List<Told> all, int climb, NotificationKind kind, Incident about, String why) {
        return wanting(all, kind).stream()
                .<LadderDecision>map(told -> new LadderDecision.Tell(told, kind, about, climb,
                        Destinations.besides(told, all.stream()), why, "", Duration.ZERO))
                .toList();
    }

    /** Both lists, each destination once; the later entry wins. */
    static List<Told> joined(List<Told> before, List<Told> more) {
        var once = new LinkedHashMap<String, Told>();
        Stream.concat(before.stream(), more.stream()).forEach(told -> once.put(told.getDestination(), told));
        return List.copyOf(once.values());
    }

    /**
     * Whether a recipient gets that kind. What stays open until it is closed (a pager, a ticket) is always closed. The end of other pages is told unless a mail or call opened nothing, or the channel has {@code send-resolved: false}. A removed channel still gets the end.
     */
    public boolean wants(Told told, NotificationKind kind) {
        var channel = Optional.ofNullable(policies.version(told.getPolicyVersion()).policy().channels()
                .get(told.getChannel()));
        var asked = channel.map(ChannelSpec::tells).filter(kinds -> kinds.contains(kind)).isPresent();
        var endsThere = channel.filter(spec -> !isClosedLater(spec) && (!spec.opensAnything() || !spec.sendsResolved()))
                .isEmpty();
        return asked || (kind == NotificationKind.RESOLVED && endsThere);
    }

    /** A pager's alert, a ticket and a status page stay as they are until they are closed. */
    private static boolean isClosedLater(ChannelSpec spec) {
        return spec.staysOpen() || spec.isRecord();
    }
}
