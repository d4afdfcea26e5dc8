package dev.tocsin.standalone.command;

import java.util.concurrent.Callable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin completion bash|zsh}: a script that lets the shell complete commands and options. */
@Command(name = "completion", description = {"Prints a shell completion script.",
        "To load it in bash or zsh: source <(tocsin completion bash)"})
public final class CompletionCommand implements Callable<Integer> {

    /** Shells that the script is for; zsh reads the one for bash. */
    public enum Shell {
        BASH, ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}; case-insensitive.")
    @SuppressWarnings("UnusedVariable") // one script serves both; only that another shell is refused
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        out.flush();
        return 0;
    }
}
