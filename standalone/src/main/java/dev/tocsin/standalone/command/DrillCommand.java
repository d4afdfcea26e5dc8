package dev.tocsin.standalone.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.standalone.drill.DrillBook;
import dev.tocsin.standalone.drill.DrillReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin drill}: an incident that never was, in fast-forward: who would be told what, when and how. */
@Command(name = "drill", description = {
        "Simulates an incident and shows, minute by minute, who would be notified, of what and by which channel.",
        "Exit status: 0 all drills passed, 1 a drill failed, 2 a file has errors."})
public final class DrillCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "POLICY", description = "Policy file, or a file of drills that names its policy.")
    private Path file;

    @Parameters(index = "1", paramLabel = "SCENARIO", arity = "0..1", defaultValue = "", description = {
            "File of drills, or a prefix of drill names, such as A2.",
            "Default: all drills of the policy, from the file of the same name in drills/ beside it."})
    private String scenario;

    @Option(names = "--messages", description = "Also shows the text of each message.")
    private boolean messages;

    @Option(names = "--quiet", description = "Shows only pages.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        QuietLog.warningsOnly();
        try {
            return play(DrillBook.open(file, scenario));
        } catch (PolicyErrors errors) {
            PolicyReport.print(errors, spec.commandLine().getErr());
            return ExitStatus.USAGE;
        }
    }

    private int play(DrillBook book) {
        var out = spec.commandLine().getOut();
        var report = new DrillReport(quiet, messages);
        var failed = 0;
        for (var drill : book.drills()) {
            var result = book.play(drill);
            report.course(drill, result).forEach(out::println);
            var differences = report.differences(book.file(), drill, result);
            differences.forEach(out::println);
            out.println();
            failed += differences.isEmpty() ? 0 : 1;
        }
        out.printf("%d passed, %d failed%n", book.drills().size() - failed, failed);
        out.flush();
        return failed > 0 ? 1 : 0;
    }
}
