package dev.tocsin.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import dev.tocsin.ingest.Pages;
import dev.tocsin.ingest.Requests;
import dev.tocsin.ingest.format.AlertFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a body holds, no format throws: what would escape is answered as an internal error, and a sender would repeat it for ever.
 * Each format is given every body that we have, of its own sender and of all others, and mutations of them.
 */
class AnyBodyTest {

    private static final int MUTATIONS = 3;
    private static final List<String> SPLICES = List.of("null", "[]", "{}", "-1", "1e400", "\"\"", "true",
            "\"\\ud800\"",
            "\"\\u0000\"", "\"0001-01-01T00:00:00Z\"", "\"31 Feb 2026 99:99:99\"", ",", "}", "]", "\\", "[[[[",
            "\"$X\"");
    private static final List<String> CONTENT_TYPES = List.of("", "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b", "application/cloudevents+json", "application/cloudevents-batch+json",
            "text/plain; charset=nonsense");

    @ParameterizedTest(name = "{0}")
    @EnumSource(SourceType.class)
    void shouldNeverThrow(SourceType type) throws IOException, URISyntaxException {
        var random = new Random(type.name().hashCode());
        var reader = type.reader(Pages.desk());
        for (var format : Stream.of(reader, reader.takingAlerts()).distinct().toList()) {
            for (var body : bodies()) {
                survives(format, body, random);
                for (var i = 0; i < MUTATIONS; i++) {
                    survives(format, mutated(body, random), random);
                }
            }
        }
    }

    private static void survives(AlertFormat format, byte[] body, Random random) {
        var contentType = CONTENT_TYPES.get(random.nextInt(CONTENT_TYPES.size()));
        assertThatCode(() -> assertThat(format.read(Requests.request(body, Map.of("content-type", contentType))))
                .isNotNull()).as("%s as '%s': %s", format.name(), contentType, new String(body, UTF_8))
                .doesNotThrowAnyException();
    }

    private static List<byte[]> bodies() throws IOException, URISyntaxException {
        var folder = Path.of(AnyBodyTest.class.getResource("/payloads").toURI());
        try (var files = Files.walk(folder)) {
            return Stream.concat(files.filter(file -> file.toString().endsWith(".json")).sorted().map(
                    AnyBodyTest::bytes),
                    Stream.of("", "{", "[]", "[1,null,{}]", "{}", "\"x\"", "7", "a=b&c", "\u0000").map(text -> text
                            .getBytes(UTF_8))).toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A part is left out, replaced or doubled. */
    private static byte[] mutated(byte[] body, Random random) {
        if (body.length == 0) {
            return body;
        }
        var text = new String(body, UTF_8);
        var from = random.nextInt(text.length());
        var to = Math.min(text.length(), from + random.nextInt(30));
        var part = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> text.substring(from, to).repeat(2);
            case 2 -> Character.toString(random.nextInt(0x1_0000));
            default -> SPLICES.get(random.nextInt(SPLICES.size()));
        };
        var mutated = text.substring(0, from) + part + text.substring(to);
        return mutated.getBytes(UTF_8);
    }
}
