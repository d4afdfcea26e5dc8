package dev.tocsin.policytools.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.PolicyVersion;

/** Finds the change that made an element of a policy what it is in a version. */
public final class PolicyBlame {

    private PolicyBlame() {}

    /**
     * The origin of an element.
     *
     * @param since
     *            first version from which the element stands as it is, without interruption
     * @param before
     *            the version before; empty if the element stands so since the first one
     * @param changes
     *            what changed of the element in {@code since}, in words
     * @param hunks
     *            changed lines of the text with three lines around, as far as they concern the element
     */
    public record Origin(PolicyElement element, PolicyVersion since, Optional<PolicyVersion> before,
            List<String> changes, List<String> hunks) {

        public Origin {
            changes = List.copyOf(changes);
            hunks = List.copyOf(hunks);
        }
    }

    /**
     * The origin of an element as it stands in a version.
     *
     * @param versions
     *            from the first to the newest
     * @return empty if there is no such version, or it does not have the element
     */
    public static Optional<Origin> of(PolicyElement element, int version, List<PolicyVersion> versions) {
        var until = versions.stream().filter(each -> each.getVersion() <= version).toList();
        if (until.isEmpty() || until.getLast().getVersion() != version) {
            return Optional.empty();
        }
        var now = PolicyDiff.written(until.getLast().getText(), element);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        var since = until.getLast();
        Optional<PolicyVersion> before = Optional.empty();
        for (var earlier : until.reversed().subList(1, until.size())) {
            if (!PolicyDiff.written(earlier.getText(), element).equals(now)) {
                before = Optional.of(earlier);
                break;
            }
            since = earlier;
        }
        return Optional.of(origin(element, since, before));
    }

    private static Origin origin(PolicyElement element, PolicyVersion since, Optional<PolicyVersion> before) {
        var text = before.map(PolicyVersion::getText).orElse("");
        var changes = before.isEmpty()
                ? List.<String>of()
                : PolicyDiff.between(text, since.getText()).stream().filter(change -> concerns(change, element))
                        .toList();
        return new Origin(element, since, before, changes, before.isEmpty()
                ? List.of()
                : about(element, UnifiedDiff.of(text, since.getText()).lines(), since.getText(), text));
    }

    private static boolean concerns(String change, PolicyElement element) {
        return change.startsWith(element.name().isEmpty()
                ? element.section() + " "
                : PolicyDiff.singular(element.section()) + " '" + element.name() + "' ");
    }

    /** The hunks that touch the lines of the element in either text; all, if none does. */
    private static List<String> about(PolicyElement element, List<String> lines, String after, String before) {
        var now = PolicyDiff.lines(after, element);
        var was = PolicyDiff.lines(before, element);
        var hunks = hunks(lines);
        var touching = hunks.stream().filter(hunk -> hunk.touches(was, now)).toList();
        return (touching.isEmpty() ? hunks : touching).stream().flatMap(hunk -> hunk.lines().stream()).toList();
    }

    private static List<Hunk> hunks(List<String> lines) {
        var hunks = new ArrayList<List<String>>();
        for (var line : lines) {
            if (line.startsWith("@@")) {
                hunks.add(new ArrayList<>());
            }
            hunks.getLast().add(line);
        }
        return hunks.stream().map(Hunk::new).toList();
    }

    /** A hunk of a unified diff; the first line says where it stands. */
    private record Hunk(List<String> lines) {

        boolean touches(LineRange before, LineRange after) {
            var numbers = lines.getFirst().split("[ ,+-]+", -1);
            var old = Integer.parseInt(numbers[1]);
            var now = Integer.parseInt(numbers[3]);
            for (var line : lines.subList(1, lines.size())) {
                if ((line.startsWith("-") && before.contains(old)) || (line.startsWith("+") && after.contains(now))) {
                    return true;
                }
                old += line.startsWith("+") ? 0 : 1;
                now += line.startsWith("-") ? 0 : 1;
            }
            return false;
        }
    }
}
