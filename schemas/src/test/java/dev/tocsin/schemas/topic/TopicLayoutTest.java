package dev.tocsin.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decides how many partitions the topics have: the topics that are there, then the setting, then the default. */
class TopicLayoutTest {

    private static final Map<String, Integer> NONE = Map.of();
    private static final Map<String, Integer> TWELVE = Map.of("tocsin.signals", 12, "tocsin.incidents", 12);

    @Test
    void shouldGiveANewInstallationWhatWasAskedFor() {
        assertThat(asking(3).partitions(NONE)).isEqualTo(3);
    }

    @Test
    void shouldGiveANewInstallationTheDefaultWhereNobodyAsked() {
        assertThat(askingNothing().partitions(NONE)).isEqualTo(2);
    }

    @Test
    void shouldKeepTheNumberThatAnInstallationHasAlready() {
        assertThat(askingNothing().partitions(TWELVE)).isEqualTo(12);
        assertThat(asking(12).partitions(TWELVE)).isEqualTo(12);
    }

    @Test
    void shouldExplainASettingThatContradictsTheInstallation() {
        assertThatThrownBy(() -> asking(2).partitions(TWELVE)).isInstanceOf(UnfitClusterException.class)
                .hasMessageContaining("the setting partitions asks for 2, and the topics have 12")
                .hasMessageContaining("remove the setting");
    }

    @Test
    void shouldRefuseTopicsThatDifferFromEachOther() {
        var found = Map.of("tocsin.signals", 12, "tocsin.incidents", 12, "tocsin.timeline", 6);

        assertThatThrownBy(() -> askingNothing().partitions(found)).isInstanceOfSatisfying(UnfitClusterException.class,
                unfit -> assertThat(unfit.problems()).singleElement().asString().contains(
                        "tocsin.timeline has 6 partitions, not 12"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void shouldRefuseANumberThatIsNone(int partitions) {
        assertThatThrownBy(() -> asking(partitions)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TopicLayout asking(int partitions) {
        return new TopicLayout(OptionalInt.of(partitions), 2, 1);
    }

    private static TopicLayout askingNothing() {
        return new TopicLayout(OptionalInt.empty(), 2, 1);
    }
}
