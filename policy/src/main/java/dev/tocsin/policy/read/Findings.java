package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlProblems;

/** Collects all errors of a file, so that its author can fix them at once. */
public final class Findings implements YamlProblems {

    private static final int ENOUGH = 200;

    private final String file;
    private final Set<PolicyError> errors = new LinkedHashSet<>();

    public Findings(String file) {
        this.file = file;
    }

    @Override
    public void add(SourcePosition at, String problem, String writeInstead) {
        if (errors.size() < ENOUGH) {
            errors.add(new PolicyError(file, at.line(), at.column(), problem, writeInstead));
        }
    }

    /**
     * Goes on only when nothing was found.
     *
     * @throws PolicyErrors
     *             with everything found, in the order of the file
     */
    public void refuseIfAny() throws PolicyErrors {
        if (!errors.isEmpty()) {
            throw new PolicyErrors(inOrder());
        }
    }

    private List<PolicyError> inOrder() {
        var sorted = new ArrayList<>(errors);
        sorted.sort(Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column));
        return sorted;
    }
}
