package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlProblems;

/** Collects all errors of a file, so that its author can fix them at once. One cause is reported once. */
public final class Findings implements YamlProblems {

    private static final int ENOUGH = 200;
    private static final int LINES_LISTED = 5;

    private final String file;
    private final Set<PolicyError> errors = new LinkedHashSet<>();
    private final Map<SourcePosition, List<PolicyError>> unknownKeys = new LinkedHashMap<>();
    private final Map<SourcePosition, List<MissingKey>> missingKeys = new LinkedHashMap<>();

    public Findings(String file) {
        this.file = file;
    }

    /** A required key that is not there, and how it is reported when nothing else explains it. */
    private record MissingKey(String key, String title, PolicyError error) {}

    @Override
    public void add(SourcePosition at, String problem, String writeInstead) {
        if (errors.size() < ENOUGH) {
            errors.add(error(at, problem, writeInstead));
        }
    }

    private PolicyError error(SourcePosition at, String problem, String writeInstead) {
        return new PolicyError(file, at.line(), at.column(), problem, writeInstead);
    }

    /** A key that its mapping does not know. It may be another word for a required key that is missing there. */
    void unknownKey(Mapping mapping, Scalar key, String title, String advice) {
        unknownKeys.computeIfAbsent(mapping.place(), _ -> new ArrayList<>())
                .add(error(key.place(), "unknown key '" + key.text() + "' in " + title, advice));
    }

    /** A required key that a mapping does not have. */
    void missingKey(Mapping mapping, String key, String title, String example) {
        missingKeys.computeIfAbsent(mapping.place(), _ -> new ArrayList<>()).add(new MissingKey(key, title, error(
                mapping.place(), title + " has no '" + key + "'", "add '" + key + ": " + example + "'")));
    }

    /**
     * Goes on only when nothing was found.
     *
     * @throws PolicyErrors
     *             with everything found, in the order of the file
     */
    public void refuseIfAny() throws PolicyErrors {
        settleKeys();
        if (!errors.isEmpty()) {
            throw new PolicyErrors(merged(inOrder()));
        }
    }

    /** An unknown key beside a missing one is the missing one under another name: one cause, one error. */
    private void settleKeys() {
        unknownKeys.forEach((place, unknown) -> {
            var missing = missingKeys.getOrDefault(place, List.of());
            for (int i = 0; i < unknown.size(); i++) {
                var error = unknown.get(i);
                errors.add(i < missing.size() ? renamed(error, missing.get(i)) : error);
            }
            missing.stream().skip(unknown.size()).map(MissingKey::error).forEach(errors::add);
        });
        missingKeys.forEach((place, missing) -> {
            if (!unknownKeys.containsKey(place)) {
                missing.stream().map(MissingKey::error).forEach(errors::add);
            }
        });
        unknownKeys.clear();
        missingKeys.clear();
    }

    private static PolicyError renamed(PolicyError unknown, MissingKey missing) {
        return new PolicyError(unknown.file(), unknown.line(), unknown.column(), unknown.problem(),
                "write '" + missing.key() + "', which " + missing.title() + " requires");
    }

    private List<PolicyError> inOrder() {
        var sorted = new ArrayList<>(errors);
        sorted.sort(Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column));
        return sorted;
    }

    /** A name that is unknown in several places is one error, at the first of them. */
    private static List<PolicyError> merged(List<PolicyError> sorted) {
        record Cause(String problem, String writeInstead) {}
        var byCause = new LinkedHashMap<Object, List<PolicyError>>();
        for (var error : sorted) {
            Object cause = error.problem().startsWith("unknown ")
                    ? new Cause(error.problem(), error.writeInstead())
                    : error;
            byCause.computeIfAbsent(cause, _ -> new ArrayList<>()).add(error);
        }
        return byCause.values().stream().map(Findings::once).toList();
    }

    private static PolicyError once(List<PolicyError> same) {
        var first = same.getFirst();
        var others = same.stream().map(PolicyError::line).distinct().filter(line -> line != first.line()).toList();
        if (others.isEmpty()) {
            return first;
        }
        var lines = others.stream().limit(LINES_LISTED).map(String::valueOf).collect(Collectors.joining(", "));
        return new PolicyError(first.file(), first.line(), first.column(),
                first.problem() + " (also in line" + (others.size() == 1 ? " " : "s ") + lines
                        + (others.size() > LINES_LISTED ? ", ..." : "") + ")",
                first.writeInstead());
    }
}
