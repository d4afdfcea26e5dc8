package dev.tocsin.policy.check;

import java.util.ArrayList;
import java.util.List;

import dev.tocsin.policy.route.Route;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlProblems;

/**
 * Warns of routes that take no alert: an earlier sibling without {@code continue} takes all of theirs, or their conditions
 * contradict themselves or those above; and of receivers that no alert can reach because the children take everything.
 */
final class UnreachableRoutes implements PolicyInspection {

    private record Placed(Route route, SourcePosition place, List<Conjunction> when) {

        /** Whether it takes whatever the other one could take, and ends the search. */
        boolean hides(Placed later) {
            return !route.goesOn() && later.when.stream().allMatch(each -> when.stream().anyMatch(mine -> mine.covers(
                    each)));
        }
    }

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        file.policy().routes().ifPresent(tree -> PolicyFile.node(file.root(), "routing").ifPresent(node -> ask(
                new Placed(tree.root(), node.place(), Logic.of(tree.root().when())), node, warnings)));
    }

    private static void ask(Placed parent, YamlNode node, YamlProblems warnings) {
        var items = PolicyFile.node(node, "routes").filter(YamlNode.Sequence.class::isInstance)
                .map(list -> ((YamlNode.Sequence) list).items()).orElse(List.of());
        var earlier = new ArrayList<Placed>();
        for (int i = 0; i < items.size(); i++) {
            var route = parent.route().children().get(i);
            var place = PolicyFile.scalar(items.get(i), "when").map(YamlNode::place).orElse(items.get(i).place());
            var child = new Placed(route, place, Logic.of(route.when()));
            if (isImpossible(parent, child)) {
                warnings.add(place, "route '" + route.name() + "' takes no alert: it requires two values of one label",
                        "write alternatives with =~\"one|other\", or remove the route");
            } else {
                earlier.stream().filter(each -> each.hides(child)).findFirst().ifPresent(first -> warnings.add(place,
                        "route '" + route.name() + "' takes no alert: '" + first.route.name() + "' in line "
                                + first.place.line() + " takes all of its alerts before",
                        "move it above that route, add 'continue: true' there, or remove it"));
                ask(child, items.get(i), warnings);
            }
            earlier.add(child);
        }
        untaken(parent, node, earlier, warnings);
    }

    private static boolean isImpossible(Placed parent, Placed child) {
        return child.when.stream().allMatch(each -> each.isImpossible()
                || parent.when.stream().allMatch(above -> above.excludes(each)));
    }

    /** A node whose child takes everything never tells anybody itself. */
    private static void untaken(Placed parent, YamlNode node, List<Placed> children, YamlProblems warnings) {
        var own = PolicyFile.node(node, "notify").or(() -> PolicyFile.node(node, "ladder"));
        children.stream().filter(child -> parent.when.stream().allMatch(each -> child.when.stream().anyMatch(
                mine -> mine.covers(each)))).findFirst().filter(_ -> own.isPresent())
                .filter(_ -> children.stream().noneMatch(child -> child.route.receiver().equals(parent.route
                        .receiver()) || inherits(child.route, parent.route)))
                .ifPresent(child -> warnings.add(own.orElseThrow().place(), "the receiver of route '" + parent.route
                        .name() + "' is never told: '" + child.route.name() + "' in line " + child.place.line()
                        + " takes all of its alerts",
                        "remove one of the two"));
    }

    private static boolean inherits(Route child, Route parent) {
        return child.all().anyMatch(each -> each.receiver().targets().equals(parent.receiver().targets()) && each
                .receiver().ladder().equals(parent.receiver().ladder()));
    }
}
