package dev.tocsin.notifier.delivery;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Delivery;

/** Finished notifications of a partition, and the last known delivery of the others before the takeover. */
final class FinishedNotifications {

    private static final int REMEMBERED = 10_000;
    private static final Object OVER = new Object();

    private final Map<String, Delivery> open = new HashMap<>();
    private final Map<String, Object> over = new LinkedHashMap<>();
    private boolean bounded;

    FinishedNotifications(Map<String, Delivery> past) {
        past.forEach((id, last) -> {
            if (isOver(last)) {
                over.put(id, OVER);
            } else {
                open.put(id, last);
            }
        });
    }

    private static boolean isOver(Delivery last) {
        return switch (last.getOutcome()) {
            case DELIVERED, REJECTED, DROPPED, GAVE_UP -> true;
            case STARTED, RETRY, UNKNOWN -> false;
        };
    }

    boolean holds(String id) {
        return over.containsKey(id);
    }

    Optional<Delivery> lastKnown(String id) {
        return Optional.ofNullable(open.get(id));
    }

    void add(String id) {
        open.remove(id);
        over.put(id, OVER);
        shrink();
    }

    /** Keeps only the latest from now on: a duplicate of a notification follows soon, if at all. */
    void forgetOldest() {
        bounded = true;
        shrink();
    }

    private void shrink() {
        var oldest = over.keySet().iterator();
        while (bounded && over.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }
}
