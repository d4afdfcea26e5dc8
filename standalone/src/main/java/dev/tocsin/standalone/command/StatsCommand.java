package dev.tocsin.standalone.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin stats}: the console's reports, as text, JSON or CSV. */
@Command(name = "stats", description = {
        "Computes figures over a period: response times, pages by person and night, noise, flapping, clocks, repeats.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN."})
public final class StatsCommand implements Callable<Integer> {

    private enum Format {
        TEXT, JSON, CSV
    }

    private enum Table {
        DAYS, TIMES, PEOPLE, RULES, ALERTS, FLAPPERS, CLOCKS, REPEATS, DEBT, ROUNDS
    }

    @Option(names = "--from", paramLabel = "TIME", description = "Begin: a date in the policy's time zone, or an instant (default: 30 days before the end).")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "End, exclusive: a date in the policy's time zone, or an instant (default: now).")
    private Optional<String> to = Optional.empty();

    @Option(names = "--team", description = "Only incidents of this team.")
    private Optional<String> team = Optional.empty();

    @Option(names = "--service", description = "Only incidents of this service.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--severity", paramLabel = "SEVERITY", description = "Only incidents of these severities, separated by commas.")
    private Optional<String> severity = Optional.empty();

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "${COMPLETION-CANDIDATES}; case-insensitive (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--table", paramLabel = "TABLE", defaultValue = "times", description = "What -o csv prints: ${COMPLETION-CANDIDATES}; case-insensitive (default: ${DEFAULT-VALUE}).")
    private Table table;

    @Mixin
    private ConsoleOption console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var answer = format == Format.CSV
                ? console.call().get("/api/reports/" + table.name().toLowerCase(Locale.ROOT) + ".csv" + query(),
                        "text/csv")
                : console.call().send("GET", "/api/reports" + query(), Optional.empty());
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.problem());
            return 1;
        }
        var out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> new StatsText(answer.body(), out).print();
            case JSON -> out.println(JsonMapper.shared().writeValueAsString(answer.body()));
            case CSV -> out.print(answer.text());
        }
        out.flush();
        return 0;
    }

    private String query() {
        var parameters = new LinkedHashMap<String, String>();
        from.ifPresent(text -> parameters.put("from", text));
        to.ifPresent(text -> parameters.put("to", text));
        team.ifPresent(text -> parameters.put("team", text));
        service.ifPresent(text -> parameters.put("service", text));
        severity.ifPresent(text -> parameters.put("severity", text));
        return parameters.isEmpty() ? "" : "?" + HttpCall.query(parameters);
    }
}
