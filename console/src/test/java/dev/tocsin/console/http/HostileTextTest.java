package dev.tocsin.console.http;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.anAlert;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.FactKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alert text is written by strangers: it arrives as data, and nothing on the page could make more of it. */
class HostileTextTest {

    private static final Pattern MARKUP_SINKS = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|setHTML|srcdoc|javascript:|DOMParser"
                    + "|createContextualFragment");
    private static final Pattern OUTSIDE = Pattern.compile("(src|href)=\"(https?:)?//|@import|url\\((?!#)"
            + "|import\\((?!\"\\./)");
    private static final Pattern INLINE = Pattern.compile("<script(?![^>]*\\bsrc=)|\\son\\w+=|\\sstyle=|<style");

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    static List<String> hostile() {
        return List.of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"}],\"x\":\"", "</li></ul><h1>",
                "javascript:alert(1)", "a\r\nevent: reload\r\ndata: {}\r\n\r\n", "\u202etxt.exe", "\u2028\u2029",
                "\u0000\u001b[31m",
                "x".repeat(50_000));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("hostile")
    void shouldCarryTextUnchangedAsData(String text) {
        console.projection.apply(anIncident("i1").setTitle(text).setService(text).setAlerts(List.of(anAlert("n", text)))
                .build());
        console.projection.apply(aFact("i1", "f1", FactKind.NOTE_ADDED).setSummary(text).build());

        var response = console.get("/api/incidents/i1");

        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(response).get("incident").get("title").stringValue()).isEqualTo(text);
        assertThat(json(response).get("timeline").get(0).get("summary").stringValue()).isEqualTo(text);
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("hostile")
    void shouldNotLetTextBreakOutOfAnEventOfTheStream(String text) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port()
                    + "/api/stream"))
                    .build(), BodyHandlers.ofLines());
            console.announce(console.projection.apply(anIncident("i1").setTitle(text).build()));

            var lines = response.body().iterator();
            var types = new ArrayList<String>();
            String data = "";
            while (!data.contains("\"i1\"")) {
                var line = lines.next();
                if (line.startsWith("event: ")) {
                    types.add(line);
                }
                data = line.startsWith("data: ") ? line : data;
            }

            assertThat(types).doesNotContain("event: reload").contains("event: incident");
            response.body().close();
        } finally {
            console.feed.close();
        }
    }

    static Stream<String> scripts() {
        return PageFiles.paths().stream().filter(path -> path.endsWith(".js"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void shouldMakeElementsFromTextOnly(String script) {
        var source = console.get(script).body();

        assertThat(source).isNotBlank().doesNotContainPattern(MARKUP_SINKS).doesNotContainPattern(OUTSIDE);
    }

    @ParameterizedTest(name = "{0}")
    @org.junit.jupiter.params.provider.ValueSource(strings = {"/", "/login"})
    void shouldHaveNothingInlineAndNothingFromOutside(String page) {
        var source = console.get(page).body();

        assertThat(source).contains("<!doctype html>").doesNotContainPattern(INLINE).doesNotContainPattern(OUTSIDE);
    }

    @Test
    void shouldNotChangeAFileThatTheBrowserHas() {
        var first = console.get("/console.js");

        var again = console.send(console.to("/console.js").header("If-None-Match", first.headers().firstValue("ETag")
                .orElseThrow()));

        assertThat(again.statusCode()).isEqualTo(304);
    }
}
