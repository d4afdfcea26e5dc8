package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Sequence;

/** Receivers as targets of the same names, each with its channels. */
final class Receivers {

    private static final String NAME = "(?s)[^\\s\\p{C}](?:[^\\p{C}]{0,248}[^\\s\\p{C}])?";

    private final ImportDraft draft;
    private final ChannelMaker channels;
    private final ReceiverCheck check;
    private final Findings findings;
    private final boolean partial;
    private final Map<String, Original> byName = new LinkedHashMap<>();
    private final Map<String, Optional<String>> targets = new LinkedHashMap<>();

    /**
     * Reads the list.
     *
     * @param partial
     *            whether a receiver of a kind that Tocsin does not have becomes a note, and its pages go to the inbox
     */
    Receivers(ImportDraft draft, Original global, List<YamlNode> receivers, boolean partial, Findings findings) {
        this.draft = draft;
        this.channels = new ChannelMaker(draft, global, partial, findings);
        this.check = new ReceiverCheck(global, findings);
        this.partial = partial;
        this.findings = findings;
        check.global();
        receivers.forEach(this::declared);
    }

    private void declared(YamlNode node) {
        var receiver = new Original(node);
        for (var key : receiver.keys()) {
            if (!ReceiverKind.receiverKeys().contains(key.text())) {
                findings.add(key.place(), "unknown field '" + key.text() + "' in a receiver", Nearest.advice(key.text(),
                        ReceiverKind.receiverKeys()));
            }
        }
        var name = receiver.scalar("name").filter(it -> !it.text().isEmpty());
        if (name.isEmpty()) {
            findings.add(node.place(), "missing name in receiver", "add 'name: NAME'");
            return;
        }
        if (!name.get().text().matches(NAME)) {
            findings.add(name.get().place(), "the name of a receiver cannot be kept",
                    "use up to 250 characters in one line, without a blank at either end");
        }
        if (byName.putIfAbsent(name.get().text(), receiver) != null) {
            findings.add(name.get().place(), "receiver '" + name.get().text() + "' is not unique",
                    "give it another name");
        }
        for (var entry : receiver.entries()) {
            ReceiverKind.of(entry.key().text()).ifPresent(kind -> {
                if (entry.value() instanceof Sequence list) {
                    list.items().forEach(item -> check.check(kind, item));
                } else if (!(entry.value() instanceof YamlNode.Scalar scalar && scalar.isEmpty())) {
                    findings.add(entry.value().place(), "'" + kind.key() + "' is " + entry.value().kind(),
                            "write a list");
                }
            });
        }
    }

    boolean knows(String name) {
        return byName.containsKey(name);
    }

    Map<String, SourcePosition> unused() {
        var unused = new LinkedHashMap<String, SourcePosition>();
        byName.forEach((name, receiver) -> {
            if (!targets.containsKey(name)) {
                unused.put(name, receiver.place());
            }
        });
        return unused;
    }

    /** The target that a receiver became; empty when it tells nobody. */
    Optional<String> target(String name) {
        if (!byName.containsKey(name)) {
            return Optional.empty();
        }
        if (!targets.containsKey(name)) {
            targets.put(name, make(name, byName.get(name)));
        }
        return targets.get(name);
    }

    private Optional<String> make(String name, Original receiver) {
        var addresses = new ArrayList<String>();
        var configured = false;
        for (var entry : receiver.entries()) {
            var kind = ReceiverKind.of(entry.key().text());
            for (var item : receiver.items(entry.key().text())) {
                if (kind.isEmpty()) {
                    continue;
                }
                configured = true;
                var made = channels.make(kind.get(), name, new Original(item));
                made.ifPresentOrElse(addresses::addAll, () -> unknown(name, kind.get(), item.place()));
            }
        }
        if (!configured) {
            return Optional.empty();
        }
        if (addresses.isEmpty()) {
            draft.note(receiver.place(), "receiver '" + name
                    + "' has no channel that Tocsin can page through, so its pages go to the console's inbox");
            draft.channel("inbox", "{type: inbox}");
            addresses.add("{channel: inbox, address: " + Quoted.yaml(name) + "}");
        }
        draft.target(name, "[" + String.join(", ", addresses.stream().distinct().toList()) + "]");
        return Optional.of(name);
    }

    private void unknown(String name, ReceiverKind kind, SourcePosition at) {
        if (partial) {
            draft.note(at, "'" + kind.key() + "' of receiver '" + name + "' has no equivalent");
        } else {
            findings.add(at, "'" + kind.key() + "' of receiver '" + name
                    + "' has no equivalent, so whom it tells would not be told",
                    "import with --partial to page the console's inbox instead, or replace it");
        }
    }
}
