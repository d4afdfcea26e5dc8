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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Silences that people set are compiled by the policy in force. */
class LoggedSilencesTest {

    private static final Instant MONDAY_NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final CompiledPolicy policy = aPolicy().more("calendars: {office: {hours: [\"08:00-16:00\"]}}\n").load();

    @Test
    void shouldSuppressAlertsMatchingMatchersConditionAndServices() {
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
        return Stream.of(broken("nothing at all", set -> {}, "it would hide every alert"),
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

    @ParameterizedTest(name = "{0}")
    @DisplayName("A13: a silence that holds for alerts that have nothing in common is not judged, unless its author confirmed it")
    @MethodSource("everything")
    void shouldNotHideEverythingUnlessConfirmed(String name, Consumer<SilenceSet.Builder> change) {
        var reading = policy.silence(set(change));

        assertThat(reading).isInstanceOfSatisfying(SilenceReading.Broken.class, it -> assertThat(it.why()).contains(
                "would hide every alert"));
        assertThat(policy.silence(set(change.andThen(set -> set.setHidesEverything(true))))).isInstanceOf(
                SilenceReading.Ready.class);
    }

    static Stream<Arguments> everything() {
        return Stream.of(everything("nothing at all", set -> {}),
                everything("an absent label", matcher("nosuch", "", false, true)),
                everything("anything, with a label or without", matcher("nosuch", ".*", true, true)),
                everything("a negative regex that matches the empty text", matcher("a", "b", true, false)),
                everything("another value than one that nothing has", matcher("a", "b", false, false)),
                everything("optional text", matcher("a", "(x|y)?", true, true)),
                everything("any name", matcher("alertname", ".*", true, true)),
                everything("whatever has a name", matcher("alertname", ".+", true, true)),
                everything("whatever has a service", matcher("service", ".+", true, true)),
                everything("another name than none", matcher("alertname", "", false, false)),
                everything("whatever has a severity", matcher("severity", ".+", true, true)),
                everything("whatever has a source", condition("alert.source != \"\"")),
                everything("whatever says something", condition("alert.summary.size() > 0")),
                everything("a name with a letter in it", condition("alert.name.matches(\"[A-Za-z]\")")),
                everything("all but one team", matcher("team", "nobody", false, false)),
                everything("true", condition("true")), everything("a tautology", condition("1 == 1")),
                everything("one of two opposites", condition("alert.name == \"a\" || alert.name != \"a\"")),
                everything("no such name", condition("name != \"NoSuchAlert\"")),
                everything("whenever people work", condition("businessHours(\"office\")")));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A13: a silence that is about something is judged without being confirmed")
    @MethodSource("something")
    void shouldAcceptNarrowSilences(String name, Consumer<SilenceSet.Builder> change) {
        assertThat(policy.silence(set(change))).isInstanceOf(SilenceReading.Ready.class);
    }

    static Stream<Arguments> something() {
        return Stream.of(everything("one label", matcher("zone", "a", false, true)),
                everything("all but the worst", matcher("severity", "critical|page", true, false)),
                everything("a service, whatever it says", set -> set.setServices(List.of("checkout")).setCondition(
                        "true")),
                everything("whatever has a label", matcher("zone", ".+", true, true)),
                everything("one source", condition("alert.source == \"prometheus\"")),
                everything("whatever has a region", matcher("region", ".+", true, true)),
                everything("part of the names", condition("alert.name.startsWith(\"Backup\")")));
    }

    private static Consumer<SilenceSet.Builder> matcher(String name, String value, boolean isRegex, boolean isEqual) {
        return set -> set.setMatchers(List.of(new Matcher(name, value, isRegex, isEqual)));
    }

    private static Consumer<SilenceSet.Builder> condition(String condition) {
        return set -> set.setCondition(condition);
    }

    private static Arguments everything(String name, Consumer<SilenceSet.Builder> change) {
        return Arguments.arguments(name, change);
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
