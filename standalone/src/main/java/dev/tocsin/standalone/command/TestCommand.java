package dev.tocsin.standalone.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.standalone.cases.CaseBook;
import dev.tocsin.standalone.cases.CaseReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin test}: alerts in, incidents out, without a broker and with time in fast-forward. */
@Command(name = "test", description = {"Runs test cases against a policy, without a broker.",
        "Exit status: 0 all cases passed, 1 a case failed, 2 a file has errors."})
public final class TestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Policy file (default: the policy named in the file of cases).")
    private Path policy;

    @Option(names = "--cases", paramLabel = "CASES", required = true, arity = "1..*", description = "Files of cases.")
    private List<Path> files = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var passed = 0;
        var failed = 0;
        var wrong = false;
        QuietLog.warningsOnly();
        for (var file : files) {
            try {
                var book = CaseBook.open(file, Optional.ofNullable(policy));
                for (var each : book.cases()) {
                    var lines = CaseReport.lines(file, each, book.play(each));
                    lines.forEach(out::println);
                    passed += lines.isEmpty() ? 1 : 0;
                    failed += lines.isEmpty() ? 0 : 1;
                }
            } catch (PolicyErrors errors) {
                PolicyReport.print(errors, spec.commandLine().getErr());
                wrong = true;
            }
        }
        out.printf("%d passed, %d failed%n", passed, failed);
        out.flush();
        return wrong ? ExitStatus.USAGE : failed > 0 ? 1 : 0;
    }
}
