package dev.tocsin.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.standalone.installation.Standalone;
import dev.tocsin.standalone.settings.LocalSecrets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo's day, told to a real installation: everything goes as told, and each view has something to show. */
@Tag("embedded")
class DemoIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldBringEachViewAlive(@TempDir Path data) throws InterruptedException {
        var folder = DemoFolder.of(Optional.of(data));
        var settings = Settings.of(Map.of("http.host", "127.0.0.1", "streams.threads", "1",
                "sources.prometheus-dc.format", "alertmanager"));
        try (var standalone = new Standalone(data, settings, Optional.of(folder.policy()), _ -> {})) {
            standalone.start();
            var said = new ArrayList<String>();

            var failures = new DemoPlayer(standalone.ingestUrl(), standalone.consoleUrl(), LocalSecrets.in(data), Clock
                    .systemUTC(), said::add).play(1, 3);

            assertThat(failures).isEmpty();
            assertThat(said).hasSizeGreaterThan(15);
            var console = standalone.consoleUrl();
            await(console + "/api/incidents?state=all", answer -> answer.path("incidents").valueStream().map(
                    incident -> incident.path("state").asString()).distinct().count() >= 4);
            await(console + "/api/incidents?state=all", answer -> answer.path("incidents").valueStream().anyMatch(
                    incident -> incident.path("storm").asBoolean()));
            await(console + "/api/incidents?state=all&service=checkout", answer -> answer.path("incidents")
                    .valueStream().anyMatch(incident -> incident.path("suspectCount").asInt() > 0));
            await(console + "/api/alerts", answer -> !answer.path("alerts").isEmpty());
            await(console + "/api/silences", answer -> !answer.path("silences").isEmpty());
            await(console + "/api/oncall", answer -> !answer.path("changes").isEmpty());
            await(console + "/api/quarantine", answer -> answer.path("total").asInt() == 1);
            await(console + "/api/deliveries", answer -> answer.path("channels").valueStream().anyMatch(
                    channel -> channel.path("delivered").asInt() > 5));
            await(standalone.ingestUrl() + "/api/sources", answer -> answer.path("sources").size() >= 9);
        }
    }

    private void await(String address, java.util.function.Predicate<JsonNode> holds) {
        Awaitility.await(address).atMost(Duration.ofMinutes(2)).until(() -> holds.test(read(address)));
    }

    private JsonNode read(String address) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(http.send(HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }
}
