package dev.tocsin.console.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.tocsin.console.explain.OnCallReason;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.service.ServiceRow.FirstPaged;
import dev.tocsin.console.service.ServiceRow.OpenCount;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.IncidentState;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.ServiceGraph;
import dev.tocsin.policy.oncall.OnCall;

/** The services that the policy declares or that have incidents, with their incidents and who is paged for them. */
public final class ServiceMap {

    private static final int MOST_TEAMS = 3;
    private static final int MOST_UNDECLARED = 500;

    private final CompiledPolicy policy;
    private final Map<String, OnCall> schedules;
    private final Instant at;

    /**
     * @param policy
     *            in force
     * @param schedules
     *            of the policy, with overrides and swaps
     * @param at
     *            for whom is on call
     */
    public ServiceMap(CompiledPolicy policy, Map<String, OnCall> schedules, Instant at) {
        this.policy = policy;
        this.schedules = Map.copyOf(schedules);
        this.at = at;
    }

    /**
     * A row for each service, by layer and name.
     *
     * @param incidents
     *            open and resolved ones, in any order
     */
    public List<ServiceRow> rows(List<IncidentHeadline> incidents) {
        var byService = incidents.stream().collect(Collectors.groupingBy(incident -> incident.description().service(),
                TreeMap::new, Collectors.toList()));
        var graph = policy.policy().handling().services();
        var declared = new TreeSet<>(graph.nodes().keySet());
        graph.nodes().values().forEach(node -> declared.addAll(node.dependsOn()));
        var others = byService.entrySet().stream().filter(each -> !declared.contains(each.getKey())).sorted(Comparator
                .comparing((Map.Entry<String, List<IncidentHeadline>> each) -> each.getValue().stream().allMatch(
                        IncidentHeadline::isOver)).thenComparing(Map.Entry::getKey)).limit(MOST_UNDECLARED).map(
                                Map.Entry::getKey).toList();
        var all = new ArrayList<>(declared);
        all.addAll(others);
        var layers = ServiceLayers.of(graph, all);
        return all.stream().map(service -> row(service, declared.contains(service), layers.get(service), graph,
                byService
                        .getOrDefault(service, List.of()))).sorted(Comparator.comparingInt(ServiceRow::layer)
                                .thenComparing(
                                        ServiceRow::name)).toList();
    }

    private ServiceRow row(String service, boolean declared, int layer, ServiceGraph graph,
            List<IncidentHeadline> incidents) {
        var newest = incidents.stream().sorted(Comparator.comparing((IncidentHeadline each) -> each.milestones()
                .openedAt()).reversed()).toList();
        var open = newest.stream().filter(incident -> !incident.isOver()).toList();
        var sample = classified(service);
        var teams = newest.stream().map(each -> each.description().team()).filter(team -> !team.isEmpty()).distinct()
                .limit(MOST_TEAMS).toList();
        var ladder = newest.stream().map(IncidentHeadline::ladder).findFirst().orElse(sample.ladder());
        return new ServiceRow(service, graph.system(service), declared, layer, Optional.ofNullable(graph.nodes().get(
                service)).map(ServiceGraph.Node::dependsOn).orElse(List.of()), teams.isEmpty() && !sample.team()
                        .isEmpty() ? List.of(sample.team()) : teams, paged(ladder), counts(open), (int) open.stream()
                                .filter(incident -> incident.state() == IncidentState.OPEN).count());
    }

    /** What the policy makes of an alert that names only the service and that it is critical. */
    private Classification classified(String service) {
        var labels = new TreeMap<>(Map.of("severity", "critical"));
        policy.policy().serviceLabels().stream().findFirst().ifPresent(label -> labels.put(label, service));
        var alert = Alert.newBuilder().setIdentity("map:" + service).setSource("map").setFormat("map").setStatus(
                AlertStatus.FIRING).setName(service).setSummary(service).setLabels(labels).setStartsAt(at)
                .setReceivedId("").build();
        return policy.classify(alert, policy.serviceKey(alert), at);
    }

    private List<FirstPaged> paged(String name) {
        return Optional.ofNullable(policy.policy().ladders().get(name)).map(Ladder::rungs).filter(rungs -> !rungs
                .isEmpty()).map(List::getFirst).map(Ladder.Rung::targets).orElse(List.of()).stream().map(
                        target -> new FirstPaged(target, Optional.ofNullable(schedules.get(target)).map(
                                schedule -> OnCallReason.of(schedule, policy, at).people()).orElse(Collections
                                        .singletonList(target)))).toList();
    }

    private static List<OpenCount> counts(List<IncidentHeadline> open) {
        return open.stream().collect(Collectors.groupingBy(each -> each.description().severityRank(), TreeMap::new,
                Collectors.toList())).entrySet().stream().map(each -> new OpenCount(each.getValue().getFirst()
                        .description().severity(), each.getKey(), each.getValue().size())).toList();
    }
}
