package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.schemas.command.Argument;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;
import dev.tocsin.schemas.command.Stage;
import dev.tocsin.schemas.incident.ClockKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command of the table has an effect, and its timeline reads as the table says. */
class CommandEffectsTest {

    private static final Pattern VALUE = Pattern.compile("\\{\\w+}");

    private CorrelatorHarness correlator;
    private Incident incident;
    private Incident other;

    @BeforeEach
    void openIncidents() {
        correlator = CorrelatorHarness.under(RunbookStepsTest.POLICY);
        correlator.fire(anAlert("db-1"));
        correlator.fire(anAlert("db-2"));
        incident = correlator.snapshots().getLast();
        correlator.fire(anAlert("web-1").named("Slow").severity("warning"));
        other = correlator.snapshots().getLast();
        correlator.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        correlator.skip();
        correlator.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldTakeEffectAndReadAsTheTableSays(CommandSpec spec) {
        prepare(spec);
        correlator.skip();

        correlator.command(spec.kind(), incident, arguments(spec), "a note");

        var told = correlator.timeline();
        assertThat(told).isNotEmpty().noneMatch(entry -> entry.getKind() == FactKind.COMMAND_REFUSED);
        assertThat(told).anySatisfy(entry -> assertThat(entry.getSummary()).containsPattern(sentence(spec)));
        assertThat(correlator.snapshots()).isNotEmpty();
    }

    @Test
    void shouldOfferThePhasesOfThePolicy() {
        assertThat(Commands.of(CommandKind.PAUSE_CLOCKS).argument("phase").orElseThrow().choices())
                .containsExactlyElementsOf(Arrays.stream(ClockKind.values()).map(ClockKind::key).toList());
    }

    static List<CommandSpec> commands() {
        return Commands.all();
    }

    /** What other commands must have done before. */
    private void prepare(CommandSpec spec) {
        if (spec.kind() != CommandKind.ADD_TASK) {
            correlator.command(CommandKind.ADD_TASK, incident, Map.of("task", "Buy a disk"), "");
        }
        if (spec.kind() == CommandKind.RESUME_CLOCKS) {
            correlator.command(CommandKind.PAUSE_CLOCKS, incident, Map.of("reason", "vendor"), "");
        }
        switch (spec.accepted().stream().sorted().findFirst().orElseThrow()) {
            case OPEN -> {
            }
            case PARTLY_ACKNOWLEDGED, ACKNOWLEDGED, SNOOZED -> correlator.command(CommandKind.ACKNOWLEDGE, incident);
            case MITIGATED -> correlator.command(CommandKind.MITIGATE, incident);
            case RESOLVED -> correlator.command(CommandKind.RESOLVE, incident);
            case CLOSED, MERGED -> throw new IllegalArgumentException(spec.name() + " is accepted too late");
        }
        assertThat(spec.accepted()).doesNotContain(Stage.MERGED);
    }

    private Map<String, String> arguments(CommandSpec spec) {
        var arguments = new TreeMap<String, String>();
        spec.arguments().stream().filter(argument -> !spec.exclusive().contains(argument.name()) || argument.name()
                .equals(spec.exclusive().getFirst())).filter(argument -> !argument.name().equals("phase")).forEach(
                        argument -> arguments.put(argument.name(), sample(argument)));
        return arguments;
    }

    private String sample(Argument argument) {
        if (argument.name().equals("step")) {
            return "1";
        }
        return switch (argument.type()) {
            case LINE, TEXT -> "some text";
            case SEVERITY -> "SEV3";
            case ROLE -> "commander";
            case PERSON -> "bob";
            case ESCALATION -> "on-call";
            case CHOICE -> argument.choices().getFirst();
            case DURATION, MOMENT -> "30m";
            case INSTANT -> correlator.now().plusSeconds(600).toString();
            case INCIDENT -> other.getId();
            case ALERTS -> "prom:db-2";
            case FOLLOW_UP -> "a1";
            case BOOLEAN -> "true";
            case URL -> "https://wiki.example.org/review";
        };
    }

    /** The template, with anything in place of its values. */
    private static Pattern sentence(CommandSpec spec) {
        return Pattern.compile(VALUE.splitAsStream(spec.timeline().template()).map(Pattern::quote).collect(Collectors
                .joining(".+", "", spec.timeline().template().endsWith("}") ? ".+" : "")));
    }
}
