package dev.tocsin.policy.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All channel types. */
public final class ChannelCatalogue {

    private static final List<ChannelType> ALL = Stream.of(GeneralChannels.all(), ChatChannels.all(),
            PhoneChannels.all(), PagerChannels.all(), RecordChannels.all()).flatMap(List::stream).toList();

    private static final Map<String, ChannelType> BY_ID = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(ChannelType::id, Function.identity()));

    private ChannelCatalogue() {}

    /** All, in the order in which the documentation lists them. */
    public static List<ChannelType> all() {
        return ALL;
    }

    /** Their names, in the same order. */
    public static List<String> ids() {
        return ALL.stream().map(ChannelType::id).toList();
    }

    /** The type of that name. */
    public static Optional<ChannelType> named(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /**
     * The type of that name, which is there.
     *
     * @throws IllegalArgumentException
     *             when no type is called so
     */
    public static ChannelType known(String id) {
        return named(id).orElseThrow(() -> new IllegalArgumentException("unknown channel type " + id));
    }

    /** Names of the types on which a plan can have something opened. */
    public static List<String> holding(PlanPart part) {
        return ALL.stream().filter(type -> type.holds(part)).map(ChannelType::id).sorted().toList();
    }
}
