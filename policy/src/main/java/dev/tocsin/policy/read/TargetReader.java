package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.model.Throttle;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;

/**
 * Reads one entry of {@code targets}: a list of addresses, or a mapping that also says how the person wants to be paged. An
 * address is a mapping, or just the name of a channel that needs none.
 */
final class TargetReader {

    private static final String EXAMPLE = "[{channel: inbox}]";

    private final Set<String> channelNames;
    private final Map<String, ChannelSpec> channels;
    private final ContactReader contacts;
    private final AccountsReader accounts;
    private final Findings findings;

    /**
     * A reader of targets.
     *
     * @param channelNames
     *            of all channels that are declared, also of those that could not be read
     * @param channels
     *            those that could be read
     */
    TargetReader(Set<String> channelNames, Map<String, ChannelSpec> channels, ContactReader contacts,
            Findings findings) {
        this.channelNames = channelNames;
        this.channels = channels;
        this.contacts = contacts;
        this.accounts = new AccountsReader(findings);
        this.findings = findings;
    }

    Target read(YamlNode.Entry entry) {
        Section.checkText(entry.key(), "target", findings);
        var name = entry.key().text();
        if (!(entry.value() instanceof YamlNode.Mapping)) {
            return new Target(name, addresses(name, entry.value()));
        }
        return Section.of(entry.value(), SectionKind.TARGET, findings).map(section -> {
            var reach = section.needed("reach", EXAMPLE);
            var addresses = reach.map(node -> addresses(name, node)).orElse(List.of());
            return new Target(name, addresses, contacts.read(section, addresses, reach.map(this::declared).orElse(Set
                    .of())), accounts.read(name, section));
        }).orElseGet(() -> new Target(name, List.of()));
    }

    private List<Target.Address> addresses(String name, YamlNode node) {
        var addresses = new ArrayList<Target.Address>();
        var items = Section.items(node, "target '" + Section.shortened(name) + "'", EXAMPLE, findings);
        if (items.isEmpty() && node instanceof YamlNode.Sequence) {
            findings.add(node.place(), "target '" + Section.shortened(name) + "' has no address",
                    "add one, such as {channel: inbox}");
        }
        for (var item : items) {
            address(item).ifPresent(addresses::add);
        }
        return addresses;
    }

    /** Declared channels that the addresses name, also where the address is wrong: one mistake is reported once. */
    private Set<String> declared(YamlNode reach) {
        var named = new LinkedHashSet<String>();
        if (reach instanceof YamlNode.Sequence list) {
            for (var item : list.items()) {
                if (item instanceof YamlNode.Scalar channel) {
                    named.add(channel.text());
                } else if (item instanceof YamlNode.Mapping mapping) {
                    mapping.entries().stream().filter(entry -> entry.key().text().equals("channel"))
                            .map(YamlNode.Entry::value).filter(YamlNode.Scalar.class::isInstance)
                            .forEach(value -> named.add(((YamlNode.Scalar) value).text()));
                }
            }
        }
        named.retainAll(channelNames);
        return named;
    }

    private Optional<Target.Address> address(YamlNode node) {
        if (node instanceof YamlNode.Scalar channel && !channel.isEmpty()) {
            return known(channel) ? checked(new Target.Address(channel.text(), ""), channel.place()) : Optional.empty();
        }
        if (node instanceof YamlNode.Mapping mapping && mapping.entries().size() == 1
                && channelNames.contains(mapping.entries().getFirst().key().text())
                && mapping.entries().getFirst().value() instanceof YamlNode.Scalar address) {
            var channel = mapping.entries().getFirst().key();
            findings.add(channel.place(), "unknown key '" + channel.text() + "' in an address",
                    "write {channel: " + channel.text() + ", address: " + address.text() + "}");
            return Optional.empty();
        }
        return Section.of(node, SectionKind.ADDRESS, findings).flatMap(section -> {
            var channel = section.neededScalar("channel", "inbox").filter(this::known);
            var address = section.scalar("address", "somebody@example.org");
            return channel.flatMap(name -> checked(
                    new Target.Address(name.text(), address.map(YamlNode.Scalar::text).orElse(""),
                            throttle(name.text(), section)),
                    address.map(YamlNode.Scalar::place).orElse(section.place())));
        });
    }

    private Optional<Throttle> throttle(String channel, Section address) {
        return Optional.ofNullable(channels.get(channel)).flatMap(spec -> new ThrottleReader(findings).read(
                ChannelCatalogue.known(spec.type()), address));
    }

    private boolean known(YamlNode.Scalar channel) {
        if (channelNames.contains(channel.text())) {
            return true;
        }
        findings.add(channel.place(), "unknown channel '" + Section.shortened(channel.text()) + "'",
                ofType(channel.text()).map(name -> "write '" + name + "', the channel of type " + channel.text())
                        .orElseGet(() -> Nearest.advice(channel.text(), channelNames)));
        return false;
    }

    /** Whoever writes the type of a channel means the channel of that type. */
    private Optional<String> ofType(String type) {
        return channels.values().stream().filter(channel -> channel.type().equals(type)).map(ChannelSpec::name)
                .findFirst();
    }

    private Optional<Target.Address> checked(Target.Address address, SourcePosition at) {
        var channel = channels.get(address.channel());
        if (channel == null) {
            return Optional.empty();
        }
        var form = ChannelCatalogue.known(channel.type()).address();
        var asked = form.onlyWith().filter(key -> !isSet(channel, key)).isEmpty()
                && form.unless().filter(key -> isSet(channel, key)).isEmpty();
        if (asked && !form.fits(address.address())) {
            findings.add(at, "an address on the " + channel.type() + " channel '" + channel.name() + "' without "
                    + form.what(), "write {channel: " + channel.name() + ", address: " + form.example());
            return Optional.empty();
        }
        return Optional.of(address);
    }

    private static boolean isSet(ChannelSpec channel, String key) {
        return channel.settings().containsKey(key) || channel.secrets().containsKey(key);
    }
}
