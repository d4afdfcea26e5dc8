package dev.tocsin.policy.suppress;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.tocsin.event.Matcher;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.SilenceWindow;
import dev.tocsin.policy.AlertBuilder;
import dev.tocsin.policy.CompiledPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Silences that people set are compiled by the policy in force. */
class LoggedSilencesTest {

    private static final Instant MONDAY_NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final CompiledPolicy policy = aPolicy().more("calendars: {office: {hours: [\"08:00-16:00\"]}}\n").load();

    @Test
    void shouldHideWhatAllMatchersAndTheConditionAndTheServicesName() {
        var silence = ready(set -> {
            set.setMatchers(List.of(new Matcher("zone", "a|b", true, true), new Matcher("kind", "test", false, false)));
            set.setCondition("businessHours(\"office\")");
            set.setServices(List.of("checkout"));
        });

        assertThat(hides(silence, anAlert().with("service", "checkout").with("zone", "a"))).isTrue();
        assertThat(hides(silence, anAlert().with("service", "checkout").with("zone", "ab"))).isFalse();
        assertThat(hides(silence, anAlert().with("service", "checkout").with("zone", "a").with("kind", "test")))
                .isFalse();
        assertThat(hides(silence, anAlert().with("service", "search").with("zone", "a"))).isFalse();
    }

    @Test
    void shouldHoldOnlyInItsWindows() {
        var silence = ready(set -> set.setServices(List.of("checkout"))
                .setWindows(List.of(new SilenceWindow(List.of("mon"), "22:00", "24:00", "UTC"))));

        assertThat(silence.holdsAt(MONDAY_NINE)).isFalse();
        assertThat(silence.holdsAt(Instant.parse("2026-03-02T23:59:00Z"))).isTrue();
        assertThat(silence.holdsAt(Instant.parse("2026-03-03T00:00:00Z"))).isFalse();
    }

    @Test
    void shouldEndBeforeItBeganWhenItWasEndedEarly() {
        var silence = ready(set -> set.setServices(List.of("checkout")).setEndsAt(Instant.EPOCH));

        assertThat(silence.holdsAt(MONDAY_NINE)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void shouldSayWhyItCannotBeJudged(String name, Consumer<SilenceSet.Builder> change, String why) {
        var reading = policy.silence(set(change));

        assertThat(reading).isInstanceOfSatisfying(SilenceReading.Broken.class, it -> {
            assertThat(it.id()).isEqualTo("s-1");
            assertThat(it.why()).contains(why).doesNotContain("\n");
        });
    }

    static Stream<Arguments> broken() {
        return Stream.of(broken("nothing at all", set -> {}, "it would hide everything"),
                broken("bad expression", set -> set.setMatchers(List.of(new Matcher("a", "(", true, true))),
                        "the value of 'a' is not a regular expression (RE2)"),
                broken("bad condition", set -> set.setCondition("label.a == 1"),
                        "unknown name 'label'; write 'labels'"),
                broken("unknown calendar", set -> set.setCondition("businessHours(\"ofice\")"),
                        "unknown calendar 'ofice'; write 'office'"),
                broken("unknown day", window("someday", "02:00", "UTC"), "unknown day 'someday'; write one of"),
                broken("bad time", window("mon", "2 am", "UTC"), "'2 am' is not a time of day"),
                broken("unknown zone", window("mon", "02:00", "Mars/Olympus"), "Mars/Olympus"));
    }

    private static Consumer<SilenceSet.Builder> window(String day, String from, String zone) {
        return set -> set.setServices(List.of("checkout"))
                .setWindows(List.of(new SilenceWindow(List.of(day), from, "04:00", zone)));
    }

    private static Arguments broken(String name, Consumer<SilenceSet.Builder> change, String why) {
        return Arguments.arguments(name, change, why);
    }

    private boolean hides(Silence silence, AlertBuilder alert) {
        var built = alert.build();
        return silence.hides(policy.facts(built, policy.serviceKey(built), MONDAY_NINE));
    }

    private Silence ready(Consumer<SilenceSet.Builder> change) {
        assertThat(policy.silence(set(change))).isInstanceOf(SilenceReading.Ready.class);
        return ((SilenceReading.Ready) policy.silence(set(change))).silence();
    }

    private static SilenceSet set(Consumer<SilenceSet.Builder> change) {
        var set = SilenceSet.newBuilder().setSilenceId("s-1").setMatchers(List.of())
                .setStartsAt(MONDAY_NINE.minusSeconds(60)).setEndsAt(MONDAY_NINE.plusSeconds(86_400 * 7L))
                .setAuthor("dba").setReason("upgrade").setKind(SilenceKind.SILENCE);
        change.accept(set);
        return set.build();
    }
}
