package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.channel.KindSets;
import dev.tocsin.policy.channel.SettingRule;
import dev.tocsin.policy.channel.Trait;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads one entry of {@code channels}. */
final class ChannelReader {

    private final Findings findings;

    ChannelReader(Findings findings) {
        this.findings = findings;
    }

    Optional<ChannelSpec> read(YamlNode.Entry entry) {
        Section.checkName(entry.key(), "channel", findings);
        var name = entry.key().text();
        return type(entry.value()).flatMap(type -> {
            var keys = new ArrayList<>(ChannelType.COMMON);
            type.settings().forEach(setting -> keys.add(setting.key()));
            return Section.of(entry.value(), "a channel of type " + type.id(), keys, findings)
                    .map(section -> channel(name, type, section));
        });
    }

    private Optional<ChannelType> type(YamlNode node) {
        var ids = ChannelCatalogue.ids();
        return Section.mapping(node, "a channel", findings).flatMap(mapping -> {
            var written = mapping.entries().stream().filter(entry -> entry.key().text().equals("type")).findFirst();
            if (written.isEmpty()) {
                findings.add(mapping.place(), "a channel has no 'type'",
                        "add 'type: ' with one of " + String.join(", ", ids));
                return Optional.empty();
            }
            var text = written.get().value() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
            var type = ChannelCatalogue.named(text);
            if (type.isEmpty()) {
                findings.add(written.get().value().place(), "unknown channel type '" + Section.shortened(text) + "'",
                        Nearest.advice(text, ids));
            }
            return type;
        });
    }

    private ChannelSpec channel(String name, ChannelType type, Section section) {
        Map<String, String> settings = new HashMap<>();
        Map<String, SecretRef> secrets = new HashMap<>();
        for (var setting : type.settings()) {
            var node = setting.required()
                    ? section.needed(setting.key(), setting.form().example())
                    : section.node(setting.key());
            node.flatMap(value -> new SettingReader(section).read(setting, value)).ifPresent(value -> {
                switch (value) {
                    case SettingReader.Value.Plain(var text) -> settings.put(setting.key(), text);
                    case SettingReader.Value.Secret(var ref) -> secrets.put(setting.key(), ref);
                }
            });
        }
        type.rules().forEach(rule -> check(rule, type, section));
        return new ChannelSpec(name, type.id(), settings, secrets, told(type, section), cleared(type, section),
                Numbers.flag(section, "send-resolved").orElse(true), new ThrottleReader(findings).read(type, section));
    }

    /** {@code send-resolved} goes before what {@code tells} says of the end. */
    private Set<NotificationKind> told(ChannelType type, Section section) {
        var end = Numbers.flag(section, "send-resolved");
        var kinds = EnumSet.noneOf(NotificationKind.class);
        kinds.addAll(tells(type, section));
        if (end.isPresent() && type.carries(NotificationKind.RESOLVED)) {
            if (end.get()) {
                kinds.add(NotificationKind.RESOLVED);
            } else {
                kinds.remove(NotificationKind.RESOLVED);
            }
        }
        return kinds;
    }

    private boolean cleared(ChannelType type, Section section) {
        var cleared = Numbers.flag(section, "cleared").orElse(type.is(Trait.CLEARED));
        if (cleared && type.is(Trait.PUBLIC)) {
            findings.add(section.node("cleared").map(YamlNode::place).orElse(section.place()),
                    "a channel of type " + type.id() + " is public and cannot be cleared for confidential incidents",
                    "remove 'cleared'");
            return false;
        }
        return cleared;
    }

    private void check(SettingRule rule, ChannelType type, Section section) {
        var one = section.node(rule.one());
        var other = section.node(rule.other());
        switch (rule) {
            case SettingRule.OneOf(var first, var second, var advice) -> {
                if (one.isPresent() == other.isPresent()) {
                    findings.add(other.map(YamlNode::place).orElse(section.place()),
                            "a " + type.id() + " channel " + (one.isPresent()
                                    ? "with both '" + first + "' and '" + second + "'"
                                    : "without '" + first + "' or '" + second + "'"),
                            advice);
                }
            }
            case SettingRule.Together(var first, var second) -> {
                if (one.isPresent() != other.isPresent()) {
                    findings.add(one.or(() -> other).orElseThrow().place(),
                            "'" + (one.isPresent() ? first : second) + "' without the other",
                            "write both '" + first + "' and '" + second + "', or neither");
                }
            }
        }
    }

    private Set<NotificationKind> tells(ChannelType type, Section section) {
        if (section.node("tells").isEmpty()) {
            return type.tells();
        }
        var kinds = EnumSet.noneOf(NotificationKind.class);
        var words = KindSets.TELLABLE.stream().map(KindSets::word).sorted().toList();
        for (var word : section.words("tells", "[resolved]")) {
            var kind = KindSets.TELLABLE.stream().filter(it -> KindSets.word(it).equals(word.text())).findFirst();
            if (kind.isEmpty()) {
                findings.add(word.place(), "'" + Section.shortened(word.text()) + "' is not a kind of message",
                        Nearest.advice(word.text(), words));
            } else if (type.carries(kind.get())) {
                kinds.add(kind.get());
            } else {
                findings.add(word.place(), "a channel of type " + type.id() + " does not send '" + word.text() + "'",
                        "remove it" + words.stream().filter(it -> type.carries(of(it))).reduce((a, b) -> a + ", " + b)
                                .map(able -> ", or write one of " + able).orElse(""));
            }
        }
        return kinds;
    }

    private static NotificationKind of(String word) {
        return KindSets.TELLABLE.stream().filter(it -> KindSets.word(it).equals(word)).findFirst().orElseThrow();
    }
}
