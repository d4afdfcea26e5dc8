package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.IncidentState;
import dev.tocsin.schemas.decision.DecisionKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each decision that the notifier can record is explained in {@link DecisionKinds} (module schemas). */
class ExplainedDecisionsTest {

    private static final Pattern DROP = Pattern.compile("(?:Drop|drop|dropped)\\((?:entry, )?\"([a-z-]+)\"");

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "RETRY", "REJECTED", "GAVE_UP"})
    void shouldExplainEachOutcome(DeliveryOutcome outcome) {
        assertThat(DecisionKinds.find("deliver", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .isPresent();
    }

    @Test
    void shouldExplainEachReasonForSendingNothing() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var codes = files.filter(file -> file.toString().endsWith(".java")).flatMap(file -> DROP.matcher(read(file))
                    .results()).map(found -> found.group(1)).distinct().toList();

            assertThat(codes).contains("superseded", "in-doubt", "no-such-thing", "met").allSatisfy(
                    code -> assertThat(DecisionKinds.find("deliver", "dropped-" + code)).as(code).isPresent());
        }
    }

    /** What is sent no more because of where the incident stands is named after its state. */
    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGED", "MITIGATED", "RESOLVED", "CLOSED"})
    void shouldExplainEachStateThatStopsAMessage(IncidentState state) {
        assertThat(DecisionKinds.find("deliver", "dropped-" + state.name().toLowerCase(Locale.ROOT))).isPresent();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
