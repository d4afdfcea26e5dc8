package dev.tocsin.escalator.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.condition.IncidentFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Plan;
import dev.tocsin.policy.model.Plan.Room;
import dev.tocsin.policy.model.Target;
import dev.tocsin.state.Told;

/**
 * Opens what a plan requires and what does not exist yet (runbook rows A6, B6, C4, D2): incident channel or thread, ticket, status page incident, war room.
 */
final class PlanOpener {

    static final String WAR_ROOM = "war-room/";

    private final PlanDraft planDraft;

    PlanOpener(PlanDraft planDraft) {
        this.planDraft = planDraft;
    }

    /** Opens everything that is missing. */
    void arrange(Plan plan) {
        plan.room().ifPresent(room -> openRoom(plan, room));
        plan.ticket().filter(ticket -> missing(ExternalObject.TICKET, ticket.on())).ifPresent(ticket -> open(
                ExternalObject.TICKET, ticket
                        .on(), ticket.project(), with("project", ticket.project())));
        openStatusPage(plan);
        plan.warRoom().map(template -> template.replace("{id}", planDraft.incident().getId())).ifPresent(
                this::openWarRoom);
        planDraft.draft().setPlan(plan.name());
    }

    /** Opens the status page if the plan's condition is met. */
    void openStatusPage(Plan plan) {
        plan.statusPage().filter(page -> missing(ExternalObject.STATUS_PAGE, page.on())).ifPresent(page -> {
            switch (page.when().judge(new IncidentFacts(planDraft.incident(), planDraft.now()))) {
                case Judgement.Yes _ -> open(ExternalObject.STATUS_PAGE, page.on(), "", Map.of("status", PublicStatus
                        .of(
                                planDraft
                                        .incident()), "text", PublicUpdate.of(planDraft.incident())));
                case Judgement.No _ -> {
                    /* the condition is not met */ }
                case Judgement.Broken(var why) -> planDraft.silent("status-page-unjudged",
                        "the status page stays unchanged because its condition cannot be evaluated: " + why);
            }
        });
    }

    private void openRoom(Plan plan, Room room) {
        var details = new LinkedHashMap<>(planDraft.declaration(plan));
        if (planDraft.incident().getConfidential()) {
            details.put("private", "true");
        }
        switch (room) {
            case Room.Own own -> {
                var name = new IncidentChannelName(own.nameTemplate(), planDraft.incident(), planDraft.now());
                details.put("name", name.wanted());
                details.put("brief", IncidentChannelName.brief(planDraft.incident()));
                if (missing(ExternalObject.ROOM, own.on())) {
                    open(ExternalObject.ROOM, own.on(), "#" + name.known(), details);
                }
            }
            case Room.Shared shared -> {
                if (missing(ExternalObject.THREAD, shared.on())) {
                    open(ExternalObject.THREAD, shared.on(), shared.room(), details);
                }
            }
        }
    }

    /** Whether the channel has no such object yet, under any name. */
    private boolean missing(ExternalObject part, String channel) {
        return planDraft.draft().getArranged().stream().noneMatch(told -> ExternalObject.of(told) == part && told
                .getChannel()
                .equals(channel) && !planDraft.isExposed(told));
    }

    private void open(ExternalObject part, String channel, String address, Map<String, String> own) {
        var to = planDraft.directory().told(part.target(), new Target.Address(channel, address));
        if (planDraft.isExposed(to)) {
            planDraft.withhold(to);
            return;
        }
        var details = new LinkedHashMap<>(part == ExternalObject.STATUS_PAGE ? Map.of() : planDraft.words().fields());
        details.putAll(own);
        var word = part.words();
        if (planDraft.tell(part.opens(), to, part.target(), details, "opened by the plan for " + planDraft.incident()
                .getSeverity().getId())) {
            planDraft.draft().setArranged(Stream.concat(planDraft.draft().getArranged().stream(), Stream.of(to))
                    .toList());
            if (part == ExternalObject.ROOM && planDraft.incident().getConfidential()) {
                planDraft.openedInPrivate(to);
            }
            planDraft.happened(FactKind.ARRANGED, "arranged/" + part.target(), word + " at " + to.getDestination(), Map
                    .of(
                            "part", part.target(), "destination", to.getDestination()));
        }
    }

    private void openWarRoom(String address) {
        var announced = planDraft.draft().getAnnounced();
        if (announced.contains(WAR_ROOM + address)) {
            return;
        }
        var details = Map.of("war-room", address);
        var said = recipients().stream().filter(to -> planDraft.tell(NotificationKind.WAR_ROOM, to, WAR_ROOM + address,
                details, "responders meet at " + address)).count();
        if (said > 0) {
            planDraft.draft().setAnnounced(Stream.concat(announced.stream(), Stream.of(WAR_ROOM + address)).toList());
            planDraft.happened(FactKind.ARRANGED, "arranged/" + WAR_ROOM + address, "war room " + address, Map.of(
                    "part",
                    "war-room", "address", address));
        }
    }

    /** The paged recipients, without paging them again, and the incident channels. */
    private List<Told> recipients() {
        var paged = planDraft.draft().getTold();
        var people = paged.isEmpty() ? firstToBePaged() : paged;
        return Destinations.once(Stream.concat(planDraft.roleRecipients().quiet(people).stream(), rooms()));
    }

    private Stream<Told> rooms() {
        return planDraft.draft().getArranged().stream().filter(told -> ExternalObject.of(told) == ExternalObject.ROOM
                || ExternalObject
                        .of(told) == ExternalObject.THREAD).filter(told -> !planDraft.isExposed(told));
    }

    private List<Told> firstToBePaged() {
        return Optional.of(planDraft.activeLadder(planDraft.incident().getLadder())).filter(
                activeLadder -> !activeLadder
                        .isEmpty()).map(activeLadder -> activeLadder.recipients(1, planDraft.now())).orElse(List.of());
    }

    private static Map<String, String> with(String key, String value) {
        return OpeningMessage.filled(key, value);
    }
}
