package dev.tocsin.console.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Decision;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;

/** What came of the pages to a person. */
final class PageOutcomes {

    private static final Set<NotificationKind> PAGES = Set.of(NotificationKind.PAGE, NotificationKind.LADDER_EXHAUSTED,
            NotificationKind.PAGE_MISSED);

    /** The best page counts: one that arrived explains more than one that failed. */
    private static final List<MissedPage> BEST_FIRST = List.of(MissedPage.PAGE_NOT_SEEN, MissedPage.PAGE_TOO_LATE,
            MissedPage.PAGE_UNSENT, MissedPage.PAGE_RETRIED, MissedPage.PAGE_DROPPED, MissedPage.PAGE_REJECTED,
            MissedPage.PAGE_GAVE_UP);

    private final LogExtract evidence;
    private final PersonQuestion question;

    PageOutcomes(LogExtract evidence, PersonQuestion question) {
        this.evidence = evidence;
        this.question = question;
    }

    /** Why the pages to the person did not reach them; empty if there were none. */
    Optional<Verdict> verdict(String title) {
        return evidence.of(Notification.class).stream().filter(found -> isPage(found.value())).map(
                found -> outcome(found, title)).min(Comparator.comparingInt(verdict -> BEST_FIRST.indexOf(verdict
                        .reason())));
    }

    private boolean isPage(Notification notification) {
        return PAGES.contains(notification.getKind()) && notification.getTarget().equals(question.person())
                && !notification.getCreatedAt().isAfter(question.at());
    }

    private Verdict outcome(Found<Notification> page, String title) {
        var notification = page.value();
        var delivery = evidence.of(Delivery.class).stream().filter(found -> found.value().getNotificationId().equals(
                notification.getId()) && !found.value().getAt().isAfter(question.at())).reduce((_, later) -> later);
        var decision = evidence.of(Decision.class).stream().filter(found -> found.value().getSignalId().equals(
                notification.getId()) && !found.value().getAt().isAfter(question.at())).reduce((_, later) -> later);
        var reason = delivery.map(found -> found.value().getReason()).or(() -> decision.map(found -> found.value()
                .getReason())).orElse("");
        var kind = notification.getKind() == NotificationKind.PAGE_MISSED
                ? MissedPage.PAGE_TOO_LATE
                : delivery.map(found -> outcome(found.value().getOutcome())).or(() -> decision.map(found -> outcome(
                        found.value().getOutcome()))).orElse(MissedPage.PAGE_UNSENT);
        var place = delivery.map(Found::place).or(() -> decision.map(Found::place)).orElse(page.place());
        return Verdict.of(kind, Map.of("person", question.person(), "channel", notification.getChannel(), "at",
                delivery.map(found -> found.value().getAt()).orElse(notification.getCreatedAt()).toString(), "reason",
                kind == MissedPage.PAGE_TOO_LATE ? notification.getReason() : reason), notification.getIncident()
                        .getId(), title, notification.getPolicyVersion(), Optional.of(place));
    }

    private static MissedPage outcome(DeliveryOutcome outcome) {
        return switch (outcome) {
            case DELIVERED -> MissedPage.PAGE_NOT_SEEN;
            case RETRY -> MissedPage.PAGE_RETRIED;
            case REJECTED -> MissedPage.PAGE_REJECTED;
            case GAVE_UP -> MissedPage.PAGE_GAVE_UP;
            case DROPPED -> MissedPage.PAGE_DROPPED;
            case STARTED, UNKNOWN -> MissedPage.PAGE_UNSENT;
        };
    }

    /** The deliveries topic is compacted, so a decision may be all that is left of an earlier time. */
    private static MissedPage outcome(String code) {
        return dev.tocsin.schemas.decision.DecisionKinds.find("deliver", code).filter(kind -> kind.effect()
                .isAgainstPaging()).map(MissedPage::of).orElse(MissedPage.PAGE_NOT_SEEN);
    }
}
