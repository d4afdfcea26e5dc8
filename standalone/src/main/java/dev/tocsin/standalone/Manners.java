package dev.tocsin.standalone;

import java.io.PrintWriter;

import dev.tocsin.policy.read.Nearest;
import dev.tocsin.standalone.start.BuildFacts;
import dev.tocsin.standalone.start.StartTrouble;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What all commands have in common: help and version, and one line for what goes wrong. */
final class Manners {

    private Manners() {}

    static void teach(CommandLine command) {
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
                                    () -> new String[]{"tocsin " + BuildFacts.read().version()});
        }
        command.getSubcommands().values().forEach(Manners::help);
    }

    private static OptionSpec.Builder option(String letter, String name) {
        return OptionSpec.builder(letter, name).type(boolean.class);
    }

    private static int refused(ParameterException wrong) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + sentence(wrong, command) + " ('" + name + " --help' shows how it is used)");
        err.flush();
        return Tocsin.USAGE;
    }

    private static String sentence(ParameterException wrong, CommandLine command) {
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            var word = unmatched.getUnmatched().getFirst();
            if (word.startsWith("-")) {
                var options = command.getCommandSpec().optionsMap().keySet();
                return "there is no option " + word + Nearest.to(word.split("=", 2)[0], options).map(
                        near -> ": did you mean " + near + "?").orElse("");
            }
            if (!command.getSubcommands().isEmpty()) {
                return "there is no command " + word + Nearest.to(word, command.getSubcommands().keySet()).map(
                        near -> ": did you mean " + near + "?").orElse("");
            }
        }
        return wrong.getMessage().lines().findFirst().orElse("");
    }

    /** Kafka may come back, so that is no matter of usage. */
    private static int failed(Exception failure, CommandLine command) throws Exception {
        var known = StartTrouble.sentence(failure);
        if (known.isPresent()) {
            return said(command.getErr(), known.get(), Tocsin.USAGE);
        }
        if (failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException) {
            return said(command.getErr(), "Kafka does not answer: start it, or name it with --set"
                    + " bootstrap.servers=HOST:PORT", 1);
        }
        if (failure instanceof KafkaException) {
            return said(command.getErr(), "Kafka does not do what was asked: " + failure.getMessage(), 1);
        }
        throw failure;
    }

    private static int said(PrintWriter err, String sentence, int status) {
        sentence.lines().forEach(line -> err.println("tocsin: " + line));
        err.flush();
        return status;
    }
}
