package dev.tocsin.escalator.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.ContactReason;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.NotPagedReason;
import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.escalator.decision.StepTime;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.decision.DecisionKinds;
import dev.tocsin.state.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each decision that the escalator can record is explained in {@link DecisionKinds} (module schemas). */
class ExplainedDecisionsTest {

    private static final Pattern SILENT = Pattern.compile("(?:Silent|silent)\\(\\s*\"([a-z-]+)\"");
    private static final Told SOMEBODY = Told.newBuilder().setDestination("inbox:").setChannel("inbox").setAddress("")
            .setTarget("ada").setPolicyVersion(1).build();

    static Stream<Class<?>> ladderDecisions() {
        return Arrays.stream(LadderDecision.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("ladderDecisions")
    void shouldExplainEachDecisionAboutALadder(Class<?> type) throws ReflectiveOperationException {
        assertThat(isExplained(DecisionRecords.outcome(one(type)))).isTrue();
    }

    @Test
    void shouldExplainALatePage() {
        var late = new LadderDecision.Page(SOMEBODY, 1, 0, Instant.EPOCH, Duration.ofMinutes(2), List.of(), "");

        assertThat(isExplained(DecisionRecords.outcome(late))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shouldExplainEachReasonForPagingNobody(NotPagedReason reason) {
        assertThat(isExplained(DecisionRecords.outcome(new LadderDecision.Nothing(reason)))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shouldExplainEachWayOfContactingAPerson(ContactReason reason) {
        assertThat(isExplained(DecisionRecords.outcome(new LadderDecision.Contacting("ada", reason, "")))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"UNKNOWN", "DIGEST", "PAGE_DIGEST"})
    void shouldExplainEachKindOfNotification(NotificationKind kind) {
        var told = new ObligationDecision.Notify(kind, SOMEBODY, "", Map.of(), Instant.EPOCH, List.of(), "");

        assertThat(isExplained(DecisionRecords.outcome(told))).isTrue();
    }

    @Test
    void shouldExplainEachReasonForNotifyingNobody() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var codes = files.filter(file -> file.toString().endsWith(".java")).flatMap(file -> SILENT.matcher(read(
                    file)).results()).map(found -> found.group(1)).distinct().toList();

            assertThat(codes).hasSizeGreaterThan(5).allSatisfy(code -> assertThat(isExplained("silent-" + code)).as(
                    code).isTrue());
        }
    }

    private static boolean isExplained(String code) {
        return DecisionKinds.find("ladder", code).isPresent();
    }

    /** With arbitrary contents: the code depends on the type alone. */
    private static LadderDecision one(Class<?> type) throws ReflectiveOperationException {
        var types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(types).map(ExplainedDecisionsTest::any).toArray();
        return (LadderDecision) type.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object any(Class<?> type) {
        if (type == ContactReason.class) {
            return ContactReason.RULE;
        }
        return Map.<Class<?>, Object>of(String.class, "x", int.class, 1, boolean.class, false, Instant.class,
                Instant.EPOCH, Duration.class, Duration.ZERO, List.class, List.of(), Told.class, SOMEBODY,
                StepTime.class, new StepTime(0, 1, Instant.EPOCH), NotPagedReason.class, NotPagedReason.NOBODY,
                NotificationKind.class, NotificationKind.RESOLVED).get(type);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
