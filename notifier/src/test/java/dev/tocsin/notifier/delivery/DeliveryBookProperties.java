package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.fixture.Notifications.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.breaker.BreakerState;
import dev.tocsin.notifier.breaker.BreakerStatus;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;

/** Whatever comes in whatever order: what must hold of every delivery. */
class DeliveryBookProperties {

    /** What can happen to a partition. */
    sealed interface Happening {

        record Told(int incident, int destination, NotificationKind kind) implements Happening {}

        record Answered(int which, Answer answer) implements Happening {}

        record Aborted() implements Happening {}

        record TimePasses(int seconds) implements Happening {}

        record Crash() implements Happening {}
    }

    enum Answer {
        TAKEN, FAILED, LOST, THROTTLED, REJECTED
    }

    Gen<List<Happening>> story() {
        var told = Gens.combine(Gens.ints(0, 2), Gens.ints(0, 1),
                Gens.of(NotificationKind.PAGE, NotificationKind.PAGE, NotificationKind.ACKNOWLEDGED,
                        NotificationKind.RESOLVED), (incident, destination, kind) -> (Happening) new Happening.Told(
                                incident, destination, kind));
        var answered = Gens.combine(Gens.ints(0, 5), Gens.of(Answer.class), (which,
                answer) -> (Happening) new Happening.Answered(which, answer));
        var time = Gens.ints(1, 200).map(it -> (Happening) new Happening.TimePasses(it));
        return Gens.weighted(told.weight(6), answered.weight(6), time.weight(4), Gens.just(new Happening.Crash())
                .weight(
                        1), Gens.just(new Happening.Aborted()).weight(1)).list(0, 80);
    }

    @Property(tries = 400)
    void sendsNothingTwiceWithoutACrashAFailureOrALostAnswer(@ForAll("story") List<Happening> story) {
        var play = new Play();

        play.out(story);

        var attempts = new HashMap<String, Integer>();
        play.book.sent().forEach(claim -> attempts.merge(claim.notification().getId(), 1, Integer::sum));
        attempts.forEach((id, count) -> assertThat(count).as(id)
                .isEqualTo(1 + play.excuses.getOrDefault(id, 0)));
    }

    @Property(tries = 400)
    void marksEverySendThatMayBeARepeat(@ForAll("story") List<Happening> story) {
        var play = new Play();

        play.out(story);

        play.book.sent().forEach(
                claim -> assertThat(claim.possibleRepeat()).as("%s", claim).isEqualTo(play.doubted.contains(claim)));
    }

    @Property(tries = 400)
    void neverSendsAPageAfterTheResolveOfItsLane(@ForAll("story") List<Happening> story) {
        var play = new Play();

        play.out(story);

        var resolved = new HashMap<PendingNotification.Lane, Long>();
        play.book.sent().forEach(claim -> {
            var lane = lane(claim);
            var number = Long.parseLong(claim.notification().getId());
            if (claim.notification().getKind() == NotificationKind.RESOLVED) {
                resolved.merge(lane, number, Math::max);
            } else {
                assertThat(number).as("sent after a later resolve").isGreaterThan(resolved.getOrDefault(lane, -1L));
            }
        });
    }

    @Property(tries = 400)
    void hasAtMostOneUnderWayInALane(@ForAll("story") List<Happening> story) {
        var play = new Play();

        story.forEach(happening -> {
            play.out(List.of(happening));
            assertThat(play.flying).extracting(DeliveryBookProperties::lane).doesNotHaveDuplicates();
        });
    }

    @Property(tries = 200)
    void finishesEverythingOnceAllAnswersAreGood(@ForAll("story") List<Happening> story) {
        var play = new Play();
        play.out(story);

        for (var round = 0; round < 300 && play.book.book().size() > 0; round++) {
            play.answerAll();
            play.out(List.of(new Happening.TimePasses(400)));
        }

        assertThat(play.book.book().size()).isZero();
        assertThat(play.book.book().committable().offset()).isEqualTo(play.told);
    }

    @Property(tries = 400)
    void sendsNothingToAnOpenBreakerAndOneProbeToAHalfOpenOne(@ForAll("story") List<Happening> story) {
        var play = new Play();

        story.forEach(happening -> {
            var before = play.breakers();
            var sent = play.book.sent().size();
            play.out(List.of(happening));
            play.book.sent().stream().skip(sent).map(claim -> claim.notification().getDestination()).distinct()
                    .filter(destination -> play.state(destination) != BreakerState.CLOSED
                            && before.getOrDefault(destination, BreakerState.CLOSED) == play.state(destination))
                    .forEach(destination -> {
                        assertThat(play.state(destination)).isEqualTo(BreakerState.HALF_OPEN);
                        assertThat(play.flying).filteredOn(claim -> claim.notification().getDestination().equals(
                                destination)).hasSize(1);
                    });
        });
    }

    private static PendingNotification.Lane lane(DeliveryStep.Claim claim) {
        return new PendingNotification(0, claim.notification().getCreatedAt(), claim.notification(),
                new DeliveryStage.Queued(), 0,
                false)
                .lane();
    }

    /** Plays a story, and keeps account of every reason for which something may be sent again. */
    private static final class Play {

        private final Book book = new Book().parallel(2);
        private final HashMap<String, Integer> excuses = new HashMap<>();
        private final HashSet<String> mayHaveArrived = new HashSet<>();
        private final HashSet<DeliveryStep.Claim> doubted = new HashSet<>();
        private final java.util.ArrayList<DeliveryStep.Claim> flying = new java.util.ArrayList<>();
        private final HashSet<String> failed = new HashSet<>();
        private int told;

        void out(List<Happening> story) {
            for (var happening : story) {
                switch (happening) {
                    case Happening.Told it -> book.told(a(it.kind()).id(Integer.toString(told++))
                            .of("incident-" + it.incident(), 1).to("hook", "room-" + it.destination()).build());
                    case Happening.Answered it -> answer(it);
                    case Happening.Aborted() -> book.turnInVain();
                    case Happening.TimePasses(var seconds) -> book.advance(Duration.ofSeconds(seconds));
                    case Happening.Crash() -> crash();
                }
                observe(book.turn());
            }
        }

        Map<String, BreakerState> breakers() {
            return book.book().breakers(book.now()).stream().collect(Collectors.toMap(BreakerStatus::destination,
                    BreakerStatus::state));
        }

        BreakerState state(String destination) {
            return breakers().getOrDefault(destination, BreakerState.CLOSED);
        }

        private void observe(List<DeliveryStep> steps) {
            steps.forEach(step -> {
                if (step instanceof DeliveryStep.Claim claim) {
                    flying.add(claim);
                    var id = claim.notification().getId();
                    if (mayHaveArrived.contains(id)) {
                        doubted.add(claim);
                    }
                    if (failed.remove(id)) {
                        excuses.merge(id, 1, Integer::sum);
                    }
                }
            });
        }

        private void answer(Happening.Answered it) {
            if (flying.isEmpty()) {
                return;
            }
            answer(flying.remove(it.which() % flying.size()).notification().getId(), it.answer());
        }

        private void answer(String id, Answer answer) {
            var outcome = switch (answer) {
                case TAKEN -> new Outcome.Delivered("", 200);
                case FAILED -> Outcome.RetryAfter.notArrived("refused");
                case LOST -> Outcome.RetryAfter.answerLost("lost");
                case THROTTLED -> new Outcome.RetryAfter(Optional.of(Duration.ofSeconds(20)), "429", 429, false);
                case REJECTED -> new Outcome.Rejected("404", 404);
            };
            if (outcome instanceof Outcome.RetryAfter) {
                failed.add(id);
            }
            if (answer == Answer.LOST) {
                mayHaveArrived.add(id);
            }
            book.answer(id, outcome);
        }

        private void crash() {
            flying.forEach(claim -> {
                failed.add(claim.notification().getId());
                mayHaveArrived.add(claim.notification().getId());
            });
            flying.clear();
            book.crash();
        }

        void answerAll() {
            List.copyOf(flying).forEach(claim -> {
                flying.remove(claim);
                answer(claim.notification().getId(), Answer.TAKEN);
            });
        }
    }
}
