package dev.tocsin.standalone.command;

import java.util.concurrent.Callable;

import dev.tocsin.standalone.completion.FishCompletion;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin completion bash|zsh|fish}: a script that lets the shell complete commands and options. */
@Command(name = "completion", description = {"Prints a shell completion script.",
        "To load it in bash or zsh: source <(tocsin completion bash)",
        "To load it in fish: tocsin completion fish | source"})
public final class CompletionCommand implements Callable<Integer> {

    /** Shells that a script is for; zsh reads the one for bash. */
    public enum Shell {
        BASH, ZSH, FISH
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}; case-insensitive.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.print(switch (shell) {
            case BASH, ZSH -> AutoComplete.bash(spec.root().name(), spec.root().commandLine());
            case FISH -> FishCompletion.of(spec.root());
        });
        out.flush();
        return 0;
    }
}
