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

    private final PlanDraft scene;

    PlanOpener(PlanDraft scene) {
        this.scene = scene;
    }

    /** Opens everything that is missing. */
    void arrange(Plan plan) {
        plan.room().ifPresent(room -> openRoom(plan, room));
        plan.ticket().filter(ticket -> missing(OutsideObject.TICKET, ticket.on())).ifPresent(ticket -> open(
                OutsideObject.TICKET, ticket
                        .on(), ticket.project(), with("project", ticket.project())));
        openStatusPage(plan);
        plan.warRoom().map(template -> template.replace("{id}", scene.incident().getId())).ifPresent(this::openWarRoom);
        scene.draft().setPlan(plan.name());
    }

    /** Opens the status page if the plan's condition is met. */
    void openStatusPage(Plan plan) {
        plan.statusPage().filter(page -> missing(OutsideObject.STATUS_PAGE, page.on())).ifPresent(page -> {
            switch (page.when().judge(new IncidentFacts(scene.incident(), scene.now()))) {
                case Judgement.Yes _ -> open(OutsideObject.STATUS_PAGE, page.on(), "", Map.of("status", PublicStatus.of(
                        scene
                                .incident()), "text", PublicUpdate.of(scene.incident())));
                case Judgement.No _ -> {
                    /* the condition is not met */ }
                case Judgement.Broken(var why) -> scene.silent("status-page-unjudged",
                        "the status page stays unchanged because its condition cannot be evaluated: " + why);
            }
        });
    }

    private void openRoom(Plan plan, Room room) {
        var details = new LinkedHashMap<String, String>();
        details.put("fields", String.join(",", plan.firstUpdate().isEmpty()
                ? OpeningMessage.USUAL
                : plan.firstUpdate()));
        if (scene.incident().getConfidential()) {
            details.put("private", "true");
        }
        switch (room) {
            case Room.Own own -> {
                var name = new IncidentChannelName(own.nameTemplate(), scene.incident(), scene.now());
                details.put("name", name.wanted());
                details.put("brief", IncidentChannelName.brief(scene.incident()));
                if (missing(OutsideObject.ROOM, own.on())) {
                    open(OutsideObject.ROOM, own.on(), "#" + name.known(), details);
                }
            }
            case Room.Shared shared -> {
                if (missing(OutsideObject.THREAD, shared.on())) {
                    open(OutsideObject.THREAD, shared.on(), shared.room(), details);
                }
            }
        }
    }

    /** Whether the channel has no such object yet, under any name. */
    private boolean missing(OutsideObject part, String channel) {
        return scene.draft().getArranged().stream().noneMatch(told -> OutsideObject.of(told) == part && told
                .getChannel()
                .equals(channel) && !scene.isExposed(told));
    }

    private void open(OutsideObject part, String channel, String address, Map<String, String> own) {
        var to = scene.directory().told(part.target(), new Target.Address(channel, address));
        if (scene.isExposed(to)) {
            scene.withhold(to);
            return;
        }
        var details = new LinkedHashMap<>(part == OutsideObject.STATUS_PAGE ? Map.of() : scene.words().fields());
        details.putAll(own);
        var word = part.words();
        if (scene.tell(part.opens(), to, part.target(), details, "opened by the plan for " + scene.incident()
                .getSeverity().getId())) {
            scene.draft().setArranged(Stream.concat(scene.draft().getArranged().stream(), Stream.of(to)).toList());
            if (part == OutsideObject.ROOM && scene.incident().getConfidential()) {
                scene.openedInPrivate(to);
            }
            scene.happened(FactKind.ARRANGED, "arranged/" + part.target(), word + " at " + to.getDestination(), Map.of(
                    "part", part.target(), "destination", to.getDestination()));
        }
    }

    private void openWarRoom(String address) {
        var announced = scene.draft().getAnnounced();
        if (announced.contains(WAR_ROOM + address)) {
            return;
        }
        var details = Map.of("war-room", address);
        var said = recipients().stream().filter(to -> scene.tell(NotificationKind.WAR_ROOM, to, WAR_ROOM + address,
                details, "responders meet at " + address)).count();
        if (said > 0) {
            scene.draft().setAnnounced(Stream.concat(announced.stream(), Stream.of(WAR_ROOM + address)).toList());
            scene.happened(FactKind.ARRANGED, "arranged/" + WAR_ROOM + address, "war room " + address, Map.of("part",
                    "war-room", "address", address));
        }
    }

    /** The paged recipients, without paging them again, and the incident channels. */
    private List<Told> recipients() {
        var paged = scene.draft().getTold();
        var people = paged.isEmpty() ? firstToBePaged() : paged;
        return Destinations.once(Stream.concat(scene.addressees().quiet(people).stream(), rooms()));
    }

    private Stream<Told> rooms() {
        return scene.draft().getArranged().stream().filter(told -> OutsideObject.of(told) == OutsideObject.ROOM
                || OutsideObject
                        .of(told) == OutsideObject.THREAD).filter(told -> !scene.isExposed(told));
    }

    private List<Told> firstToBePaged() {
        return Optional.of(scene.footing(scene.incident().getLadder())).filter(footing -> !footing
                .isEmpty()).map(footing -> footing.recipients(1, scene.now())).orElse(List.of());
    }

    private static Map<String, String> with(String key, String value) {
        return OpeningMessage.filled(key, value);
    }
}
