package dev.tocsin.notifier.channel.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.message.Message;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.policy.channel.ChannelCatalogue;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body that a webhook's receiver gets: {@code type}, {@code timestamp} and {@code data}, as Standard Webhooks
 * recommends, and below the 20 kB that it recommends: long texts and lists are cut.
 */
final class WebhookPayload {

    /** Recommended by the specification. */
    static final int LARGEST = ChannelCatalogue.known("webhook").limit("body").most();

    private static final int MOST_DETAILS = 40;
    private static final JsonMapper JSON = JsonMapper.shared();

    private WebhookPayload() {}

    /** In the form of Standard Webhooks. */
    static byte[] json(Dispatch dispatch) {
        return fitted(detail -> envelope(dispatch, detail));
    }

    /** As a CloudEvent. */
    static byte[] cloudEvent(Dispatch dispatch, String id) {
        return fitted(detail -> CloudEvent.envelope(dispatch, id, data(dispatch, detail)));
    }

    private static byte[] fitted(Function<Detail, Map<String, Object>> envelope) {
        byte[] body = {};
        for (var detail : Detail.values()) {
            body = JSON.writeValueAsBytes(envelope.apply(detail));
            if (body.length <= LARGEST) {
                return body;
            }
        }
        return body;
    }

    private static Map<String, Object> envelope(Dispatch dispatch, Detail detail) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("type", "tocsin." + dispatch.notification().getKind().name().toLowerCase(java.util.Locale.ROOT));
        envelope.put("timestamp", dispatch.notification().getCreatedAt().toString());
        envelope.put("data", data(dispatch, detail));
        return envelope;
    }

    private static Map<String, Object> data(Dispatch dispatch, Detail detail) {
        var notification = dispatch.notification();
        var data = new LinkedHashMap<String, Object>();
        data.put("notification", notification.getId());
        data.put("kind", notification.getKind().name());
        data.put("occasion", detail.cut(notification.getOccasion()));
        data.put("details", details(notification.getDetails(), detail));
        data.put("target", notification.getTarget());
        data.put("address", notification.getAddress());
        data.put("rung", notification.getRung());
        data.put("late", notification.getLate());
        data.put("dueAt", notification.getDueAt().toString());
        data.put("possibleRepeat", dispatch.possibleRepeat());
        data.put("reason", detail.cut(notification.getReason()));
        data.put("alsoTold", notification.getAlsoTold().stream().limit(50).map(detail::cut).toList());
        data.put("headline", dispatch.message().headline());
        data.put("text", text(dispatch.message(), detail));
        data.put("incident", WebhookIncident.json(notification.getIncident(), detail));
        return data;
    }

    /** The lines as a person reads them: texts are cut, addresses are whole or not there. */
    private static String text(Message message, Detail detail) {
        return message.lines().stream().limit(detail == Detail.LEAST ? 10 : 40).map(line -> new Message.Line(line
                .label(), detail.cut(line.text()), line.href().map(detail::address).filter(it -> !it.isEmpty()), line
                        .below(), line.more()).shortened(detail.members() + 10, 2 * detail.text()).plain()).collect(
                                Collectors.joining("\n"));
    }

    /** They say what is to be done, so all names stay, and long texts are cut. */
    private static Map<String, String> details(Map<String, String> details, Detail detail) {
        return new TreeMap<>(details).entrySet().stream().limit(MOST_DETAILS).collect(Collectors.toMap(
                it -> SafeText.cut(SafeText.line(it.getKey()), 100), it -> detail.lines(it.getValue()), (first,
                        _) -> first,
                TreeMap::new));
    }
}
