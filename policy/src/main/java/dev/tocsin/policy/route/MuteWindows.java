package dev.tocsin.policy.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a node of the tree is mute: inside any of its mute windows, and outside all of its active windows if it has some
 * (Alertmanager, notify/notify.go, TimeMuteStage and TimeActiveStage).
 */
public record MuteWindows(List<RouteWindow> mute, List<RouteWindow> active) {

    /** Never mute. */
    public static final MuteWindows NONE = new MuteWindows(List.of(), List.of());

    /** After so many changes of windows without one of the node, it counts as staying as it is. */
    private static final int MOST_CHANGES = 200;

    public MuteWindows {
        mute = List.copyOf(mute);
        active = List.copyOf(active);
    }

    /** Why the node is mute at a moment, for people; empty when it is not. */
    public Optional<String> muteAt(Instant at) {
        var inside = mute.stream().filter(window -> window.holdsAt(at)).findFirst();
        if (inside.isPresent()) {
            return Optional.of("muted in window '" + inside.get().name() + "'");
        }
        return active.isEmpty() || active.stream().anyMatch(window -> window.holdsAt(at))
                ? Optional.empty()
                : Optional.of("not active: outside "
                        + String.join(", ", active.stream().map(each -> "'" + each.name() + "'").toList()));
    }

    /** The first moment after the given one at which it becomes mute or audible; empty when it stays as it is. */
    public Optional<Instant> nextChange(Instant after) {
        var now = muteAt(after).isPresent();
        var ahead = new ArrayList<Ahead>();
        Stream.concat(mute.stream(), active.stream()).distinct().forEach(window -> window.nextChange(after).ifPresent(
                at -> ahead.add(new Ahead(window, at))));
        for (int tries = 0; tries < MOST_CHANGES && !ahead.isEmpty(); tries++) {
            var first = ahead.stream().min(Comparator.comparing(Ahead::at)).orElseThrow();
            if (muteAt(first.at()).isPresent() != now) {
                return Optional.of(first.at());
            }
            ahead.remove(first);
            first.window().nextChange(first.at()).ifPresent(at -> ahead.add(new Ahead(first.window(), at)));
        }
        return Optional.empty();
    }

    /** When a window changes next. */
    private record Ahead(RouteWindow window, Instant at) {}
}
