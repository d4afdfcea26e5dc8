package dev.tocsin.standalone;

import dev.tocsin.standalone.command.ApplyCommand;
import dev.tocsin.standalone.command.ChangeCommand;
import dev.tocsin.standalone.command.CheckCommand;
import dev.tocsin.standalone.command.CompletionCommand;
import dev.tocsin.standalone.command.DrillCommand;
import dev.tocsin.standalone.command.FireCommand;
import dev.tocsin.standalone.command.ImportCommand;
import dev.tocsin.standalone.command.IncidentCommand;
import dev.tocsin.standalone.command.InitCommand;
import dev.tocsin.standalone.command.OncallCommand;
import dev.tocsin.standalone.command.PolicyCommand;
import dev.tocsin.standalone.command.ServiceCommand;
import dev.tocsin.standalone.command.SilenceCommand;
import dev.tocsin.standalone.command.TestCommand;
import dev.tocsin.standalone.command.UpCommand;
import dev.tocsin.standalone.command.WhopagesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code tocsin} command. */
@Command(name = "tocsin", description = "Takes alerts, makes incidents of them, pages people.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        UpCommand.class, FireCommand.class, CheckCommand.class, TestCommand.class, DrillCommand.class,
        ApplyCommand.class,
        PolicyCommand.class, ImportCommand.class, InitCommand.class,
        ChangeCommand.class, SilenceCommand.class, IncidentCommand.class, OncallCommand.class, WhopagesCommand.class,
        CompletionCommand.class, HelpCommand.class})
public final class Tocsin {

    /** Exit status for wrong usage and wrong settings: trying again would not help. */
    public static final int USAGE = 2;

    private Tocsin() {}

    /** Runs a command and exits with its status: 0 done, 1 failed, 2 wrong usage or settings. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var tocsin = new CommandLine(new Tocsin());
        ServiceCommand.all().forEach((name, command) -> {
            tocsin.addSubcommand(name, command);
            tocsin.getSubcommands().get(name).getCommandSpec().usageMessage()
                    .description("Runs the service " + name + " as a process of its own.");
        });
        Manners.teach(tocsin);
        return tocsin;
    }
}
