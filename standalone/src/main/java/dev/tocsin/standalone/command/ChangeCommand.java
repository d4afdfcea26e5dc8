package dev.tocsin.standalone.command;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin change}: tells that something was changed, so that incidents after it can name it as a suspect. */
@Command(name = "change", description = "Reports a change, such as a deployment or a configuration change. "
        + "Reads ingest's token from TOCSIN_CHANGES_TOKEN.")
public final class ChangeCommand implements Callable<Integer> {

    @Option(names = "--service", required = true, description = "Changed service, as named in its alerts.")
    private String service;

    @Option(names = "--summary", required = true, description = "Summary in one line, such as \"checkout 4.2.0 to production\".")
    private String summary;

    @Option(names = "--kind", defaultValue = "deployment", description = "Kind of change (default: ${DEFAULT-VALUE}).")
    private String kind;

    @Option(names = "--id", description = "ID of the change; the same ID is recorded once.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--author", defaultValue = "${sys:user.name}", description = "Author of the change (default: ${DEFAULT-VALUE}).")
    private String author;

    @Option(names = "--at", paramLabel = "INSTANT", description = "Time of the change, such as 2026-11-21T02:41:00Z (default: now).")
    private Optional<String> at = Optional.empty();

    @Option(names = "--link", paramLabel = "URL", description = "Link to the change; repeatable.")
    private List<String> links = List.of();

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "Additional label; repeatable.")
    private Map<String, String> labels = Map.of();

    @Option(names = "--url", defaultValue = "http://127.0.0.1:"
            + Ports.INGEST, description = "Address of ingest (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var change = new LinkedHashMap<String, Object>();
        id.ifPresent(it -> change.put("id", it));
        change.put("kind", kind);
        change.put("service", service);
        change.put("summary", summary);
        change.put("author", author);
        change.put("changedAt", at.orElseGet(() -> Clock.systemUTC().instant().toString()));
        change.put("labels", labels);
        change.put("links", links.stream().map(href -> Map.of("title", kind, "href", href)).toList());
        var answer = new HttpCall(url, "TOCSIN_CHANGES_TOKEN").send("POST", "/v1/changes", Optional.of(change));
        if (answer.isGood()) {
            spec.commandLine().getOut().println("recorded: " + kind + " of " + service);
            return 0;
        }
        spec.commandLine().getErr().println("not recorded: " + answer.problem());
        return 1;
    }
}
