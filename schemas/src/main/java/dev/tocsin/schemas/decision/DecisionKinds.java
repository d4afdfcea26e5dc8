package dev.tocsin.schemas.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All kinds of decisions, in the order of the way of an alert. Every outcome code that a service records has one entry here,
 * so that each record can be explained; tests of the services fail on a code without one.
 */
public final class DecisionKinds {

    private static final List<DecisionKind> ALL = Stream.of(EntryDecisions.ALL, HeartbeatDecisions.ALL,
            DedupDecisions.ALL,
            SuppressDecisions.ALL, ClassifyDecisions.ALL, CorrelateDecisions.ALL, ResponseDecisions.ALL,
            LadderDecisions.ALL, ContactDecisions.ALL, ObligationDecisions.ALL, DeliverDecisions.ALL,
            BreakerDecisions.ALL).flatMap(
                    List::stream).toList();
    private static final Map<String, DecisionKind> BY_NAME = byName();

    private DecisionKinds() {}

    /** Every kind. */
    public static List<DecisionKind> all() {
        return ALL;
    }

    /** The kind of a recorded decision; empty for a code of a newer version. */
    public static Optional<DecisionKind> find(String stage, String code) {
        return Optional.ofNullable(BY_NAME.get(name(stage, code)));
    }

    private static Map<String, DecisionKind> byName() {
        var byName = new LinkedHashMap<String, DecisionKind>();
        ALL.forEach(kind -> {
            if (byName.put(name(kind.stage(), kind.code()), kind) != null) {
                throw new IllegalStateException(name(kind.stage(), kind.code()) + " has two entries");
            }
        });
        return byName;
    }

    private static String name(String stage, String code) {
        return stage + "/" + code;
    }
}
