package dev.tocsin.standalone.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.cases.Case;
import dev.tocsin.policytools.cases.CaseOutcome;
import dev.tocsin.policytools.cases.CaseReader;
import dev.tocsin.runtime.setting.SettingsException;

/**
 * A file of cases with the policy that they are about.
 *
 * @param file
 *            where the cases stand
 */
public record CaseBook(Path file, CaseRunner runner, List<Case> cases) {

    public CaseBook {
        cases = List.copyOf(cases);
    }

    /**
     * Opens one.
     *
     * @param policy
     *            file of the policy; empty: the one that the file of cases names
     * @throws PolicyErrors
     *             when one of the two files is wrong
     * @throws SettingsException
     *             when one cannot be read, or no policy is named
     */
    public static CaseBook open(Path file, Optional<Path> policy) throws PolicyErrors {
        var read = CaseReader.read(file.toString(), text(file));
        var named = policy.or(() -> read.policy().map(file::resolveSibling)).orElseThrow(() -> new SettingsException(
                file + " names no policy: add 'policy: FILE' to it, or name a policy before --cases"));
        return new CaseBook(file, new CaseRunner(named.toString(), text(named)), read.cases());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Plays one of them. */
    public Verdict play(Case played) {
        try {
            var outcome = runner.play(played);
            var differences = played.expected().differences(outcome);
            return differences.isEmpty() ? new Verdict.Passed() : new Verdict.Failed(differences, outcome);
        } catch (UnplayableStep step) {
            return new Verdict.Unplayable(step.place(), step.getMessage());
        }
    }

    /** What came of a case. */
    public sealed interface Verdict {

        /** All is as expected. */
        record Passed() implements Verdict {}

        /** Something is not. */
        record Failed(List<dev.tocsin.policytools.cases.Expectation.Difference> differences,
                CaseOutcome outcome) implements Verdict {

            public Failed {
                differences = List.copyOf(differences);
            }
        }

        /** A step could not be taken. */
        record Unplayable(dev.tocsin.policy.yaml.SourcePosition place, String why) implements Verdict {}
    }
}
