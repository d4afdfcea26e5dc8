package dev.tocsin.standalone;

import java.io.PrintWriter;
import java.util.Optional;

import dev.tocsin.standalone.start.BuildFacts;
import dev.tocsin.standalone.start.StartTrouble;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
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
            command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(() -> new String[]{"tocsin "
                    + BuildFacts.read().version()});
        }
        command.getSubcommands().values().forEach(Manners::help);
    }

    private static int refused(ParameterException wrong) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("'" + name + " --help' shows how it is used");
        err.flush();
        return Tocsin.USAGE;
    }

    private static int failed(Exception failure, CommandLine command) throws Exception {
        var known = StartTrouble.sentence(failure);
        if (known.isPresent()) {
            return said(command.getErr(), known.get(), Tocsin.USAGE);
        }
        if (kafka(failure).isPresent()) {
            return said(command.getErr(), "Kafka does not do what was asked: " + kafka(failure).get(), 1);
        }
        throw failure;
    }

    private static int said(PrintWriter err, String sentence, int status) {
        sentence.lines().forEach(line -> err.println("tocsin: " + line));
        err.flush();
        return status;
    }

    /** It may come back, so this is no matter of usage. */
    private static Optional<String> kafka(Exception failure) {
        return failure instanceof KafkaException ? Optional.of(String.valueOf(failure.getMessage())) : Optional.empty();
    }
}
