package dev.tocsin.policy.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelCatalogueTest {

    static Stream<ChannelType> types() {
        return ChannelCatalogue.all().stream();
    }

    @Test
    void shouldMakeRoomsOfIncidentsOwnOnlyWhereThatIsPossible() {
        assertThat(ChannelCatalogue.holding(PlanPart.ROOM)).contains("slack", "telegram", "discord");
        assertThat(ChannelCatalogue.holding(PlanPart.OWN_ROOM)).contains("slack").doesNotContain("telegram", "discord");
    }

    @Test
    void shouldNameEachTypeOnce() {
        assertThat(ChannelCatalogue.ids()).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][a-z-]*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void shouldTellByDefaultOnlyWhatItCanCarryAndWhatMayBeTold(ChannelType type) {
        assertThat(type.tells()).allMatch(type::carries).isSubsetOf(KindSets.TELLABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void shouldCarryWhatAPlanHasOpenedThere(ChannelType type) {
        for (var part : PlanPart.values()) {
            assertThat(type.holds(part) && !type.carries(part.kind())).as(part.name()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void shouldDescribeItselfAndEachSettingInOneSentence(ChannelType type) {
        assertThat(type.sentence()).matches("[A-Z].*\\.");
        assertThat(type.settings()).allMatch(setting -> setting.sentence().matches("[A-Z].*\\."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void shouldNameSettingsThatItHasInItsRulesAndAddresses(ChannelType type) {
        assertThat(type.rules()).allMatch(rule -> type.setting(rule.one()).isPresent() && type.setting(rule.other())
                .isPresent());
        assertThat(Stream.of(type.address().onlyWith(), type.address().unless()).flatMap(Optional::stream)).allMatch(
                key -> type.setting(key).isPresent());
    }
}
