package dev.tocsin.policy.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.OnCallChangeKind;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.change.OnCallChangeCheck.Mistake;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;

/** Overrides and swaps that people set at run time. */
class OnCallChangesTest {

    private static final Instant NOON = Instant.parse("2026-11-16T12:00:00Z");

    private final Policy policy = policy();

    @Test
    void shouldOverrideTheRotationAndThePolicysOverrides() {
        var changes = OnCallChanges.of(List.of(override("c1", "dan", 0, 2)));

        assertThat(at(changes, 0)).containsExactly("dan");
        assertThat(at(changes, 1)).containsExactly("dan");
        assertThat(at(changes, 2)).containsExactly("cleo");
        assertThat(at(OnCallChanges.NONE, 1)).containsExactly("cleo");
        assertThat(policy.practice().schedules()).as("the policy itself stays").isEqualTo(policy().practice()
                .schedules());
    }

    @Test
    void shouldLetTheLaterOverrideCount() {
        var early = override("z", "dan", 0, 2);
        var late = OnCallChange.newBuilder(override("a", "ben", 0, 1)).setSetAt(NOON.plusSeconds(1)).build();
        var changes = OnCallChanges.of(List.of(late, early));

        assertThat(at(changes, 0)).containsExactly("ben");
        assertThat(at(changes, 1)).containsExactly("dan");
        assertThat(changes.overriding("primary", NOON)).contains(late);
    }

    @Test
    void shouldExchangeShiftsOfTheRotation() {
        assertThat(at(OnCallChanges.of(List.of(swap("c1", "anna", "ben"))), 0)).containsExactly("ben");
    }

    @Test
    void shouldPassOverWhatWasUndoneAndWhatThePolicyDoesNotKnow() {
        var undone = OnCallChange.newBuilder(override("c1", "dan", 0, 2)).setUndoneAt(NOON).setUndoneBy("ada").build();

        assertThat(at(OnCallChanges.of(List.of(undone, override("c2", "gone", 0, 2))), 0)).containsExactly("anna");
    }

    @Test
    void shouldRefuseUnknownNamesAndTimesThatCannotBe() {
        assertThat(refused(override("c1", "bne", 0, 2))).hasValueSatisfying(it -> assertThat(it).contains(
                "no target 'bne'", "ben"));
        assertThat(refused(OnCallChange.newBuilder(override("c1", "ben", 0, 2)).setSchedule("primry").build()))
                .hasValueSatisfying(it -> assertThat(it).contains("no schedule 'primry'", "primary"));
        assertThat(refused(override("c1", "ben", 2, 2))).hasValueSatisfying(it -> assertThat(it).contains(
                "until must be after from"));
        assertThat(refused(override("c1", "ben", -5, -1))).hasValueSatisfying(it -> assertThat(it).contains(
                "in the future"));
        assertThat(refused(override("c1", "ben", 0, 24 * 367))).hasValueSatisfying(it -> assertThat(it).contains(
                "at most 366 days"));
        assertThat(refused(swap("c1", "ben", "ben"))).hasValueSatisfying(it -> assertThat(it).contains(
                "two different people"));
        assertThat(refused(override("c1", "ben", 0, 2))).isEmpty();
    }

    @Test
    void shouldRefuseASwapThatChangesNothing() {
        assertThat(refused(swap("c1", "dan", "cleo"))).hasValueSatisfying(it -> assertThat(it).contains(
                "Neither dan nor cleo has a shift"));
        assertThat(refused(swap("c1", "dan", "anna"))).isEmpty();
    }

    @Test
    void shouldNameTheChangeThatHoldsAtTheSameTime() {
        var first = override("c1", "ben", 0, 2);
        var conflict = OnCallChangeCheck.refusal(override("c2", "dan", 1, 3), policy, List.of(first), NOON);

        assertThat(conflict).hasValueSatisfying(it -> {
            assertThat(it.mistake()).isEqualTo(Mistake.CONFLICT);
            assertThat(it.detail()).contains("override c1 of ada (ben,", "undo it first");
        });
        assertThat(OnCallChangeCheck.refusal(override("c2", "dan", 2, 3), policy, List.of(first), NOON)).isEmpty();
        assertThat(OnCallChangeCheck.refusal(override("c2", "dan", 1, 3), policy, List.of(OnCallChange.newBuilder(first)
                .setUndoneAt(NOON).build()), NOON)).isEmpty();
    }

    private Optional<String> refused(OnCallChange change) {
        return OnCallChangeCheck.refusal(change, policy, List.of(), NOON).map(OnCallChangeCheck.Refusal::detail);
    }

    private List<String> at(OnCallChanges changes, int hour) {
        return changes.on(policy).practice().schedules().get("primary").at(NOON.plusSeconds(3600L * hour));
    }

    private static OnCallChange override(String id, String person, int from, int until) {
        return change(id, OnCallChangeKind.OVERRIDE, List.of(person), from, until);
    }

    private static OnCallChange swap(String id, String one, String other) {
        return change(id, OnCallChangeKind.SWAP, List.of(one, other), 0, 1);
    }

    private static OnCallChange change(String id, OnCallChangeKind kind, List<String> people, int from, int until) {
        return OnCallChange.newBuilder().setId(id).setSchedule("primary").setKind(kind).setPeople(people).setFrom(NOON
                .plusSeconds(3600L * from)).setUntil(NOON.plusSeconds(3600L * until)).setAuthor("ada").setReason("ill")
                .setSetAt(NOON).build();
    }

    private static Policy policy() {
        try {
            return PolicyLoader.load("test.yml", """
                    policy: test
                    severities: [{id: SEV1, ladder: urgent}]
                    ladders: {urgent: {steps: [{notify: [primary]}]}}
                    targets: {anna: [inbox], ben: [inbox], cleo: [inbox], dan: [inbox]}
                    channels: {inbox: {type: inbox}}
                    schedules:
                      primary:
                        layers: {people: [anna, ben], rotate: weekly, from: "2026-11-16T00:00"}
                        overrides: {people: cleo, from: "2026-11-16T13:00Z", until: "2026-11-16T18:00Z"}
                    """).policy();
        } catch (PolicyErrors errors) {
            throw new IllegalStateException(errors);
        }
    }
}
