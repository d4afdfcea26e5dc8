package dev.tocsin.standalone.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin oncall override|swap|undo}: changes who is on call at run time, through the console's API. */
final class OncallChange {

    private static final String PATH = "/api/oncall";

    private OncallChange() {}

    /** {@code tocsin oncall override}. */
    @Command(name = "override", description = {
            "Puts somebody else on call for a limited time, without a new policy version.",
            "Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
    static final class OverrideCommand implements Callable<Integer> {

        @Parameters(paramLabel = "SCHEDULE", description = "Name of the schedule.")
        private String schedule;

        @Option(names = "--who", required = true, split = ",", paramLabel = "PERSON", description = "Who is on call instead; repeatable.")
        private List<String> who;

        @Mixin
        private Terms terms;

        @Override
        public Integer call() throws InterruptedException {
            return terms.send("override", schedule, who);
        }
    }

    /** {@code tocsin oncall swap}. */
    @Command(name = "swap", description = {
            "Exchanges the shifts of two people for a limited time, without a new policy version.",
            "Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
    static final class SwapCommand implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "SCHEDULE", description = "Name of the schedule.")
        private String schedule;

        @Parameters(index = "1..2", arity = "2", paramLabel = "PERSON", description = "The two people.")
        private List<String> people;

        @Mixin
        private Terms terms;

        @Override
        public Integer call() throws InterruptedException {
            return terms.send("swap", schedule, people);
        }
    }

    /** {@code tocsin oncall undo}. */
    @Command(name = "undo", description = {"Undoes an override or swap that was set at run time.",
            "Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
    static final class UndoCommand implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "ID of the override or swap.")
        private String id;

        @Mixin
        private Sender sender;

        @Override
        public Integer call() throws InterruptedException {
            return sender.send("DELETE", PATH + "/" + HttpCall.encoded(id) + "?actor=" + HttpCall.encoded(
                    sender.author), Optional
                            .empty(), "undone: " + id);
        }
    }

    /** Who asks which console. */
    static final class Sender {

        @Option(names = "--author", defaultValue = "${sys:user.name}", description = "Your name (default: ${DEFAULT-VALUE}).")
        private String author;

        @Mixin
        private ConsoleOption console;

        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec;

        int send(String method, String path, Optional<Object> body, String done) throws InterruptedException {
            var answer = console.call().send(method, path, body);
            if (!answer.isGood()) {
                spec.commandLine().getErr().println(answer.problem());
                return 1;
            }
            var set = answer.body();
            spec.commandLine().getOut().println(done.isEmpty()
                    ? set.path("id").asString("") + ", from " + set.path("from").asString("") + " until " + set.path(
                            "until").asString("")
                    : done);
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    /** When and why. */
    static final class Terms {

        @Option(names = "--from", paramLabel = "INSTANT", description = "Start (default: now).")
        private Optional<String> from = Optional.empty();

        @Option(names = "--until", paramLabel = "INSTANT", description = "End, such as 2026-11-20T08:00:00Z, or local time in --zone.")
        private Optional<String> until = Optional.empty();

        @Option(names = "--for", paramLabel = "DURATION", description = "Length instead of --until, such as 2h.")
        private Optional<String> length = Optional.empty();

        @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "UTC", description = "Time zone of times without one (default: ${DEFAULT-VALUE}).")
        private String zone;

        @Option(names = "--reason", required = true, description = "Reason for the change.")
        private String reason;

        @Mixin
        private Sender sender;

        int send(String kind, String schedule, List<String> people) throws InterruptedException {
            var in = WhopagesCommand.zone(zone);
            var change = new LinkedHashMap<String, Object>();
            change.put("kind", kind);
            change.put("schedule", schedule);
            change.put("people", people);
            from.ifPresent(it -> change.put("from", Schedules.moment(it, in).toString()));
            until.ifPresent(it -> change.put("until", Schedules.moment(it, in).toString()));
            length.ifPresent(it -> change.put("for", it));
            change.put("author", sender.author);
            change.put("reason", reason);
            return sender.send("POST", PATH, Optional.of(change), "");
        }
    }
}
