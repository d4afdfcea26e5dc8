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
 * Posts as a bot. In a shared channel, the first message of an incident starts its thread: status news edits that message (safe to repeat) and then replies in the thread. If the timestamp of the message is unknown, news are new messages. In an incident channel, everything is posted to the channel.
 */
final class SlackBotChannel implements Channel {

    /** Error codes of channels where the bot cannot post. */
    private static final Set<String> CLOSED_TO_US = Set.of("is_archived", "not_in_channel", "channel_not_found",
            "restricted_action");

    /** Target name of incident channels. */
    private static final String ROOM = "room";

    private final SlackApi api;
    private final SlackRooms rooms;
    private final SlackMentions mentions;
    private final Optional<SlackInvitations> invitations;

    /**
     * A channel.
     *
     * @param invitations
     *            to incident channels; empty if nobody is invited
     */
    SlackBotChannel(SlackApi api, SlackRooms rooms, SlackMentions mentions, Optional<SlackInvitations> invitations) {
        this.api = api;
        this.rooms = rooms;
        this.mentions = mentions;
        this.invitations = invitations;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        return switch (sent(dispatch)) {
            case Outcome.Delivered(var receipt, var status, _) when isForItsRoom(dispatch) && nature(
                    dispatch) != KindTraits.ENDS -> new Outcome.Delivered(receipt, status, invited(receipt, dispatch));
            case Outcome outcome -> outcome;
        };
    }

    /** Whoever it pages or who has taken part since is invited to the incident's own channel. */
    private Optional<String> invited(String receipt, Dispatch dispatch) {
        return invitations.flatMap(it -> SlackReceipt.parse(receipt).flatMap(message -> it.invite(message.room(),
                dispatch)));
    }

    private Outcome sent(Dispatch dispatch) {
        var first = dispatch.first().flatMap(it -> SlackReceipt.parse(it.text()));
        var opens = isNamed(dispatch) && dispatch.notification().getKind() == NotificationKind.ROOM;
        // A channel created before the incident became confidential is public.
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
     * Whether it goes to the incident channel rather than to people at such an address. Pages never do.
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
     * The incident channel may have another name than requested, or an unknown one. Nothing confidential is posted by name alone, because the channel may belong to others.
     */
    private Outcome alone(Dispatch dispatch) {
        if (rooms.known(dispatch).orElse(null) instanceof SlackRooms.Room.There(var id)) {
            return post(id, dispatch);
        }
        if (isForItsRoom(dispatch) && isConfidential(dispatch)) {
            return inRoomFound(dispatch, SlackRooms.noPrivateRoom());
        }
        var result = api.write("chat.postMessage", SlackPayload.post(dispatch.notification().getAddress(),
                dispatch, mentions));
        return result instanceof Result.Failed(var code, var outcome) && code.equals("channel_not_found") && isNamed(
                dispatch)
                        ? inRoomFound(dispatch, new SlackRooms.Room.Not(outcome))
                        : delivered(result);
    }

    /**
     * If the incident channel does not exist, news create it; an end does not.
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
            case SlackRooms.Room.There(var id) -> switch (api.write("chat.postMessage", SlackPayload.post(id,
                    dispatch, mentions))) {
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
            // A page is a new message, unless the incident has a thread.
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

    /** The thread starts at the earlier page. */
    private static Outcome threadOf(SlackReceipt first, Outcome outcome) {
        return outcome instanceof Outcome.Delivered ? new Outcome.Delivered(first.text(), 200) : outcome;
    }

    private Outcome post(String room, Dispatch dispatch) {
        return delivered(api.write("chat.postMessage", SlackPayload.post(room, dispatch, mentions)));
    }

    private Outcome reply(SlackReceipt first, Dispatch dispatch, boolean loud) {
        return delivered(api.write("chat.postMessage", SlackPayload.reply(first.room(), first.ts(), dispatch.asReply(),
                mentions,
                loud)));
    }

    /** If Slack refuses the edit (message deleted, too old), the reply is still posted. */
    private Outcome updateAndReply(SlackReceipt first, Dispatch dispatch) {
        var updated = delivered(api.write("chat.update", SlackPayload.update(first.room(), first.ts(),
                dispatch)));
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
