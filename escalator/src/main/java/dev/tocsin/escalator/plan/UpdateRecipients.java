package dev.tocsin.escalator.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.escalator.ladder.PagedAudience;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Stakeholder.Milestone;
import dev.tocsin.state.Told;

/**
 * Recipients of news: opened objects, paged recipients whose channel sends the kind, and stakeholders. Each destination gets the same news once.
 */
final class UpdateRecipients {

    /** Kinds that paged recipients get from here; the ladder sends the others. */
    private static final Set<NotificationKind> FOR_PAGED = Set.of(NotificationKind.UPDATED,
            NotificationKind.SEVERITY_CHANGED, NotificationKind.CLOSED);

    private final PlanDraft planDraft;
    private final Stakeholders stakeholders;
    private final PagedAudience audience;
    private final Set<String> pagedNow;
    private final List<Told> arranged;
    private final Set<String> newcomers = new HashSet<>();
    private final Set<String> heardTheEnd = new HashSet<>();

    /**
     * @param pagedNow
     *            destinations that are paged in this evaluation
     */
    UpdateRecipients(PlanDraft planDraft, Stakeholders stakeholders, PagedAudience audience,
            Collection<String> pagedNow) {
        this.planDraft = planDraft;
        this.stakeholders = stakeholders;
        this.audience = audience;
        this.pagedNow = Set.copyOf(pagedNow);
        this.arranged = List.copyOf(planDraft.draft().getArranged());
    }

    /** Notifies stakeholders of the declaration or reopening, except where a page or incident channel does. */
    void declared(List<Told> to, NotificationKind kind, String why) {
        var known = destinations(planDraft.draft().getTold());
        known.addAll(destinations(planDraft.draft().getArranged()));
        var news = to.stream().filter(told -> !known.contains(told.getDestination())).toList();
        newcomers.addAll(destinations(news));
        tellStakeholders(news, kind, kind == NotificationKind.REOPENED ? "reopened" : "declared", planDraft.plan()
                .filter(
                        plan -> kind == NotificationKind.DECLARED && !plan.firstUpdate().isEmpty()).map(
                                planDraft::declaration)
                .orElseGet(() -> planDraft.words().fields()), why);
    }

    /** Notifies the objects of an earlier round of the reopening. */
    void reopened(Development news) {
        var heard = new HashSet<String>();
        arranged.forEach(told -> tellArranged(news, told, heard));
    }

    /** Sends the news to all recipients, except those first notified in this evaluation. */
    void tell(Development news) {
        var heard = ladderTells(news);
        heard.addAll(newcomers);
        planDraft.draft().getArranged().stream().filter(told -> !arranged.contains(told)).map(Told::getDestination)
                .forEach(heard::add);
        if (news.kind() == NotificationKind.CLOSED) {
            heard.addAll(heardTheEnd);
        }
        arranged.forEach(told -> tellArranged(news, told, heard));
        if (FOR_PAGED.contains(news.kind()) && !news.milestones().contains(Milestone.MITIGATED)) {
            planDraft.roleRecipients().quiet(planDraft.draft().getTold().stream().filter(told -> audience.wants(told,
                    news.kind()))
                    .filter(told -> !pagedNow.contains(told.getDestination())).toList()).stream().filter(told -> heard
                            .add(told.getDestination())).forEach(told -> planDraft.tell(news.kind(), told, news
                                    .occasion(),
                                    news.details(), news.why()));
        }
        tellStakeholders(concerned(news).stream().filter(told -> heard.add(told.getDestination())).toList(), news
                .kind(),
                news.occasion(), news.details(), news.why());
        if (news.ends()) {
            heardTheEnd.addAll(heard);
        }
    }

    private List<Told> concerned(Development news) {
        var concerned = new ArrayList<Told>(stakeholders.of(news.milestones()));
        if (news.ends()) {
            planDraft.draft().getStakeholders().stream().filter(told -> planDraft.clearance().channel(told).filter(
                    ChannelSpec::staysOpen).isPresent()).forEach(concerned::add);
        }
        return concerned;
    }

    /** Destinations that get the same from the ladder in this evaluation. */
    private Set<String> ladderTells(Development news) {
        var told = switch (news.kind()) {
            case ACKNOWLEDGED, MITIGATED, RESOLVED -> planDraft.draft().getTold().stream().filter(paged -> audience
                    .wants(
                            paged, news.kind()));
            default -> Stream.<Told>empty();
        };
        return destinations(told.toList());
    }

    private void tellArranged(Development news, Told told, Set<String> heard) {
        if (planDraft.isExposed(told)) {
            planDraft.withhold(told);
            return;
        }
        ExternalObject.of(told).hears(news).filter(kind -> heard.add(told.getDestination())).ifPresent(kind -> {
            var details = kind == NotificationKind.STATUS_PAGE ? publicly(news) : news.details();
            if (news.ends()) {
                planDraft.say(kind, told, occasion(news, kind), details, news.why());
            } else {
                planDraft.tell(kind, told, occasion(news, kind), details, news.why());
            }
        });
    }

    private Map<String, String> publicly(Development news) {
        var details = new LinkedHashMap<String, String>();
        details.put("status", news.details().getOrDefault("status", PublicStatus.of(planDraft.incident())));
        news.forCustomers().ifPresent(text -> details.put("text", text));
        return details;
    }

    private static String occasion(Development news, NotificationKind kind) {
        return kind == NotificationKind.STATUS_PAGE ? "status-page/" + news.occasion() : news.occasion();
    }

    private void tellStakeholders(List<Told> to, NotificationKind kind, String occasion, Map<String, String> details,
            String why) {
        var known = new LinkedHashMap<String, Told>();
        planDraft.draft().getStakeholders().forEach(told -> known.put(told.getDestination(), told));
        for (var told : to) {
            if (kind == NotificationKind.RESOLVED && known.containsKey(told.getDestination())) {
                planDraft.say(kind, told, occasion, details, why);
            } else if (planDraft.tell(kind, told, occasion, details, why)) {
                known.put(told.getDestination(), told);
            }
        }
        planDraft.draft().setStakeholders(List.copyOf(known.values()));
    }

    private static Set<String> destinations(List<Told> all) {
        var destinations = new LinkedHashSet<String>();
        all.forEach(told -> destinations.add(told.getDestination()));
        return destinations;
    }
}
