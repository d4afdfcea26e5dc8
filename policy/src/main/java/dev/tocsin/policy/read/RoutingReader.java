package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.route.MuteWindows;
import dev.tocsin.policy.route.Route;
import dev.tocsin.policy.route.Route.Receiver;
import dev.tocsin.policy.route.RouteTree;
import dev.tocsin.policy.route.RouteWindow;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code routing}: the tree of routes, with what each node inherits. */
final class RoutingReader {

    private static final String ROUTES = "[{when: 'team=\"db\"', notify: [dba]}]";
    private static final String ROOT = "root";

    private final Map<String, Ladder> ladders;
    private final Map<String, RouteWindow> windows;
    private final TargetNames targets;
    private final Set<String> ladderNames;
    private final Conditions conditions;
    private final Findings findings;
    private final Names names;
    private final Set<String> given = new HashSet<>();
    private final Map<String, Ladder> climbed = new LinkedHashMap<>();

    /**
     * A reader of routes.
     *
     * @param ladderNames
     *            of all ladders that are declared, also of those that could not be read
     * @param notified
     *            names of targets and schedules
     */
    RoutingReader(Map<String, Ladder> ladders, Set<String> ladderNames, Set<String> notified,
            Map<String, RouteWindow> windows, Conditions conditions, Findings findings) {
        this.ladders = ladders;
        this.ladderNames = ladderNames;
        this.windows = windows;
        this.targets = new TargetNames(notified, findings);
        this.conditions = conditions;
        this.findings = findings;
        this.names = new Names("route", findings);
    }

    /** What a node has from its parent. */
    private record Inherited(String name, List<String> told, Optional<String> ladder,
            Optional<List<String>> groupBy, Duration groupWait, Optional<Duration> groupInterval,
            Optional<Duration> repeat) {

        static final Inherited NOTHING = new Inherited("", List.of(), Optional.empty(), Optional.empty(),
                Duration.ZERO, Optional.empty(), Optional.empty());
    }

    /** The ladders that the routes which were read climb, by name. */
    Map<String, Ladder> ladders() {
        return climbed;
    }

    Optional<RouteTree> read(YamlNode node) {
        return Section.of(node, SectionKind.ROUTE, findings).map(section -> {
            for (var key : List.of("when", "continue")) {
                section.node(key).ifPresent(it -> findings.add(it.place(), "the root of 'routing' has '" + key + "'",
                        "remove it: the root takes whatever no other route takes"));
            }
            if (section.node("notify").isEmpty() && section.node("ladder").isEmpty()) {
                findings.add(section.place(), "the root of 'routing' has no receiver",
                        "add 'notify: [on-call]' or 'ladder: urgent'");
            }
            return new RouteTree(route(section, Inherited.NOTHING));
        });
    }

    private Route route(Section section, Inherited from) {
        var written = section.scalar("when", "team=\"db\"");
        var condition = written.isPresent() ? conditions.route(section, "when") : Optional.of(Condition.ALWAYS);
        var here = inherited(section, from, name(section, from, written.map(Scalar::text)));
        var children = new ArrayList<Route>();
        for (var item : section.items("routes", ROUTES)) {
            Section.of(item, SectionKind.ROUTE, findings).ifPresent(child -> children.add(route(child, here)));
        }
        var climb = climb(here);
        climbed.put(climb.name(), climb);
        return new Route(here.name(), written.map(Scalar::text), condition.orElse(Condition.ALWAYS),
                Numbers.flag(section, "continue").orElse(false), new Receiver(here.told(), here.ladder()), here
                        .groupBy(), here.groupInterval(),
                here.repeat(),
                new MuteWindows(windows(section, "mute"), windows(section, "active")), children);
    }

    /** Its own name, else its path of conditions, numbered where two siblings have the same. */
    private String name(Section section, Inherited from, Optional<String> when) {
        var own = section.scalar("name", "databases");
        own.ifPresent(it -> {
            Section.checkText(it, "route", findings);
            names.give(it.text(), it.place());
        });
        var base = own.map(Scalar::text).orElseGet(() -> from.name().isEmpty()
                ? ROOT
                : from.name() + "/" + when.map(String::strip).orElse("*"));
        var name = base;
        for (int number = 2; !given.add(name); number++) {
            name = base + "#" + number;
        }
        return name;
    }

    private Inherited inherited(Section section, Inherited from, String name) {
        var ladder = section.scalar("ladder", "urgent")
                .filter(it -> Names.isKnown(it, "ladder", ladderNames, findings)).map(Scalar::text);
        var notify = section.node("notify");
        if (notify.isPresent() && section.node("ladder").isPresent()) {
            findings.add(notify.get().place(), "a route has both 'notify' and 'ladder'", "keep one of the two");
        }
        var own = notify.isPresent() || section.node("ladder").isPresent();
        return new Inherited(name, own ? notify.map(this::told).orElse(List.of()) : from.told(),
                own ? ladder : from.ladder(),
                section.node("group-by").isPresent() ? Optional.of(groupBy(section)) : from.groupBy(),
                DurationReader.read(section, "group-wait", "30s").orElse(from.groupWait()),
                DurationReader.longest(section, "group-interval", "5m").or(from::groupInterval),
                DurationReader.longest(section, "repeat", "4h").or(from::repeat));
    }

    /** An empty list tells nobody, which is said rather than left out. */
    private List<String> told(YamlNode node) {
        return node instanceof YamlNode.Sequence list && list.items().isEmpty()
                ? List.of()
                : targets.read(node, "'notify'");
    }

    private static List<String> groupBy(Section section) {
        return section.words("group-by", "[alertname, cluster]").stream().map(Scalar::text).distinct().toList();
    }

    /** What a node climbs: the named ladder, or a single step, after the wait and with the node's repeat. */
    private Ladder climb(Inherited here) {
        var named = here.ladder().map(ladders::get);
        var first = named.map(Ladder::rungs).orElseGet(() -> here.told().isEmpty()
                ? List.of()
                : List.of(new Ladder.Rung(Duration.ZERO, here.told())));
        var rungs = first.stream().map(rung -> new Ladder.Rung(rung.after().plus(here.groupWait()), rung.targets(),
                rung.when())).toList();
        var conduct = named.map(Ladder::conduct).orElse(Ladder.Conduct.PLAIN);
        var steps = rungs.stream().map(rung -> new Ladder.Step(rung.after(), rung.targets(), List.of(), rung.when()))
                .toList();
        return new Ladder(RouteTree.ladderOf(here.name()), rungs,
                here.repeat().isPresent() ? Integer.MAX_VALUE : named.map(Ladder::repeat).orElse(0),
                here.repeat().or(() -> named.map(Ladder::repeatAfter)).orElse(Duration.ZERO), steps, conduct);
    }

    private List<RouteWindow> windows(Section section, String key) {
        var found = new LinkedHashMap<String, RouteWindow>();
        for (var word : section.words(key, "[nights]")) {
            if (Names.isKnown(word, "window", windows.keySet(), findings)) {
                found.put(word.text(), windows.get(word.text()));
            }
        }
        return List.copyOf(found.values());
    }
}
