package dev.tocsin.console.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.tocsin.console.KnownPolicies;
import dev.tocsin.console.explain.LogExtract;
import dev.tocsin.console.explain.OnCallReason;
import dev.tocsin.console.projection.Bounds;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.OnCallChangeKind;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.change.OnCallChanges;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On-call and policy of {@code tocsin at}: while a random history of policy versions and overrides is folded, what the board
 * shows is recorded; when all of it is folded, the same is answered for each of those moments.
 */
class PastOnCallTest {

    private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");
    private static final List<String> PEOPLE = List.of("anna", "ben", "dan", "eve");
    private static final int STEPS = 150;

    private final KnownPolicies policies = new KnownPolicies();
    private final Projection projection = new Projection(Bounds.DEFAULT);
    private final PastBoard board = new PastBoard(projection, _ -> new LogExtract(List.of(), true), policies);
    private final List<OnCallChange> changes = new ArrayList<>();
    private int version;

    /** What the board shows of on-call and policy. */
    private record Shown(int policyVersion, List<OnCallReason> onCall) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldNameWhoWasOnCallThen(long seed) {
        var random = new SplittableRandom(seed);
        var shown = new TreeMap<Instant, Shown>();
        var now = START;
        for (int step = 0; step < STEPS; step++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(1, 180)));
            happen(now, random);
            shown.put(now, live(now));
        }

        shown.forEach((at, then) -> {
            var past = board.at(at, true);
            assertThat(new Shown(past.policyVersion(), past.onCall())).as("seed " + seed + ", at " + at).isEqualTo(
                    then);
        });
        assertThat(shown.values().stream().map(Shown::policyVersion).distinct()).hasSizeGreaterThan(2);
        assertThat(shown.values().stream().flatMap(then -> then.onCall().stream()).map(OnCallReason::by).distinct())
                .contains("override", "layer weeks");
        assertThat(changes).anySatisfy(change -> assertThat(change.getUndoneAt()).isPresent());
    }

    private void happen(Instant now, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> policies.add(PolicyVersion.newBuilder().setName("shop").setVersion(++version).setSha256("0")
                    .setText(text(random)).setAuthor("ada").setPublishedAt(now).build());
            case 1, 2 -> set(OnCallChange.newBuilder().setId("c" + changes.size()).setSchedule("first-line").setKind(
                    OnCallChangeKind.OVERRIDE).setPeople(List.of(PEOPLE.get(random.nextInt(PEOPLE.size())))).setFrom(
                            now.plus(Duration.ofMinutes(random.nextInt(-90, 120)))).setUntil(now.plus(Duration
                                    .ofMinutes(
                                            random.nextInt(130, 900)))).setAuthor("ada").setReason("").setSetAt(now)
                    .build());
            case 3 -> changes.stream().filter(change -> change.getUndoneAt().isEmpty() && change.getUntil().isAfter(
                    now)).findFirst().ifPresent(change -> set(OnCallChange.newBuilder(change).setUndoneAt(now)
                            .setUndoneBy("ben").build()));
            default -> {
                // time passes
            }
        }
    }

    private void set(OnCallChange change) {
        changes.removeIf(each -> each.getId().equals(change.getId()));
        changes.add(change);
        projection.apply(change);
    }

    /** As {@code GET /api/oncall} answers it. */
    private Shown live(Instant now) {
        var policy = policies.inForceAt(now);
        return new Shown(policy.version(), OnCallChanges.of(projection.onCallChanges()).on(policy.policy()).practice()
                .schedules().values().stream().map(schedule -> OnCallReason.of(schedule, policy, now)).sorted(Comparator
                        .comparing(OnCallReason::schedule)).toList());
    }

    private static String text(SplittableRandom random) {
        var first = random.nextInt(PEOPLE.size());
        return """
                policy: shop
                severities: [{id: SEV1, title: Down, ladder: page}]
                rules: [{id: down, reason: Is it down?, when: 'severity="critical"', severity: SEV1}]
                fallback: {severity: SEV1}
                ladders: {page: {steps: [{after: 0m, notify: [first-line]}]}}
                schedules:
                  first-line:
                    zone: UTC
                    layers: [{name: weeks, people: [%s, %s], rotate: daily, handover: "09:00", from: 2026-11-02}]
                targets: {anna: [{channel: inbox}], ben: [{channel: inbox}], dan: [{channel: inbox}], eve: [{channel: inbox}]}
                channels: {inbox: {type: inbox}}
                """.formatted(PEOPLE.get(first), PEOPLE.get((first + 1) % PEOPLE.size()));
    }
}
