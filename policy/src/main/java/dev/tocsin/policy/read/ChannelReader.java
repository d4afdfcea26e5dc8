package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.SecretRef;
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
        var ids = java.util.Arrays.stream(ChannelType.values()).map(ChannelType::id).toList();
        return Section.mapping(node, "a channel", findings).flatMap(mapping -> {
            var written = mapping.entries().stream().filter(entry -> entry.key().text().equals("type")).findFirst();
            if (written.isEmpty()) {
                findings.add(mapping.place(), "a channel has no 'type'",
                        "add 'type: ' and one of " + String.join(", ", ids));
                return Optional.empty();
            }
            var text = written.get().value() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
            var type = ChannelType.named(text);
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
        together(type, section);
        return new ChannelSpec(name, type.id(), settings, secrets, tells(type, section),
                Numbers.flag(section, "cleared").orElse(type == ChannelType.INBOX));
    }

    /** Settings that need or exclude each other. */
    private void together(ChannelType type, Section section) {
        var token = section.node("token");
        var webhook = section.node("webhook-url");
        if (type == ChannelType.SLACK && token.isPresent() == webhook.isPresent()) {
            findings.add(token.map(YamlNode::place).orElse(section.place()),
                    token.isPresent()
                            ? "a slack channel with both 'webhook-url' and 'token'"
                            : "a slack channel without 'webhook-url' or 'token'",
                    "write one of 'webhook-url: {env: NAME}' (an incoming webhook) and 'token: {env: NAME}' (a bot)");
        }
        var username = section.node("username");
        var password = section.node("password");
        if (type == ChannelType.EMAIL && username.isPresent() != password.isPresent()) {
            findings.add(username.or(() -> password).orElseThrow().place(),
                    "'" + (username.isPresent() ? "username" : "password") + "' without the other",
                    "write both 'username' and 'password', or neither");
        }
    }

    private Set<NotificationKind> tells(ChannelType type, Section section) {
        if (section.node("tells").isEmpty()) {
            return type.tells();
        }
        var kinds = EnumSet.noneOf(NotificationKind.class);
        var words = ChannelType.TELLABLE.stream().map(ChannelType::word).sorted().toList();
        for (var word : section.words("tells", "[resolved]")) {
            var kind = ChannelType.TELLABLE.stream().filter(it -> ChannelType.word(it).equals(word.text())).findFirst();
            kind.ifPresentOrElse(kinds::add, () -> findings.add(word.place(),
                    "'" + Section.shortened(word.text()) + "' is nothing to tell", Nearest.advice(word.text(), words)));
        }
        return kinds;
    }
}
