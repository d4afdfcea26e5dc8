package dev.tocsin.standalone.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.settings.LocalSecrets;
import dev.tocsin.standalone.settings.Ports;
import dev.tocsin.standalone.sources.LocalSources;
import dev.tocsin.standalone.sources.SetupText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin source}: adds sources with a key of their own, changes keys, and prints what to paste at the sender. */
@Command(name = "source", description = "Adds, changes and removes sources of `tocsin up` and their keys.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        SourceCommand.Add.class, SourceCommand.Rotate.class, SourceCommand.Remove.class, SourceCommand.ListAll.class})
public final class SourceCommand {

    private static final String RESTART = "Restart `tocsin up` for the change to take effect.";

    /** Where the keys are. */
    static final class Folder {

        @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "Data folder of `tocsin up` (default: ${DEFAULT-VALUE}).")
        private Path data = Path.of("data");

        LocalSources read() {
            return new LocalSources(LocalSecrets.madeIn(data).settings());
        }

        void write(LocalSources sources) {
            new LocalSecrets(sources.settings()).writeTo(data);
        }
    }

    /** Under which address senders reach ingest. */
    static final class Address {

        @Option(names = "--url", defaultValue = "http://127.0.0.1:"
                + Ports.INGEST, description = "Address of ingest as the sender reaches it (default: ${DEFAULT-VALUE}).")
        private String url = "";
    }

    /** {@code tocsin source add}. */
    @Command(name = "add", description = {"Makes a key for a source, and prints what to paste at the sender.",
            "The key is shown only now."})
    static final class Add implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "TYPE", description = "Type of the source, such as datadog.")
        private String type = "";

        @Parameters(index = "1", paramLabel = "NAME", arity = "0..1", description = "Name of the source (default: its type).")
        private Optional<String> name = Optional.empty();

        @Mixin
        private Folder folder;

        @Mixin
        private Address address;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var changed = folder.read().add(type, name.orElse(type), LocalSecrets::fresh);
            folder.write(changed.sources());
            return print(spec, SetupText.of(changed, type, address.url));
        }
    }

    /** {@code tocsin source rotate}. */
    @Command(name = "rotate", description = {"Makes a new key for a source. The key before stays valid beside it.",
            "With --revoke-old: ends that, once the sender has the new one."})
    static final class Rotate implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "Name of the source.")
        private String name = "";

        @Option(names = "--revoke-old", description = "Makes no new key; the old one is no longer valid.")
        private boolean revokeOld;

        @Mixin
        private Folder folder;

        @Mixin
        private Address address;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var sources = folder.read();
            var changed = revokeOld ? sources.revokeOld(name) : sources.rotate(name, LocalSecrets::fresh);
            folder.write(changed.sources());
            var type = changed.sources().rows().stream().filter(row -> row.name().equals(name)).findFirst()
                    .orElseThrow().type();
            return print(spec, revokeOld
                    ? "The old key of source " + name + " is no longer valid.\n"
                    : SetupText.of(changed, type, address.url));
        }
    }

    /** {@code tocsin source remove}. */
    @Command(name = "remove", description = "Removes a source and its keys. A source with the name of its type is closed: nobody knows its key.")
    static final class Remove implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "Name of the source.")
        private String name = "";

        @Mixin
        private Folder folder;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            folder.write(folder.read().remove(name, LocalSecrets::fresh).sources());
            return print(spec, "Removed source " + name + ".\n");
        }
    }

    /** {@code tocsin source list}. */
    @Command(name = "list", description = "Lists the sources that have settings in the data folder. Of a key, only the beginning of its SHA-256 is shown.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private Folder folder;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var out = spec.commandLine().getOut();
            folder.read().rows().forEach(row -> out.println(row.name() + "  type " + row.type() + "  " + (row.keys()
                    .isEmpty() ? "no key" : row.credential() + " " + String.join(", old ", row.keys()))));
            out.flush();
            return 0;
        }
    }

    private static int print(CommandSpec spec, String text) {
        var out = spec.commandLine().getOut();
        out.print(text);
        out.println(RESTART);
        out.flush();
        return 0;
    }
}
