package dev.tocsin.standalone;

import java.io.PrintWriter;
import java.util.LinkedHashSet;

import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.standalone.command.ExitStatus;
import dev.tocsin.standalone.start.BuildInfo;
import dev.tocsin.standalone.start.StartFailure;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Setup shared by all commands: help and version options, and one line for each error. */
final class CommandLineSetup {

    private CommandLineSetup() {}

    static void configure(CommandLine command) {
        help(command);
        command.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, _) -> refused(wrong))
                .setExecutionExceptionHandler((failure, failed, _) -> failed(failure, failed));
    }

    private static void help(CommandLine command) {
        if (!(command.getCommand() instanceof HelpCommand)) {
            // Picocli's own mixin, added to a command that is a method, shifts the arguments of that method.
            command.getCommandSpec().addOption(option("-h", "--help").usageHelp(true).description(
                    "Show this help message and exit.").build()).addOption(option("-V", "--version").versionHelp(true)
                            .description("Print version information and exit.").build()).versionProvider(
                                    () -> new String[]{"tocsin " + BuildInfo.read().version()});
        }
        // An alias is the same command once more.
        new LinkedHashSet<>(command.getSubcommands().values()).forEach(CommandLineSetup::help);
    }

    private static OptionSpec.Builder option(String letter, String name) {
        return OptionSpec.builder(letter, name).type(boolean.class);
    }

    private static int refused(ParameterException wrong) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + sentence(wrong, command) + " ('" + name + " --help' shows the usage)");
        err.flush();
        return ExitStatus.USAGE;
    }

    private static String sentence(ParameterException wrong, CommandLine command) {
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            var word = unmatched.getUnmatched().getFirst();
            if (word.startsWith("-")) {
                var options = command.getCommandSpec().optionsMap().keySet();
                return "unknown option " + word + Nearest.to(word.split("=", 2)[0], options).map(
                        near -> ": did you mean " + near + "?").orElse("");
            }
            if (!command.getSubcommands().isEmpty()) {
                return "unknown command " + word + Nearest.to(word, command.getSubcommands().keySet()).map(
                        near -> ": did you mean " + near + "?").orElse("");
            }
        }
        return wrong.getMessage().lines().findFirst().orElse("");
    }

    /** Kafka can come back, so its failures do not count as wrong usage. */
    private static int failed(Exception failure, CommandLine command) throws Exception {
        var known = StartFailure.sentence(failure);
        if (known.isPresent()) {
            return said(command.getErr(), known.get(), ExitStatus.USAGE);
        }
        if (failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException) {
            return said(command.getErr(), "Kafka does not answer: start it, or name it with --set"
                    + " bootstrap.servers=HOST:PORT", 1);
        }
        if (failure instanceof KafkaException) {
            return said(command.getErr(), "Kafka refused the request: " + failure.getMessage(), 1);
        }
        throw failure;
    }

    private static int said(PrintWriter err, String sentence, int status) {
        sentence.lines().forEach(line -> err.println("tocsin: " + line));
        err.flush();
        return status;
    }
}
