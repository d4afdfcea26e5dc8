package dev.tocsin.policytools.drills;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.NotificationKind;

/** Kinds as people write them: {@code clock-breached} for CLOCK_BREACHED. */
final class MessageKinds {

    /** Everything that somebody can be told; digests are made where a throttle holds messages back, which no drill plays. */
    static final List<String> TOLD = Arrays.stream(NotificationKind.values()).filter(
            kind -> kind != NotificationKind.UNKNOWN
                    && kind != NotificationKind.DIGEST && kind != NotificationKind.PAGE_DIGEST).map(MessageKinds::word)
            .toList();

    /** Everything that can happen to an incident. */
    static final List<String> FACTS = Arrays.stream(FactKind.values()).filter(kind -> kind != FactKind.UNKNOWN)
            .map(MessageKinds::word).toList();

    /** What wakes somebody: nothing of it may happen that is not expected. */
    static final List<String> WAKES = List.of(word(NotificationKind.PAGE), word(NotificationKind.PAGE_MISSED),
            word(NotificationKind.LADDER_EXHAUSTED));

    private MessageKinds() {}

    static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
