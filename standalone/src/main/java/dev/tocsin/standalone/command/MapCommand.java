package dev.tocsin.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.cloudevents.CloudEventsFormat;
import dev.tocsin.ingest.format.mapped.MappedFormat;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.setting.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin map}: shows what a mapping of the policy makes of a body, without a broker. */
@Command(name = "map", description = {"Shows the alerts that a mapping of a policy file makes of a body.",
        "Exit status: 0 alerts or an ignored body, 1 a body that gives no alert, 2 errors."})
public final class MapCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Policy file.")
    private Path file = Path.of("policy.yml");

    @Option(names = "--with", required = true, paramLabel = "BODY", description = "File with the body of a request.")
    private Path body = Path.of("body.json");

    @Option(names = "--source", defaultValue = MappedFormat.NAME, paramLabel = "NAME", description = "Name of the source and its mapping. Default: ${DEFAULT-VALUE}.")
    private String source = MappedFormat.NAME;

    @Option(names = "--content-type", defaultValue = "application/json", paramLabel = "TYPE", description = "Content type of the body; application/cloudevents+json for CloudEvents.")
    private String contentType = "application/json";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try {
            var policy = PolicyLoader.load(file.toString(), CheckCommand.read(file));
            AlertFormat format = contentType.startsWith("application/cloudevents")
                    ? new CloudEventsFormat()
                    : new MappedFormat();
            var incoming = new Incoming("preview", source, Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
                    "/v1/" + format.name(), Map.of("content-type", contentType), bytes());
            return show(format.read(incoming, policy::mapping), out);
        } catch (PolicyErrors errors) {
            PolicyReport.print(errors, spec.commandLine().getErr());
            return ExitStatus.USAGE;
        } finally {
            out.flush();
        }
    }

    private static int show(Reading reading, PrintWriter out) {
        return switch (reading) {
            case Reading.Alerts(var alerts, var folded, var leftOut, _) -> {
                alerts.forEach(alert -> show(alert, out));
                out.printf("%d %s%s%n", alerts.size(), alerts.size() == 1 ? "alert" : "alerts", folded == 0
                        ? ""
                        : ", " + folded + " repeated in the body");
                leftOut.ifPresent(refusal -> out.printf("left out: %s%n", refusal.detail()));
                yield 0;
            }
            case Reading.NoAlert(var reason, var detail, _) -> {
                out.printf("no alert (%s): %s%n", reason.code(), detail);
                yield reason.forOperator() ? 1 : 0;
            }
            case Reading.Refused(var refusal) -> {
                out.printf("refused (%s): %s%n", refusal.reason().code(), refusal.detail());
                yield 1;
            }
            case Reading.Changes _,Reading.Answers _,Reading.HeartbeatCall _ -> 0;
        };
    }

    private static void show(Alert alert, PrintWriter out) {
        out.printf("%s %s%n", alert.getStatus(), alert.getSummary());
        out.printf("  identity %s%n", alert.getIdentity());
        out.printf("  name     %s%n", alert.getName());
        out.printf("  starts   %s%s%n", alert.getStartsAt(), alert.getEndsAt().map(end -> ", ends " + end).orElse(""));
        new TreeMap<>(alert.getLabels()).forEach((name, value) -> out.printf("  label    %s=%s%n", name, value));
        new TreeMap<>(alert.getValues()).forEach((name, value) -> out.printf("  value    %s=%s%n", name, value));
        alert.getLinks().forEach(link -> out.printf("  link     %s %s%n", link.getTitle(), link.getHref()));
        alert.getRemarks().forEach(remark -> out.printf("  remark   %s%n", remark));
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(body);
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read body " + body + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
