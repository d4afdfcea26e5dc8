package dev.tocsin.notifier.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.NotificationKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NatureTest {

    @ParameterizedTest(name = "{0}")
    @EnumSource(NotificationKind.class)
    void shouldClassifyEachKind(NotificationKind kind) {
        assertThat(KindTraits.of(kind)).isNotNull();
    }

    /** What goes first, is repeated and is tried for an hour: nobody is forgotten. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(value = NotificationKind.class, names = {"PAGE", "LADDER_EXHAUSTED", "PAGE_DIGEST", "UNKNOWN"})
    void shouldTakeNothingAsSeriouslyAsWhatAsksForAPerson(NotificationKind kind) {
        var nature = KindTraits.of(kind);

        assertThat(nature.isUrgent() && nature.isRepeatedInDoubt() && nature.isPatient()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = NotificationKind.class, mode = EnumSource.Mode.EXCLUDE, names = {"PAGE", "LADDER_EXHAUSTED",
            "PAGE_DIGEST", "UNKNOWN"})
    void shouldNotLetAnythingElseGoBeforeAPage(NotificationKind kind) {
        assertThat(KindTraits.of(kind).isUrgent()).isFalse();
    }
}
