package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;

/** Receivers as targets with their channels. Only those that a route names are made. */
final class Receivers {

    private final ImportDraft draft;
    private final ChannelMaker channels;
    private final Map<String, Original> byName = new LinkedHashMap<>();
    private final Map<String, Optional<String>> targets = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    Receivers(ImportDraft draft, Original global, List<YamlNode> receivers) {
        this.draft = draft;
        this.channels = new ChannelMaker(draft, global);
        receivers.forEach(node -> {
            var receiver = new Original(node);
            receiver.text("name").ifPresent(name -> byName.put(name, receiver));
        });
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
        var reached = false;
        for (var entry : receiver.entries()) {
            var key = entry.key().text();
            if (key.equals("name")) {
                continue;
            }
            for (var item : receiver.items(key)) {
                configured = true;
                var made = channels.make(key, name, new Original(item), entry.key().place());
                addresses.addAll(made.addresses());
                reached |= made.delivered();
            }
        }
        if (!configured) {
            return Optional.empty();
        }
        if (!reached) {
            draft.note(receiver.place(), "receiver '" + name
                    + "' has no channel that Tocsin can page through, so its pages also go to the console's inbox");
            draft.channel("inbox", "{type: inbox}");
            addresses.add("{channel: inbox, address: " + Quoted.yaml(name) + "}");
        }
        var target = Quoted.name(name);
        for (int number = 2; !taken.add(target); number++) {
            target = Quoted.name(name) + "-" + number;
        }
        draft.target(target, "[" + String.join(", ", addresses) + "]");
        return Optional.of(target);
    }
}
