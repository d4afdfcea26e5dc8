package dev.tocsin.schemas.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.event.CommandKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of commands does not contradict itself. */
class CommandTableTest {

    @Test
    void shouldHaveOneEntryForEachKindThatTheSchemaKnows() {
        assertThat(Commands.all()).extracting(CommandSpec::kind).containsExactlyInAnyOrderElementsOf(Arrays.stream(
                CommandKind.values()).filter(kind -> kind != CommandKind.UNKNOWN).toList());
    }

    @Test
    void shouldHaveNoEntryForAKindThatIsUnknown() {
        assertThat(Commands.find(CommandKind.UNKNOWN)).isEmpty();
    }

    @Test
    void shouldNameEachCommandOnce() {
        assertThat(Commands.all()).extracting(CommandSpec::name).doesNotHaveDuplicates();
        assertThat(Commands.all()).extracting(CommandSpec::shell).doesNotHaveDuplicates().doesNotContain("list");
        assertThat(Commands.all()).extracting(CommandSpec::label).doesNotHaveDuplicates();
        assertThat(Commands.all()).allSatisfy(spec -> assertThat(Commands.all()).filteredOn(other -> other.name()
                .equals(spec.kindName()) && other.kind() != spec.kind()).isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldDescribeItselfInSentences(CommandSpec spec) {
        assertThat(spec.name()).matches("[a-z]+(-[a-z]+)*");
        assertThat(spec.label()).matches("[A-Z][a-z-]+( [a-z-]+)*");
        assertThat(spec.sentence()).matches("[A-Z].*\\.");
        assertThat(spec.arguments()).allSatisfy(argument -> assertThat(argument.sentence()).matches("[A-Z].*\\."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldHaveAnAnswerForEachStage(CommandSpec spec) {
        var stages = new HashSet<>(spec.accepted());
        stages.addAll(spec.refused().keySet());

        assertThat(stages).containsExactlyInAnyOrder(Stage.values());
        assertThat(spec.accepted()).isNotEmpty().doesNotContain(Stage.MERGED).doesNotContainAnyElementsOf(spec.refused()
                .keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldHaveArgumentsThatFitTogether(CommandSpec spec) {
        assertThat(spec.arguments()).extracting(Argument::name).doesNotHaveDuplicates().doesNotContain("actor",
                "commandId", "by", "console", "incident", "after", "command", "via");
        assertThat(spec.arguments()).extracting(Argument::name).containsAll(spec.exclusive()).containsAll(spec.anyOf());
        assertThat(spec.arguments()).allSatisfy(argument -> {
            assertThat(argument.choices().isEmpty()).isEqualTo(argument.type() != ArgumentType.CHOICE);
            assertThat(argument.latest().isPresent()).isEqualTo(Set.of(ArgumentType.DURATION, ArgumentType.INSTANT,
                    ArgumentType.MOMENT).contains(argument.type()));
        });
        var positionals = spec.arguments().stream().filter(Argument::positional).toList();
        assertThat(positionals.stream().limit(Math.max(0, positionals.size() - 1))).as("a list comes last").noneMatch(
                argument -> argument.type() == ArgumentType.ALERTS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldReadAsASentenceOnTheTimeline(CommandSpec spec) {
        assertThat(spec.timeline().template()).isNotBlank();
        assertThat(spec.timeline().names()).isNotEmpty();
        assertThat(spec.timeline().switchedBy().isEmpty()).isEqualTo(spec.timeline().otherwise().isEmpty());
    }

    static List<CommandSpec> commands() {
        return Commands.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reasons")
    void shouldHaveASentenceForEachReason(CommandRefusalReason reason) {
        assertThat(reason.sentence()).isNotBlank();
        assertThat(reason.code()).matches("[a-z]+(-[a-z]+)*");
    }

    static Stream<CommandRefusalReason> reasons() {
        return Arrays.stream(CommandRefusalReason.values());
    }
}
