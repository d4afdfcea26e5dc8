package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.util.List;

import dev.tocsin.policy.check.PolicyWarning;
import dev.tocsin.policy.read.PolicyErrors;

/** Prints what is wrong with a policy the way compilers do, so that editors can jump to it. */
final class PolicyReport {

    private PolicyReport() {}

    static void print(PolicyErrors errors, PrintWriter out) {
        for (var error : errors.errors()) {
            out.printf("%s:%d:%d: %s%n    %s%n", error.file(), error.line(), error.column(), error.problem(),
                    error.writeInstead());
        }
        out.flush();
    }

    static void print(List<PolicyWarning> warnings, PrintWriter out) {
        for (var warning : warnings) {
            out.printf("%s:%d:%d: warning: %s%n    %s%n", warning.file(), warning.line(), warning.column(),
                    warning.problem(), warning.writeInstead());
        }
        out.flush();
    }
}
