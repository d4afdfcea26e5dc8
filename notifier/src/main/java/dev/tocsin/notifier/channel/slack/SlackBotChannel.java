package dev.tocsin.notifier.channel.slack;

import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.slack.SlackApi.Result;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.kind.KindTraits;

/**
 * Posts as a bot. In a room that incidents share, the first message about one (a page, or the first post of its room) is its
 * thread: how it stands updates that message, which may be done twice without harm, and then answers in its thread; where the
 * message's time stamp is not known any more, what follows is a message of its own. In a room of an incident's own everything
 * is said in the room.
 */
final class SlackBotChannel implements Channel {

    /** In such a room nothing can be said; another of the same name may be archived, or somebody else's. */
    private static final Set<String> CLOSED_TO_US = Set.of("is_archived", "not_in_channel", "channel_not_found",
            "restricted_action");

    /** Under this name rooms of incidents' own are told things. */
    private static final String ROOM = "room";

    private final SlackApi api;
    private final SlackRooms rooms;

    SlackBotChannel(SlackApi api, SlackRooms rooms) {
        this.api = api;
        this.rooms = rooms;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var first = dispatch.first().flatMap(it -> SlackReceipt.parse(it.text()));
        var opens = isNamed(dispatch) && dispatch.notification().getKind() == NotificationKind.ROOM;
        // What was opened before it became confidential may be read by anybody.
        if (opens && isConfidential(dispatch)) {
            return firstPost(dispatch);
        }
        if (isNamed(dispatch) && first.isPresent() && dispatch.first().get().ofRoom()) {
            return post(first.get().room(), dispatch);
        }
        if (opens) {
            return firstPost(dispatch);
        }
        return first.map(it -> inThread(it, dispatch)).orElseGet(() -> alone(dispatch));
    }

    private static boolean isNamed(Dispatch dispatch) {
        return dispatch.notification().getAddress().startsWith("#");
    }

    /**
     * Whether it is for the incident's own room, and not for people who are reached by such an address. What asks for people
     * is never for a room.
     */
    private static boolean isForItsRoom(Dispatch dispatch) {
        return isNamed(dispatch) && dispatch.notification().getTarget().equals(ROOM) && switch (nature(dispatch)) {
            case ASKS, UNHEARD_OF, MISSED -> false;
            case STANDS, ENDS, ARRANGES, REMINDS, CHORES -> true;
        };
    }

    private static boolean isConfidential(Dispatch dispatch) {
        return dispatch.notification().getIncident().getConfidential();
    }

    private static KindTraits nature(Dispatch dispatch) {
        return KindTraits.of(dispatch.notification().getKind());
    }

    /**
     * The room of an incident may be called otherwise than was asked for, and what it is called may be forgotten. By the name
     * alone nothing confidential is said there: who has it may be anybody.
     */
    private Outcome alone(Dispatch dispatch) {
        if (rooms.known(dispatch).orElse(null) instanceof SlackRooms.Room.There(var id)) {
            return post(id, dispatch);
        }
        if (isForItsRoom(dispatch) && isConfidential(dispatch)) {
            return inRoomFound(dispatch, SlackRooms.noPrivateRoom());
        }
        var result = api.write("chat.postMessage", SlackPayload.post(dispatch.notification().getAddress(), dispatch
                .message()));
        return result instanceof Result.Failed(var code, var outcome) && code.equals("channel_not_found") && isNamed(
                dispatch)
                        ? inRoomFound(dispatch, new SlackRooms.Room.Not(outcome))
                        : delivered(result);
    }

    /**
     * A room that is not there, as its opening was dropped or refused, is opened by what is news in it; an end opens nothing.
     */
    private Outcome inRoomFound(Dispatch dispatch, SlackRooms.Room otherwise) {
        var opens = isForItsRoom(dispatch) && nature(dispatch) != KindTraits.ENDS;
        var found = rooms.find(dispatch);
        if (found.isEmpty() && opens) {
            return firstPost(dispatch);
        }
        return switch (found.orElse(otherwise)) {
            case SlackRooms.Room.There(var id) -> post(id, dispatch);
            case SlackRooms.Room.Not(var outcome) -> outcome;
        };
    }

    private Outcome firstPost(Dispatch dispatch) {
        return switch (rooms.open(dispatch)) {
            case SlackRooms.Room.There(var id) -> switch (api.write("chat.postMessage", SlackPayload.post(id, dispatch
                    .message()))) {
                case Result.Failed(var code, _) when CLOSED_TO_US.contains(code) && id.startsWith("#") -> switch (rooms
                        .beside(dispatch)) {
                    case SlackRooms.Room.There(var other) -> post(other, dispatch);
                    case SlackRooms.Room.Not(var outcome) -> outcome;
                };
                case Result result -> delivered(result);
            };
            case SlackRooms.Room.Not(var outcome) -> outcome;
        };
    }

    private Outcome inThread(SlackReceipt first, Dispatch dispatch) {
        var kind = dispatch.notification().getKind();
        return switch (KindTraits.of(kind)) {
            // A page is a message of its own, unless the incident has a thread.
            case ASKS, UNHEARD_OF -> kind == NotificationKind.LADDER_EXHAUSTED || dispatch.first().orElseThrow()
                    .ofRoom() ? reply(first, dispatch, true) : alone(dispatch);
            case STANDS -> kind == NotificationKind.ACKNOWLEDGED || kind == NotificationKind.MITIGATED
                    ? updateAndReply(first, dispatch)
                    : reply(first, dispatch, false);
            case ENDS -> updateAndReply(first, dispatch);
            case ARRANGES -> kind == NotificationKind.ROOM
                    ? threadOf(first, reply(first, dispatch, true))
                    : reply(first, dispatch, false);
            case MISSED, REMINDS, CHORES -> reply(first, dispatch, false);
        };
    }

    /** The thread is that of the page that came before it. */
    private static Outcome threadOf(SlackReceipt first, Outcome outcome) {
        return outcome instanceof Outcome.Delivered ? new Outcome.Delivered(first.text(), 200) : outcome;
    }

    private Outcome post(String room, Dispatch dispatch) {
        return delivered(api.write("chat.postMessage", SlackPayload.post(room, dispatch.message())));
    }

    private Outcome reply(SlackReceipt first, Dispatch dispatch, boolean loud) {
        return delivered(api.write("chat.postMessage", SlackPayload.reply(first.room(), first.ts(), dispatch.message(),
                loud)));
    }

    /** An update that Slack refuses (message deleted, too old to edit) is no reason to say nothing. */
    private Outcome updateAndReply(SlackReceipt first, Dispatch dispatch) {
        var updated = delivered(api.write("chat.update", SlackPayload.update(first.room(), first.ts(), dispatch
                .message())));
        return switch (updated) {
            case Outcome.RetryAfter(var asked, var reason, var status, _) ->
                new Outcome.RetryAfter(asked, "update: " + reason, status, false);
            case Outcome.Delivered _,Outcome.Rejected _ -> reply(first, dispatch, false);
        };
    }

    private static Outcome delivered(Result result) {
        return switch (result) {
            case Result.Done(var json) -> new Outcome.Delivered(new SlackReceipt(json.path("channel").asString(""), json
                    .path("ts").asString("")).text(), 200);
            case Result.Failed(_, var outcome) -> outcome;
        };
    }
}
