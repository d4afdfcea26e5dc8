package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.model.ServiceGraph;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code services}. Names of services are what labels say, so they may be any text. */
final class ServiceGraphReader {

    private final Findings findings;

    ServiceGraphReader(Findings findings) {
        this.findings = findings;
    }

    ServiceGraph read(YamlNode node) {
        var entries = Section.mapping(node, "'services'", findings).map(YamlNode.Mapping::entries).orElse(List.of());
        var names = entries.stream().map(entry -> entry.key().text()).collect(Collectors.toSet());
        Map<String, ServiceGraph.Node> nodes = new LinkedHashMap<>();
        Map<String, Scalar> systems = new LinkedHashMap<>();
        for (var entry : entries) {
            service(entry, names, systems).ifPresent(service -> nodes.put(entry.key().text(), service));
        }
        systems.forEach((system, written) -> apart(written, nodes));
        return new ServiceGraph(nodes);
    }

    private Optional<ServiceGraph.Node> service(YamlNode.Entry entry, Set<String> names, Map<String, Scalar> systems) {
        if (entry.value() instanceof Scalar nothing && nothing.isEmpty()) {
            return Optional.of(new ServiceGraph.Node(List.of(), Optional.empty()));
        }
        return Section.of(entry.value(), SectionKind.SERVICE_NODE, findings).map(section -> {
            var system = section.scalar("system", "shop");
            system.ifPresent(it -> {
                Section.checkName(it, "system", findings);
                systems.putIfAbsent(it.text(), it);
            });
            return new ServiceGraph.Node(dependsOn(entry.key().text(), section, names), system.map(Scalar::text));
        });
    }

    private List<String> dependsOn(String service, Section section, Set<String> names) {
        var needed = new ArrayList<String>();
        if (section.node("depends-on").isEmpty()) {
            return needed;
        }
        for (var word : section.words("depends-on", "[orders-db]")) {
            if (word.text().equals(service)) {
                findings.add(word.place(), "a service depends on itself", "remove it");
            } else if (!names.contains(word.text())) {
                findings.add(word.place(), "unknown service '" + Section.shortened(word.text()) + "'",
                        Nearest.to(word.text(), names).map(near -> "write '" + near + "', or add '").orElse("add '")
                                + Section.shortened(word.text()) + ": {}' to 'services'");
            } else {
                needed.add(word.text());
            }
        }
        return needed;
    }

    /** A service of the name of a system that it is not part of would share the system's log by accident. */
    private void apart(Scalar system, Map<String, ServiceGraph.Node> nodes) {
        var service = nodes.get(system.text());
        if (service != null && !service.system().equals(Optional.of(system.text()))) {
            findings.add(system.place(), "system '" + system.text() + "' has the same name as a service outside it",
                    "rename the system, or write 'system: " + system.text() + "' in that service too");
        }
    }
}
