package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.Trait;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Emergency;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the section {@code emergency}. */
final class EmergencyReader {

    private static final int MOST_PAGES = 100;
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Conditions conditions;
    private final Map<String, Target> targets;
    private final Map<String, ChannelSpec> channels;
    private final Findings findings;

    EmergencyReader(Conditions conditions, Map<String, Target> targets, Map<String, ChannelSpec> channels,
            Findings findings) {
        this.conditions = conditions;
        this.targets = targets;
        this.channels = channels;
        this.findings = findings;
    }

    Optional<Emergency> read(Section policy) {
        return policy.node("emergency").flatMap(node -> Section.of(node, SectionKind.EMERGENCY, findings)).flatMap(
                this::emergency);
    }

    private Optional<Emergency> emergency(Section section) {
        var after = DurationReader.read(section, "after", "2m").filter(span -> isShort(section, span)).orElse(
                Emergency.AFTER);
        var match = conditions.alert(section, "match");
        var pages = Numbers.whole(section, "pages", 1, MOST_PAGES, "write how many alerts are paged one by one").orElse(
                Emergency.PAGES);
        var notify = section.neededScalar("notify", "ops-phone").filter(name -> Names.isKnown(name, "target", targets
                .keySet(), findings));
        return notify.flatMap(name -> address(section, name).map(address -> new Emergency(after, match, name.text(),
                address, pages)));
    }

    private boolean isShort(Section section, Duration after) {
        if (after.compareTo(LONGEST) <= 0) {
            return true;
        }
        findings.add(section.node("after").orElse(section.whole()).place(),
                "'after' leaves people unpaged for more than 6 hours", "write some minutes, such as 2m");
        return false;
    }

    /** The one address: that on the named channel, or the only one that there is. */
    private Optional<Target.Address> address(Section section, Scalar name) {
        var addresses = targets.get(name.text()).addresses();
        var channel = section.scalar("channel", "sms").filter(word -> Names.isKnown(word, "channel", channels.keySet(),
                findings));
        if (channel.isEmpty() && section.node("channel").isPresent()) {
            return Optional.empty();
        }
        var fitting = addresses.stream().filter(address -> channel.filter(word -> !word.text().equals(address
                .channel())).isEmpty()).toList();
        if (fitting.size() != 1) {
            findings.add(channel.orElse(name).place(), "target '" + name.text() + "' has " + (fitting.isEmpty()
                    ? "no address"
                    : fitting.size() + " addresses") + channel.map(word -> " on channel '" + word.text() + "'").orElse(
                            ""),
                    "the emergency channel is one: write a target with one address, or add 'channel'; it has "
                            + words(addresses));
            return Optional.empty();
        }
        return fitting.stream().findFirst().filter(address -> isFit(channel.orElse(name), address));
    }

    private static String words(List<Target.Address> addresses) {
        return String.join(", ", addresses.stream().map(Target.Address::channel).distinct().toList());
    }

    private boolean isFit(Scalar at, Target.Address address) {
        var spec = channels.get(address.channel());
        if (spec == null) {
            return false;
        }
        var type = ChannelCatalogue.known(spec.type());
        if (!type.reachesPeople() || type.is(Trait.WAITS)) {
            findings.add(at.place(), "a channel of type " + type.id() + " calls nobody while Kafka is unavailable",
                    "use a channel such as sms, pushover, ntfy, slack or webhook");
            return false;
        }
        if (type.is(Trait.STAYS_OPEN)) {
            findings.add(at.place(), "what a channel of type " + type.id()
                    + " opens stays open until Tocsin closes it, and an emergency page has no end",
                    "use a channel such as sms, pushover, ntfy, slack or webhook");
            return false;
        }
        return true;
    }
}
