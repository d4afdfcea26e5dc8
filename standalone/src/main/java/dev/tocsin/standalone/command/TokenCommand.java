package dev.tocsin.standalone.command;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.console.access.StoredToken;
import dev.tocsin.console.access.TokenFile;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.command.Role;
import dev.tocsin.standalone.listing.Listing;
import dev.tocsin.standalone.listing.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin token add|list|revoke}: tokens for the console, each with a name and a role. */
@Command(name = "token", description = "Makes, lists and revokes tokens for the console.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        TokenCommand.Add.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
public final class TokenCommand {

    /** Where the tokens are. */
    static final class Place {

        @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "Data folder of `tocsin up` (default: ${DEFAULT-VALUE}).")
        private Path data = Path.of("data");

        @Option(names = "--file", paramLabel = "FILE", description = "File of the setting console.tokens.file, for a console that does not run in `tocsin up`.")
        private Optional<Path> file = Optional.empty();

        Path path() {
            return file.orElseGet(() -> TokenFile.in(data));
        }
    }

    /** {@code tocsin token add}. */
    @Command(name = "add", description = {"Makes a token and prints it. It is shown only now; the file keeps a digest.",
            "A console that uses the file accepts it within a second."})
    static final class Add implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "Name of the person or program; it stands on timelines and in the audit.")
        private String name = "";

        @Option(names = "--role", required = true, description = "Role: viewer (reads), responder (commands, silences, on-call changes) or admin.")
        private String role = "";

        @Option(names = "--cleared", description = "Shows confidential incidents.")
        private boolean cleared;

        @Option(names = "--for-others", description = "Requests with the token may name another person as their actor, as a chat bot does.")
        private boolean forOthers;

        @Option(names = "--expires", paramLabel = "DURATION", description = "The token ends after this time, such as 90d (default: never).")
        private Optional<String> expires = Optional.empty();

        @Mixin
        private Place place;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var now = Instant.ofEpochSecond(Clock.systemUTC().instant().getEpochSecond());
            var end = expires.map(text -> now.plus(Durations.parse(text).orElseThrow(() -> new SettingsException(
                    "--expires must be a duration such as 90d"))));
            var secret = StoredToken.freshSecret();
            var file = place.path();
            var before = TokenFile.read(file);
            before.with(new StoredToken(StoredToken.freshId(), name, role(), cleared, forOthers, StoredToken.digest(
                    secret), now, end)).write(file);
            var out = spec.commandLine().getOut();
            out.println(secret);
            if (before.tokens().isEmpty()) {
                spec.commandLine().getErr().println("The first token in " + file + ". " + (place.file.isEmpty()
                        ? "Restart `tocsin up`: from then on the console requires a login."
                        : "Set console.tokens.file to this path and restart the console."));
            }
            out.flush();
            return 0;
        }

        private Role role() {
            try {
                return Role.valueOf(role.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new SettingsException("--role must be viewer, responder or admin, not '" + role + "'", unknown);
            }
        }
    }

    /** {@code tocsin token list}. */
    @Command(name = "list", description = "Lists the tokens, without their secrets.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private Place place;

        @Mixin
        private OutputOption output;

        @Override
        public Integer call() {
            var rows = TokenFile.read(place.path()).tokens().stream().map(ListAll::row).toList();
            output.print(Listings.TOKENS, Listing.Found.of(rows, List.of()), output.form());
            return 0;
        }

        /** Leaves out the digest: whoever reads a list needs none. */
        private static JsonNode row(StoredToken token) {
            var row = JsonMapper.shared().createObjectNode();
            row.put("id", token.id()).put("name", token.name()).put("role", token.role().name().toLowerCase(
                    Locale.ROOT)).put("cleared", token.cleared()).put("forOthers", token.forOthers()).put("createdAt",
                            token.createdAt().toString());
            token.expiresAt().ifPresent(end -> row.put("expiresAt", end.toString()));
            return row;
        }
    }

    /** {@code tocsin token revoke}. */
    @Command(name = "revoke", description = "Revokes a token by its ID, or all tokens of a name. Sessions that began with it end too.")
    static final class Revoke implements Callable<Integer> {

        @Parameters(paramLabel = "NAME|ID", description = "Name, or ID as `tocsin token list` shows it.")
        private String which = "";

        @Mixin
        private Place place;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var file = place.path();
            var before = TokenFile.read(file);
            var after = before.without(which);
            var revoked = before.tokens().size() - after.tokens().size();
            if (revoked == 0) {
                throw new SettingsException("no token in " + file + " has the name or ID '" + which
                        + "': see `tocsin token list`");
            }
            after.write(file);
            var out = spec.commandLine().getOut();
            out.println("Revoked " + revoked + (revoked == 1 ? " token." : " tokens."));
            out.flush();
            return 0;
        }
    }
}
