package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.feed.PolicyPublisher;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.history.PolicyDiff;
import dev.tocsin.policytools.history.UnifiedDiff;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.PolicyPage;
import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin policy}: the versions that were published. */
@Command(name = "policy", description = {
        "Tells which policy is in force, through the console's API; shows published versions, rolls back to one, and shows which change made a page.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN."}, synopsisSubcommandLabel = "[history|show|diff|rollback|blame]", subcommands = {
                PolicyCommand.History.class, PolicyCommand.Show.class, PolicyCommand.Diff.class,
                PolicyCommand.Rollback.class, BlameCommand.class})
public final class PolicyCommand implements Callable<Integer> {

    @Mixin
    private ConsoleAddress console;

    @Mixin
    private ListOptions options;

    @Override
    public Integer call() throws InterruptedException {
        var call = console.call();
        return options.print(new PolicyPage(), call, () -> {
            var answer = ListOptions.Refused.unless(call.get("/api/policy")).body();
            return new Listing.Found(List.of(answer), answer, List.of());
        });
    }

    /** {@code tocsin policy history}. */
    @Command(name = "history", description = "Lists published versions, newest first.")
    static final class History implements Callable<Integer> {

        @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "Number of versions to list (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Mixin
        private SettingsOptions options;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var out = spec.commandLine().getOut();
            lines(new PolicyTexts(options.settings(Ports.NEARBY_SOON)).versions(), limit).forEach(out::println);
            out.flush();
            return 0;
        }

        static List<String> lines(List<PolicyVersion> versions, int limit) {
            return versions.isEmpty()
                    ? List.of("no policy published; the built-in policy is in force")
                    : versions.reversed().stream().limit(Math.max(1, limit))
                            .map(version -> "%d  %s  %s  by %s  sha256 %.12s".formatted(version.getVersion(),
                                    version.getPublishedAt().truncatedTo(ChronoUnit.SECONDS), version.getName(),
                                    version.getAuthor(), version.getSha256()))
                            .toList();
        }
    }

    /** {@code tocsin policy show}. */
    @Command(name = "show", description = "Prints the text of a version. The text contains references to secrets, never secrets.")
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "VERSION", arity = "0..1", description = "Version number (default: the newest).")
        private Integer number;

        @Mixin
        private SettingsOptions options;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var texts = new PolicyTexts(options.settings(Ports.NEARBY_SOON));
            var version = Optional.ofNullable(number).map(texts::version).orElseGet(texts::newest);
            spec.commandLine().getOut().print(version.getText());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    /** {@code tocsin policy diff}. */
    @Command(name = "diff", description = {"Shows the changes from A to B: first by policy element, then line by line.",
            "Exit status: 0 no changes, 1 changes, 2 a version or file is unreadable."})
    static final class Diff implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "A", description = "Version number or file.")
        private String before;

        @Parameters(index = "1", paramLabel = "B", arity = "0..1", description = "Version number or file (default: the newest version).")
        private String after;

        @Mixin
        private SettingsOptions options;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var texts = new PolicyTexts(options.settings(Ports.NEARBY_SOON));
            var left = texts.named(before);
            var right = Optional.ofNullable(after).map(texts::named)
                    .orElseGet(() -> PolicyTexts.of(texts.newest()));
            print(left, right, spec.commandLine().getOut());
            return left.text().equals(right.text()) ? 0 : 1;
        }

        static void print(PolicyTexts.Named left, PolicyTexts.Named right, PrintWriter out) {
            var changes = PolicyDiff.between(left.text(), right.text());
            changes.forEach(change -> out.println("* " + change));
            if (changes.isEmpty()) {
                out.println("no policy element changes");
            }
            var lines = UnifiedDiff.of(left.text(), right.text()).lines();
            if (!lines.isEmpty()) {
                out.printf("%n--- %s%n+++ %s%n", left.name(), right.name());
                lines.forEach(out::println);
            }
            out.flush();
        }
    }

    /** {@code tocsin policy rollback}. */
    @Command(name = "rollback", description = {"Publishes the text of an older version as a new version.",
            "Exit status: 0 success, 2 the version does not exist or is no longer valid."})
    static final class Rollback implements Callable<Integer> {

        @Parameters(paramLabel = "VERSION", description = "Number of the version to restore.")
        private int number;

        @Option(names = "--author", paramLabel = "NAME", description = "Author of the new version (default: ${DEFAULT-VALUE}).", defaultValue = "${sys:user.name}")
        private String author;

        @Mixin
        private SettingsOptions options;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var settings = options.settings(Ports.NEARBY_SOON);
            var texts = new PolicyTexts(settings);
            var old = texts.version(number);
            var newest = texts.newest();
            var publisher = new PolicyPublisher(settings.kafka(), new EventSerdes(settings.serdes()),
                    Clock.systemUTC());
            try {
                var published = publisher.publish(PolicyTexts.of(old).name(), old.getText(),
                        author + " (rollback to version " + number + ")");
                Diff.print(PolicyTexts.of(newest), PolicyTexts.of(published), spec.commandLine().getOut());
                spec.commandLine().getOut().printf("policy %s is version %d, with the text of version %d%n",
                        published.getName(), published.getVersion(), number);
                return 0;
            } catch (PolicyErrors errors) {
                PolicyReport.print(errors, spec.commandLine().getErr());
                spec.commandLine().getErr().println("nothing published; version " + newest.getVersion()
                        + " stays in force");
                return ExitStatus.USAGE;
            }
        }
    }
}
