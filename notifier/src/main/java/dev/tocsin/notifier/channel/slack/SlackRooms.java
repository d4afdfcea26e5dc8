package dev.tocsin.notifier.channel.slack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.slack.KnownRooms.Known;
import dev.tocsin.notifier.channel.slack.SlackApi.Result;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.message.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Creates and finds incident channels. Slack does not detect duplicates, so the purpose of a channel contains the incident's id: when in doubt, the channel is searched for before another is created. For a confidential incident only a private channel counts.
 */
final class SlackRooms {

    private static final Logger LOG = LoggerFactory.getLogger(SlackRooms.class);
    private static final String NAME_TAKEN = "name_taken";
    private static final Set<String> NOT_ALLOWED = Set.of("missing_scope", "restricted_action",
            "cannot_create_channel");
    private static final int LONGEST_TEXT = 250;
    private static final int MOST_TRIES = 8;
    private static final int MOST_PAGES = 10;
    /** Page size that keeps a response below the read limit. */
    private static final String PAGE = "30";

    private final SlackApi api;
    private final KnownRooms known;

    SlackRooms(SlackApi api, KnownRooms known) {
        this.api = api;
        this.known = known;
    }

    /** Result of finding or creating a channel. */
    sealed interface Room {

        /** Slack's id, or the name with {@code #}. */
        record There(String id) implements Room {}

        record Not(Outcome outcome) implements Room {}
    }

    /** The incident channel, created if necessary. */
    Room open(Dispatch dispatch) {
        var there = known(dispatch).or(() -> dispatch.possibleRepeat() || dispatch.first().isPresent()
                ? find(dispatch)
                : Optional.empty());
        if (there.isPresent() && there.get() instanceof Room.There) {
            return there.get();
        }
        var name = RoomName.of(dispatch.notification());
        return name.isNumbered()
                ? numbered(dispatch, name)
                : create(dispatch, name.plain()).orElseGet(() -> taken(dispatch, name));
    }

    /** The channel, if this process created or found it. */
    Optional<Room> known(Dispatch dispatch) {
        var notification = dispatch.notification();
        return known.room(notification.getDestination(), notification.getIncident().getId())
                .filter(room -> room.closed() || !isConfidential(dispatch)).map(room -> new Room.There(room.id()));
    }

    private Room numbered(Dispatch dispatch, RoomName name) {
        var first = known.nextNumber(name.template());
        for (var number = first; number < first + MOST_TRIES; number++) {
            var room = create(dispatch, name.numbered(number));
            if (room.isPresent() && room.get() instanceof Room.Not) {
                return room.get();
            }
            known.numbersTaken(name.template(), number);
            if (room.isPresent()) {
                return room.get();
            }
        }
        return new Room.Not(Outcome.RetryAfter.notArrived("channel names are taken up to number " + (first + MOST_TRIES
                - 1) + "; the next attempt tries higher numbers"));
    }

    /**
     * Uses an existing channel with the name; Slack returns its id when posting. Not for confidential incidents.
     */
    private Room taken(Dispatch dispatch, RoomName name) {
        return isConfidential(dispatch)
                ? beside(dispatch)
                : new Room.There("#" + name.plain());
    }

    /** Creates a channel with a unique name. */
    Room beside(Dispatch dispatch) {
        var own = RoomName.of(dispatch.notification()).own();
        return create(dispatch, own).orElseGet(() -> isConfidential(dispatch)
                ? find(dispatch).orElseGet(SlackRooms::noPrivateRoom)
                : new Room.There("#" + own));
    }

    /** Nothing confidential goes to a channel that may be public. */
    static Room noPrivateRoom() {
        return new Room.Not(new Outcome.Rejected(
                "cannot find the private channel of this confidential incident: invite the bot to it", 200));
    }

    private static boolean isConfidential(Dispatch dispatch) {
        return dispatch.notification().getIncident().getConfidential();
    }

    /** Empty if the name is taken. */
    private Optional<Room> create(Dispatch dispatch, String name) {
        var notification = dispatch.notification();
        var body = new HashMap<String, Object>();
        body.put("name", name);
        body.put("is_private", isConfidential(dispatch));
        return switch (api.write("conversations.create", SlackPayload.json(body))) {
            case Result.Done(var json) -> {
                var id = json.path("channel").path("id").asString("");
                known.opened(notification.getDestination(), notification.getIncident().getId(), new Known(id,
                        isConfidential(dispatch)));
                describe(id, dispatch);
                yield Optional.of(id.isEmpty()
                        ? new Room.Not(new Outcome.Rejected("Slack answered without a channel id", 200))
                        : new Room.There(id));
            }
            case Result.Failed(var code, _) when code.equals(NAME_TAKEN) -> Optional.empty();
            case Result.Failed(var code, var outcome) -> Optional.of(new Room.Not(NOT_ALLOWED.contains(code)
                    ? new Outcome.Rejected("Slack answered " + code
                            + ": allow the bot to create channels, with the scopes "
                            + "channels:manage, channels:read and, for confidential incidents, groups:write", 200)
                    : outcome));
        };
    }

    /** Failing to set it is not an error. */
    private void describe(String id, Dispatch dispatch) {
        var incident = dispatch.notification().getIncident();
        set("conversations.setPurpose", id, "purpose", "Incident " + incident.getId() + ", opened by Tocsin");
        set("conversations.setTopic", id, "topic", dispatch.message().headline());
    }

    private void set(String method, String id, String what, String text) {
        var body = Map.<String, Object>of("channel", id, what, SlackText.escape(SafeText.cut(text, LONGEST_TEXT)));
        if (api.write(method, SlackPayload.json(body)) instanceof Result.Failed(var code, _)) {
            LOG.info("Slack refused the {} of a channel: {}", what, code);
        }
    }

    /** Searches the bot's channels; empty if there is none, or an outcome if Slack does not answer. */
    Optional<Room> find(Dispatch dispatch) {
        var notification = dispatch.notification();
        var cursor = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var answer = api.read("users.conversations", Map.of("types", isConfidential(dispatch)
                    ? "private_channel"
                    : "public_channel,private_channel", "exclude_archived", "true", "limit", PAGE, "cursor", cursor));
            if (answer instanceof Result.Failed(_, var outcome)) {
                return Optional.of(new Room.Not(nothingSaid(outcome)));
            }
            var json = ((Result.Done) answer).json();
            for (JsonNode room : json.path("channels")) {
                if (isOf(dispatch, room)) {
                    var found = room.path("id").asString("");
                    known.opened(notification.getDestination(), notification.getIncident().getId(), new Known(found,
                            isPrivate(room)));
                    return Optional.of(new Room.There(found));
                }
            }
            cursor = json.path("response_metadata").path("next_cursor").asString("");
            if (cursor.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A failed search certainly posted nothing. */
    private static Outcome nothingSaid(Outcome outcome) {
        return outcome instanceof Outcome.RetryAfter(var asked, var reason, var status, _)
                ? new Outcome.RetryAfter(asked, "searching for the channel: " + reason, status, false)
                : outcome;
    }

    /** Matches the purpose, or a unique name if the purpose is missing. */
    private static boolean isOf(Dispatch dispatch, JsonNode room) {
        var notification = dispatch.notification();
        var isIts = room.path("purpose").path("value").asString("").contains(notification.getIncident().getId())
                || room.path("name").asString("").equals(RoomName.of(notification).own());
        return isIts && (isPrivate(room) || !isConfidential(dispatch));
    }

    private static boolean isPrivate(JsonNode room) {
        return room.path("is_private").asBoolean(false);
    }
}
