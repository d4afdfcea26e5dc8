package dev.tocsin.standalone.drill.through.vendor;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Alert API (docs.opsgenie.com): takes requests, answers 202, and works on them afterwards. An open alert with the alias counts
 * one more; a request about an alias that is not open does nothing.
 */
final class Opsgenie implements Vendor {

    private static final Pattern ACTION = Pattern.compile("/v2/alerts/([^/]+)/(acknowledge|close|notes|priority)");
    private static final int LONGEST_MESSAGE = 130;

    private final String key;
    private final Map<String, String> open = new TreeMap<>();

    Opsgenie(String key) {
        this.key = key;
    }

    @Override
    public String name() {
        return "opsgenie";
    }

    @Override
    public Answer take(Call call, Journal journal) {
        if (!call.authorization().equals("GenieKey " + key)) {
            return Answer.json(401, Map.of("message", "Could not authenticate"));
        }
        var action = ACTION.matcher(call.path());
        if (call.path().equals("/v2/alerts") && call.method().equals("POST")) {
            var alert = call.json();
            var message = alert.path("message").asString("");
            if (message.isEmpty() || message.length() > LONGEST_MESSAGE) {
                return Answer.json(422, Map.of("message", "Request body is not processable"));
            }
            var isNew = open.putIfAbsent(alert.path("alias").asString(""), message) == null;
            journal.add(name(), "alert", isNew ? "created" : "counted", message + "\n" + alert.path("description")
                    .asString(
                            ""));
        } else if (action.matches() && call.query().getOrDefault("identifierType", "").equals("alias")) {
            var alias = java.net.URLDecoder.decode(action.group(1), java.nio.charset.StandardCharsets.UTF_8);
            var isOpen = action.group(2).equals("close") ? open.remove(alias) != null : open.containsKey(alias);
            journal.add(name(), "alert", switch (action.group(2)) {
                case "acknowledge" -> "acknowledged";
                case "close" -> "closed";
                case "priority" -> "priority set";
                default -> "noted";
            } + (isOpen ? "" : " in vain"), call.json().path("note").asString(""));
        } else {
            return Answer.json(404, Map.of("message", "No such resource"));
        }
        return Answer.json(202, Map.of("result", "Request will be processed", "took", 0.1, "requestId", "r"));
    }

    /** Aliases of alerts that are not closed. */
    Set<String> open() {
        return Set.copyOf(open.keySet());
    }
}
