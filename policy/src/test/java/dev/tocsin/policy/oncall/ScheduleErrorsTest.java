package dev.tocsin.policy.oncall;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static dev.tocsin.policy.oncall.Schedules.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in schedules. In each text, » stands where the error is expected. */
class ScheduleErrorsTest {

    private static final String HERE = "»";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "nobody there|layers: »[]|a schedule has no layers|add one",
            "a layer has no people|layers: {people: »[]}|a layer has no people|such as [anna, ben]",
            "only nobody|layers: {people: »[[], []]}|a layer has no people|such as [anna, ben]",
            "a person who is no target|layers: {people: »bne}|unknown target 'bne'|write 'ben'",
            "a person twice in a crew|layers: {people: [[anna, »anna]]}|is listed twice|remove one",
            "several people who never change|layers: »{people: [anna, ben]}|a layer has no 'rotate'|rotate: weekly",
            "a rotation without a beginning|layers: »{people: [anna, ben], rotate: daily}|a layer has no 'from'|from: 2026",
            "an unknown rotation|layers: {people: anna, rotate: »fortnightly, from: 2026-01-05}|'rotate' cannot be 'fortnightly'|2w, 3d or 12h",
            "too quick a rotation|layers: {people: anna, rotate: »10m, from: 2026-01-05}|'rotate' cannot be '10m'|12h",
            "a handover that is none|layers: {people: anna, rotate: daily, handover: »noon, from: 2026-01-05}|'noon' is not a handover|mon 09:00",
            "a weekday for a daily handover|layers: {people: anna, rotate: daily, handover: »mon 09:00, from: 2026-01-05}|does not fit the rotation|09:00",
            "a weekday for a monthly handover|layers: {people: anna, rotate: monthly, handover: »mon 09:00, from: 2026-01-05}|does not fit the rotation|1 09:00",
            "a day that not every month has|layers: {people: anna, rotate: monthly, handover: »31 09:00, from: 2026-01-05}|not a handover|1 to 28",
            "a handover without a rotation|layers: {people: anna, handover: »mon 09:00}|'handover' requires 'rotate'|rotate: weekly",
            "shifts and a rotation|layers: {people: anna, shifts: mon 09:00, rotate: »daily, from: 2026-01-05}|'rotate' conflicts with 'shifts'|remove one",
            "a shift without a day|layers: {people: anna, shifts: [»\"09:00\"], from: 2026-01-05}|a shift has no day|mon 09:00",
            "an end before the beginning|layers: {people: anna, from: 2026-01-05, until: »2026-01-04}|'until' must be after 'from'|later",
            "an unknown calendar|layers: {people: anna, during: »offices}|unknown calendar 'offices'|write 'office'",
            "an unknown key|layers: {people: [anna, ben], rotate: weekly, from: 2026-01-05, »hadnover: mon 09:00}|unknown key 'hadnover' in a layer|handover",
            "an override without an end|layers: {people: anna}; overrides: »{people: ben, from: 2026-01-05}|an override has no 'until'|add",
            "a swap of one|layers: {people: anna}; swaps: {between: »[ben], from: 2026-01-05, until: 2026-01-06}|needs two different people|[anna, ben]"})
    void shouldReportPositionProblemAndFix(String name, String lines, String problem, String writeInstead) {
        var written = policy(lines.replace("; ", "\n")).text();
        var before = written.substring(0, written.indexOf(HERE));

        var errors = catchThrowableOfType(PolicyErrors.class,
                () -> PolicyLoader.load("test.yml", written.replace(HERE, "")));

        assertThat(errors).as("the text was accepted").isNotNull();
        assertThat(errors.errors()).singleElement().satisfies(error -> {
            assertThat(error.problem()).contains(problem);
            assertThat(error.writeInstead()).contains(writeInstead);
            assertThat(error.line()).as("line").isEqualTo((int) before.lines().count());
            assertThat(error.column()).as("column").isEqualTo(before.length() - before.lastIndexOf('\n'));
        });
    }

    @Test
    void shouldNotLetAScheduleBeCalledAsATargetIs() {
        var policy = aPolicy().more("schedules:\n  on-call: {layers: {people: on-call}}\n");

        assertThat(catchThrowableOfType(PolicyErrors.class,
                () -> PolicyLoader.load("test.yml", policy.text())).errors()).singleElement().asString()
                .contains("12:3", "schedule 'on-call' has the same name as a target", "rename ");
    }

    @Test
    void shouldTakeScheduleNamesWhereverTargetsAreNamed() {
        var loaded = policy("layers: {people: [anna, ben], rotate: weekly, from: 2026-01-05}")
                .ladders("ladders:\n  urgent: {steps: [{notify: [primary]}, "
                        + "{after: 5m, notify: {primary: primary, secondary: anna, secondary-after: 5m}}]}\n")
                .fallback("escalations: {help: primary}\n"
                        + "stakeholders: [{id: told, notify: primary, on: declared}]\n")
                .load();

        assertThat(loaded.ladder("urgent").rungs().getFirst().targets()).containsExactly("primary");
        assertThat(loaded.policy().practice().escalations().get("help")).containsExactly("primary");
    }
}
