package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.model.Throttle;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads {@code throttle} of a channel. */
final class ThrottleReader {

    private static final String EXAMPLE = "{messages: 10, within: 5m}";

    private final Findings findings;

    ThrottleReader(Findings findings) {
        this.findings = findings;
    }

    /** The throttle; empty if there is none, or if it is wrong, which is reported. */
    Optional<Throttle> read(ChannelType type, Section channel) {
        return channel.node("throttle").flatMap(node -> {
            if (!type.isThrottleable()) {
                findings.add(node.place(), "a channel of type " + type.id()
                        + " cannot be throttled: what is opened there"
                        + " must be opened and closed in time", "remove 'throttle'");
                return Optional.empty();
            }
            return Section.of(node, SectionKind.THROTTLE, findings).flatMap(this::throttle);
        });
    }

    private Optional<Throttle> throttle(Section section) {
        section.needed("messages", "10");
        section.needed("within", "5m");
        var messages = Numbers.whole(section, "messages", 1, Throttle.MOST,
                "write how many messages pass, such as throttle: " + EXAMPLE);
        var within = DurationReader.positive(section, "within", "5m").filter(it -> isShort(it, section));
        return messages.flatMap(count -> within.map(time -> new Throttle(count, time)));
    }

    private boolean isShort(Duration within, Section section) {
        if (within.compareTo(Throttle.LONGEST) <= 0) {
            return true;
        }
        findings.add(section.node("within").map(YamlNode::place).orElse(section.place()),
                "'within' of a throttle is longer than " + Throttle.LONGEST.toMinutes() + "m",
                "write at most " + Throttle.LONGEST.toMinutes() + "m");
        return false;
    }
}
