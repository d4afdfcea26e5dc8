package dev.tocsin.policy.read;

import java.util.List;
import java.util.stream.Collectors;

/** Reports all errors of an invalid policy, in the order of the file. */
public final class PolicyErrors extends Exception {

    private final transient List<PolicyError> errors;

    public PolicyErrors(List<PolicyError> errors) {
        super(errors.stream().map(PolicyError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** At least one. */
    public List<PolicyError> errors() {
        return errors;
    }
}
