package dev.tocsin.notifier.freshness;

import static dev.tocsin.event.IncidentState.ACKNOWLEDGED;
import static dev.tocsin.event.IncidentState.CLOSED;
import static dev.tocsin.event.IncidentState.MITIGATED;
import static dev.tocsin.event.IncidentState.OPEN;
import static dev.tocsin.event.IncidentState.RESOLVED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.delivery.FreshnessVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FreshnessTest {

    private final IncidentView view = new IncidentView();
    private boolean upToDate = true;
    private Optional<Boolean> keyed = Optional.of(false);
    private Optional<String> refusal = Optional.empty();
    private final Freshness freshness = new Freshness(view, () -> upToDate, new Freshness.Receivers() {
        @Override
        public Optional<Boolean> keyed(Notification notification) {
            return keyed;
        }

        @Override
        public Optional<String> refusal(Notification notification) {
            return refusal;
        }

        @Override
        public int parallel(Notification notification) {
            return 0;
        }
    });

    @Test
    void shouldPageForAnOpenIncident() {
        view.saw(aPage().incident());

        assertThat(judge(aPage().build())).isEqualTo(new FreshnessVerdict.Send());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = IncidentState.class, names = {"ACKNOWLEDGED", "MITIGATED", "RESOLVED", "CLOSED"})
    void shouldNotPageForAnAcknowledgedOrResolvedIncident(IncidentState state) {
        view.saw(aPage().state(state, "bob").incident());

        var verdict = judge(aPage().build());

        assertThat(verdict).isInstanceOfSatisfying(FreshnessVerdict.Drop.class, drop -> {
            assertThat(drop.code()).isEqualToIgnoringCase(state.name());
            assertThat(drop.reason()).contains("by bob");
        });
    }

    /** Runbook rows B14, C8. */
    @Test
    void shouldSendRequestedPagesOfAnAcknowledgedIncident() {
        view.saw(aPage().state(ACKNOWLEDGED, "bob").incident());

        var calledIn = Notification.newBuilder(aPage().build()).setRung(0).build();

        assertThat(judge(calledIn)).isEqualTo(new FreshnessVerdict.Send());
    }

    @Test
    void shouldNotPageForAnOlderRound() {
        view.saw(aPage().with(it -> it.setRound(2).setRevision(9)).incident());

        assertThat(judge(aPage().build())).isInstanceOfSatisfying(FreshnessVerdict.Drop.class,
                drop -> assertThat(drop.code()).isEqualTo("older-round"));
    }

    @Test
    void shouldPageWhenTheViewIsNotUpToDate() {
        view.saw(aPage().state(RESOLVED, "bob").incident());
        upToDate = false;

        assertThat(judge(aPage().build())).isEqualTo(new FreshnessVerdict.Send());
    }

    @Test
    void shouldPageForAnIncidentThatTheViewDoesNotKnow() {
        assertThat(judge(aPage().build())).isEqualTo(new FreshnessVerdict.Send());
    }

    @Test
    void shouldTrustTheNotificationWhereItKnowsMoreThanTheView() {
        view.saw(aPage().state(ACKNOWLEDGED, "bob").incident());

        assertThat(judge(aPage().with(it -> it.setRevision(3)).build())).isEqualTo(new FreshnessVerdict.Send());
    }

    @Test
    void shouldAlwaysTellAResolve() {
        view.saw(aPage().state(OPEN, "").with(it -> it.setRound(2).setRevision(9)).incident());

        assertThat(judge(a(NotificationKind.RESOLVED).build())).isEqualTo(new FreshnessVerdict.Send());
    }

    /** What is to be arranged is looked for before it is arranged again. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(value = NotificationKind.class, names = {"PAGE", "LADDER_EXHAUSTED", "UNKNOWN", "PAGE_MISSED", "ROOM",
            "TICKET", "STATUS_PAGE", "WAR_ROOM"})
    void shouldRepeatInDoubtWhatMustNotBeLostOnAnyChannel(NotificationKind kind) {
        assertThat(freshness.judge(a(kind).build(), 1, true)).isEqualTo(new FreshnessVerdict.Send());
    }

    @Test
    void shouldDropKindsThatTheReceiverCannotHandle() {
        refusal = Optional.of("PagerDuty knows nothing like it");

        assertThat(judge(a(NotificationKind.UPDATE_DUE).build())).isEqualTo(new FreshnessVerdict.Drop("no-such-thing",
                "PagerDuty knows nothing like it"));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = NotificationKind.class, names = {"ACKNOWLEDGED", "MITIGATED", "RESOLVED", "CLOSED", "UPDATED",
            "DECLARED", "UPDATE_DUE", "UPDATE_LAPSED", "CLOCK_WARNING", "CLOCK_BREACHED", "TASK_DUE"})
    void shouldRepeatNewsInDoubtOnlyWhereTheReceiverKnowsARepeat(NotificationKind kind) {
        assertThat(freshness.judge(a(kind).build(), 1, true)).isInstanceOf(FreshnessVerdict.Drop.class);
        keyed = Optional.of(true);
        assertThat(freshness.judge(a(kind).build(), 1, true)).isEqualTo(new FreshnessVerdict.Send());
    }

    @Test
    void shouldDropARetriedUpdateWhenItIsNoNewsAnyMore() {
        view.saw(aPage().state(RESOLVED, "bob").incident());

        assertThat(freshness.judge(a(NotificationKind.ACKNOWLEDGED).build(), 0, false)).isEqualTo(
                new FreshnessVerdict.Send());
        assertThat(freshness.judge(a(NotificationKind.ACKNOWLEDGED).build(), 1, false))
                .isInstanceOf(FreshnessVerdict.Drop.class);
    }

    @Test
    void shouldAllowOneAttemptAtATimeAtLeast() {
        assertThat(freshness.parallel(aPage().build())).isEqualTo(1);
    }

    @Test
    void shouldNotGoBackToAnOlderSnapshot() {
        view.saw(aPage().state(MITIGATED, "bob").incident());
        view.saw(aPage().incident());

        assertThat(view.standing(aPage().incident().getId()).orElseThrow().state()).isEqualTo(MITIGATED);
    }

    @Test
    void shouldForgetOnlyWhatIsOverForLong() {
        view.saw(aPage().of("over", 1).state(CLOSED, "bob").incident());
        view.saw(aPage().of("open", 1).incident());

        view.forget(NOON.plus(Duration.ofDays(32)));

        assertThat(view.standing("over")).isEmpty();
        assertThat(view.standing("open")).isPresent();
    }

    private FreshnessVerdict judge(Notification notification) {
        return freshness.judge(notification, 0, false);
    }
}
