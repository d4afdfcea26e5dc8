package dev.tocsin.ingest.replay;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.ReplayState;

/**
 * Which replays are to be done, by what the log says. A request that was replayed is not replayed again unless a person says
 * so: two people may press the button, and a console may repeat what it wrote. Used by one thread.
 */
final class ReplayBook {

    private final Map<String, QuarantineReplay> done = new LinkedHashMap<>();
    private final Map<String, QuarantineReplay> requested = new LinkedHashMap<>();

    /** A record of the log. */
    void take(QuarantineReplay replay) {
        if (replay.getState() == ReplayState.REQUESTED) {
            requested.put(replay.getId(), replay);
        } else {
            requested.remove(replay.getId());
            done.put(replay.getId(), replay);
        }
    }

    /** What is to be done, in the order in which the requests came, by their ids: an alert's changes keep their order. */
    List<QuarantineReplay> requested() {
        return requested.values().stream().sorted(Comparator.comparing(QuarantineReplay::getId)).toList();
    }

    /** How the replay of this request ended before, if it must not be done again. */
    Optional<QuarantineReplay> doneBefore(QuarantineReplay request) {
        return Optional.ofNullable(done.get(request.getId())).filter(earlier -> earlier
                .getState() == ReplayState.REPLAYED && !request.getAgain());
    }

    /** Another process looks after the log now. */
    void clear() {
        done.clear();
        requested.clear();
    }

    /** It is done; the log says so a moment later. */
    void answered(String id) {
        requested.remove(id);
    }
}
