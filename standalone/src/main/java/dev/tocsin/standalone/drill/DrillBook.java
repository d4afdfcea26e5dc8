package dev.tocsin.standalone.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policytools.cases.Expectation;
import dev.tocsin.policytools.drills.Drill;
import dev.tocsin.policytools.drills.DrillEvent;
import dev.tocsin.policytools.drills.DrillReader;
import dev.tocsin.policytools.drills.DrillResult;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.cases.UnplayableStep;

/**
 * A file of drills with the policy that they are about.
 *
 * @param file
 *            where the drills stand
 */
public record DrillBook(Path file, List<Drill> drills, DrillRunner runner) {

    public DrillBook {
        drills = List.copyOf(drills);
    }

    /**
     * Opens one.
     *
     * @param policy
     *            file of the policy; empty: the one that the file of drills names
     * @throws PolicyErrors
     *             when one of the two files is wrong
     * @throws SettingsException
     *             when one cannot be read, or no policy is named
     */
    public static DrillBook open(Path file, Optional<Path> policy) throws PolicyErrors {
        var read = DrillReader.read(file.toString(), text(file));
        var named = policy.or(() -> read.policy().map(file::resolveSibling)).orElseThrow(() -> new SettingsException(
                file + " names no policy: add 'policy: FILE' to it, or name a policy before it"));
        return new DrillBook(file, read.drills(), new DrillRunner(named.toString(), text(named)));
    }

    /**
     * Opens what is typed: a policy with a file or the beginning of a name, or a file of drills with or without one.
     *
     * @param first
     *            a policy or a file of drills
     * @param scenario
     *            a file of drills for that policy, or the beginning of the name of a drill; a policy's own drills stand in
     *            the folder {@code drills} beside it, in a file of its name
     * @throws PolicyErrors
     *             when one of the files is wrong
     * @throws SettingsException
     *             when one cannot be read, or no drill has such a name
     */
    public static DrillBook open(Path first, String scenario) throws PolicyErrors {
        if (DrillReader.isDrills(text(first))) {
            return open(first, Optional.empty()).named(scenario);
        }
        var other = Path.of(scenario);
        if (!scenario.isEmpty() && Files.isRegularFile(other)) {
            return open(other, Optional.of(first));
        }
        return open(first.resolveSibling("drills").resolve(first.getFileName()), Optional.of(first)).named(scenario);
    }

    private DrillBook named(String beginning) {
        var chosen = drills.stream().filter(drill -> drill.name().startsWith(beginning)).toList();
        if (chosen.isEmpty()) {
            throw new SettingsException("no drill in " + file + " has a name that starts with '" + beginning
                    + "'; available drills: " + String.join("; ", drills.stream().map(Drill::name).toList()));
        }
        return new DrillBook(file, chosen, runner);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Plays one of them. */
    public Result play(Drill drill) {
        try {
            var played = runner.play(drill);
            return new Result.Played(played.happenings(), DrillResult.of(drill, played.happenings()), drill.expected()
                    .differences(played.outcome()));
        } catch (UnplayableStep step) {
            return new Result.Unplayable(step.place(), step.getMessage());
        }
    }

    /** What came of a drill. */
    public sealed interface Result {

        /**
         * It was played to its end.
         *
         * @param happenings
         *            in the order of time
         * @param differences
         *            in what happened
         * @param inTheEnd
         *            in how incidents stand
         */
        record Played(List<DrillEvent> happenings, List<DrillResult.Difference> differences,
                List<Expectation.Difference> inTheEnd) implements Result {

            public Played {
                happenings = List.copyOf(happenings);
                differences = List.copyOf(differences);
                inTheEnd = List.copyOf(inTheEnd);
            }

            /** Whether all is as expected. */
            public boolean isAsExpected() {
                return differences.isEmpty() && inTheEnd.isEmpty();
            }
        }

        /** A step could not be taken. */
        record Unplayable(SourcePosition place, String why) implements Result {}
    }
}
