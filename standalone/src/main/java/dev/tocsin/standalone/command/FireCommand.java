package dev.tocsin.standalone.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.fire.Sample;
import dev.tocsin.standalone.settings.LocalSecrets;
import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin fire}: sends a sample alert the way a real source would, signature and all. */
@Command(name = "fire", description = "Sends a sample alert, or with --resolve its resolution.")
public final class FireCommand implements Callable<Integer> {

    /** Sources that a sample can come from. */
    public enum Source {
        ALERTMANAGER, CLOUDWATCH, SENTRY
    }

    @Option(names = "--source", defaultValue = "alertmanager", description = "Source: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Source source;

    @Option(names = "--service", defaultValue = "checkout", description = "Name of the service (default: ${DEFAULT-VALUE}).")
    private String service;

    @Option(names = "--severity", defaultValue = "critical", description = "Severity in the source's own terms (default: ${DEFAULT-VALUE}).")
    private String severity;

    @Option(names = "--name", defaultValue = "HighErrorRate", description = "Name of the alert (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--resolve", description = "Resolves the sample alert.")
    private boolean resolve;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:"
            + Ports.INGEST, description = "Address of ingest (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "Data folder of `tocsin up`, which holds the secrets for signed samples (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var sample = new Sample(name, service, severity, resolve, Clock.systemUTC().instant());
        var request = switch (source) {
            case ALERTMANAGER -> sample.alertmanager();
            case CLOUDWATCH -> sample.cloudwatch(LocalSecrets.in(data).cloudwatchToken());
            case SENTRY -> sample.sentry(LocalSecrets.in(data).sentrySecret());
        };
        var path = "/v1/" + source.name().toLowerCase(Locale.ROOT);
        var http = HttpRequest.newBuilder(HttpCall.at(url, path)).timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(http::header);
        try (var client = WebClient.open()) {
            var answer = client.send(http.build(), HttpResponse.BodyHandlers.ofString());
            spec.commandLine().getOut().printf("%d %s%n", answer.statusCode(), answer.body());
            return answer.statusCode() / 100 == 2 ? 0 : 1;
        } catch (IOException unreachable) {
            throw new SettingsException("no answer from " + url + ": is `tocsin up` running?", unreachable);
        }
    }
}
