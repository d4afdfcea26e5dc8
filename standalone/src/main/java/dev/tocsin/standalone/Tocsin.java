package dev.tocsin.standalone;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.standalone.command.AlertsCommand;
import dev.tocsin.standalone.command.ApplyCommand;
import dev.tocsin.standalone.command.AtCommand;
import dev.tocsin.standalone.command.AuditCommand;
import dev.tocsin.standalone.command.ChangeCommand;
import dev.tocsin.standalone.command.ChannelCommand;
import dev.tocsin.standalone.command.ChannelsCommand;
import dev.tocsin.standalone.command.CheckCommand;
import dev.tocsin.standalone.command.CompletionCommand;
import dev.tocsin.standalone.command.DeliveriesCommand;
import dev.tocsin.standalone.command.DemoCommand;
import dev.tocsin.standalone.command.DoctorCommand;
import dev.tocsin.standalone.command.DrillCommand;
import dev.tocsin.standalone.command.ExplainCommand;
import dev.tocsin.standalone.command.FireCommand;
import dev.tocsin.standalone.command.ImportCommand;
import dev.tocsin.standalone.command.IncidentCommand;
import dev.tocsin.standalone.command.InitCommand;
import dev.tocsin.standalone.command.MapCommand;
import dev.tocsin.standalone.command.OncallCommand;
import dev.tocsin.standalone.command.PolicyCommand;
import dev.tocsin.standalone.command.RouteCommand;
import dev.tocsin.standalone.command.ServiceCommand;
import dev.tocsin.standalone.command.SettingsCommand;
import dev.tocsin.standalone.command.SilenceCommand;
import dev.tocsin.standalone.command.QuarantineCommand;
import dev.tocsin.standalone.command.ReportCommand;
import dev.tocsin.standalone.command.SourceCommand;
import dev.tocsin.standalone.command.SourcesCommand;
import dev.tocsin.standalone.command.StatsCommand;
import dev.tocsin.standalone.command.TestCommand;
import dev.tocsin.standalone.command.TokenCommand;
import dev.tocsin.standalone.command.TopCommand;
import dev.tocsin.standalone.command.UpCommand;
import dev.tocsin.standalone.command.WhopagesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code tocsin} command. */
@Command(name = "tocsin", description = "Turns alerts into incidents and pages the people on call.", synopsisSubcommandLabel = "COMMAND")
public final class Tocsin {

    /** In the order of the help. */
    private static final List<String> COMMANDS = List.of("up", "demo", "fire", "check", "route", "map", "test", "drill",
            "apply",
            "policy",
            "import",
            "init", "settings", "doctor", "change", "silence", "incident", "alerts", "deliveries", "explain", "at",
            "top", "stats", "oncall", "whopages",
            "channels", "channel", "source", "sources", "quarantine", "report", "token", "audit",
            "completion", "help",
            "registry", "ingest",
            "correlator", "escalator", "notifier", "console");

    /** Another word for a command: one noun, in singular and plural. */
    private static final Map<String, String> ALIASES = Map.of("incidents", "incident", "silences", "silence");

    private Tocsin() {}

    /** Runs a command and exits with its status: 0 done, 1 failed, 2 wrong usage or settings. */
    public static void main(String[] arguments) {
        System.exit(commandLine(arguments).execute(arguments));
    }

    /** With all commands. */
    static CommandLine commandLine() {
        return with(COMMANDS);
    }

    /** Picocli reads every command that it is given, so it is given one where one is named: each costs time at each start. */
    static CommandLine commandLine(String... arguments) {
        var first = arguments.length > 0 ? ALIASES.getOrDefault(arguments[0], arguments[0]) : "";
        var isOne = COMMANDS.contains(first) && !Set.of("help", "completion").contains(first);
        return isOne ? with(List.of(first)) : commandLine();
    }

    private static CommandLine with(List<String> commands) {
        var tocsin = new CommandLine(new Tocsin());
        commands.forEach(name -> tocsin.addSubcommand(name, command(name), ALIASES.entrySet().stream().filter(
                alias -> alias.getValue().equals(name)).map(Map.Entry::getKey).toArray(String[]::new)));
        tocsin.getSubcommands().forEach((name, command) -> {
            if (command.getCommand() instanceof ServiceCommand) {
                command.getCommandSpec().usageMessage().description("Runs the service " + name
                        + " in its own process.");
            }
        });
        CommandLineSetup.configure(tocsin);
        return tocsin;
    }

    private static Object command(String name) {
        return switch (name) {
            case "up" -> new UpCommand();
            case "demo" -> new DemoCommand();
            case "fire" -> new FireCommand();
            case "check" -> new CheckCommand();
            case "map" -> new MapCommand();
            case "test" -> new TestCommand();
            case "drill" -> new DrillCommand();
            case "apply" -> new ApplyCommand();
            case "policy" -> new PolicyCommand();
            case "import" -> new ImportCommand();
            case "route" -> new RouteCommand();
            case "init" -> new InitCommand();
            case "settings" -> new SettingsCommand();
            case "doctor" -> new DoctorCommand();
            case "change" -> new ChangeCommand();
            case "silence" -> new SilenceCommand();
            case "incident" -> IncidentCommand.commandLine();
            case "alerts" -> new AlertsCommand();
            case "deliveries" -> new DeliveriesCommand();
            case "explain" -> new ExplainCommand();
            case "at" -> new AtCommand();
            case "top" -> new TopCommand();
            case "stats" -> new StatsCommand();
            case "oncall" -> new OncallCommand();
            case "whopages" -> new WhopagesCommand();
            case "channels" -> new ChannelsCommand();
            case "channel" -> new ChannelCommand();
            case "source" -> new SourceCommand();
            case "sources" -> new SourcesCommand();
            case "quarantine" -> new QuarantineCommand();
            case "report" -> new ReportCommand();
            case "token" -> new TokenCommand();
            case "audit" -> new AuditCommand();
            case "completion" -> new CompletionCommand();
            case "help" -> new HelpCommand();
            default -> ServiceCommand.of(name);
        };
    }
}
