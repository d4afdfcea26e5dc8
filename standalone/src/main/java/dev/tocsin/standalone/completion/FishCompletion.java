package dev.tocsin.standalone.completion;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script for fish, made of the commands. Picocli makes one for bash and zsh only. The form is that of fish's
 * {@code complete} (fishshell.com/docs/current/cmds/complete.html).
 */
public final class FishCompletion {

    private final String program;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The script for a command with all its subcommands. */
    public static String of(CommandSpec root) {
        var completion = new FishCompletion(root.name());
        completion.begin();
        completion.add(root.commandLine(), List.of(""));
        return completion.script.toString();
    }

    /** The words of the line that are no options name the command. */
    private void begin() {
        script.append("""
                # Completion of %1$s for fish: %1$s completion fish | source
                function __%1$s_words
                    set -l words
                    for word in (commandline -opc)[2..-1]
                        string match -q -- '-*' $word; or set -a words $word
                    end
                    echo "$words"
                end
                function __%1$s_is
                    contains -- (__%1$s_words) $argv
                end
                function __%1$s_within
                    set -l words (__%1$s_words)
                    for path in $argv
                        test "$words" = "$path"; and return 0
                        string match -q -- "$path *" "$words"; and return 0
                    end
                    return 1
                end
                """.formatted(program));
    }

    /**
     * @param paths
     *            the words that lead to it, by its name and by its aliases
     */
    private void add(CommandLine command, List<String> paths) {
        var subcommands = new LinkedHashSet<>(command.getSubcommands().values());
        for (var subcommand : subcommands) {
            names(subcommand).forEach(name -> line("__" + program + "_is " + quoted(paths), "-f -a " + quoted(name),
                    description(subcommand.getCommandSpec().usageMessage().description())));
        }
        var here = paths.equals(List.of("")) ? "__" + program + "_is ''" : "__" + program + "_within " + quoted(paths);
        command.getCommandSpec().options().stream().filter(option -> !option.hidden()).forEach(option -> line(here,
                names(option), description(option.description())));
        subcommands.forEach(subcommand -> add(subcommand, paths.stream().flatMap(path -> names(subcommand).map(
                name -> (path + " " + name).strip())).toList()));
    }

    private static Stream<String> names(CommandLine command) {
        var spec = command.getCommandSpec();
        return Stream.concat(Stream.of(spec.name()), Arrays.stream(spec.aliases()));
    }

    private static String names(OptionSpec option) {
        var names = Arrays.stream(option.names()).map(name -> name.startsWith("--")
                ? "-l " + name.substring(2)
                : "-s " + name.substring(1)).toList();
        if (option.arity().max() == 0) {
            return String.join(" ", names);
        }
        var values = option.completionCandidates() == null
                ? ""
                : " -a " + quoted(String.join(" ", StreamSupport.stream(option.completionCandidates()
                        .spliterator(), false).toList()));
        return String.join(" ", names) + " -r" + values;
    }

    private void line(String condition, String what, String description) {
        script.append("complete -c ").append(program).append(" -n ").append(quoted(condition)).append(' ').append(what)
                .append(" -d ").append(quoted(description)).append('\n');
    }

    private static String description(String[] sentences) {
        return sentences.length == 0 ? "" : sentences[0].replace("%n", " ").replaceAll("\\$\\{[A-Z-]+}", "").strip();
    }

    private static String quoted(List<String> texts) {
        return String.join(" ", texts.stream().map(text -> "\"" + text + "\"").toList());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
