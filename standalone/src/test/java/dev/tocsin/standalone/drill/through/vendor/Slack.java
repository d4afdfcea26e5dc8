package dev.tocsin.standalone.drill.through.vendor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** The Web API (docs.slack.dev): rooms by id or by #name, threads, edits, and rooms that are opened. Errors come with 200. */
final class Slack implements Vendor {

    private final Set<String> tokens;
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<String, Set<String>> messages = new HashMap<>();
    private int count;

    private static final class Room {

        private final String id;
        private final String name;
        private final boolean isPrivate;
        private String purpose = "";

        private Room(String id, String name, boolean isPrivate) {
            this.id = id;
            this.name = name;
            this.isPrivate = isPrivate;
        }
    }

    /**
     * @param ids
     *            of the rooms that are there
     */
    Slack(Set<String> tokens, Set<String> ids) {
        this.tokens = Set.copyOf(tokens);
        ids.forEach(id -> rooms.put(id, new Room(id, id, false)));
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public Answer take(Call call, Journal journal) {
        if (!tokens.contains(call.authorization().replaceFirst("^Bearer ", ""))) {
            return error("invalid_auth");
        }
        return switch (call.path()) {
            case "/api/conversations.create" -> create(call.json(), journal);
            case "/api/conversations.setPurpose" -> describe(call.json());
            case "/api/conversations.setTopic" -> described(call.json());
            case "/api/users.conversations" -> list();
            case "/api/chat.postMessage" -> post(call.json(), journal);
            case "/api/chat.update" -> edit(call.json(), journal);
            default -> error("unknown_method");
        };
    }

    private Answer create(JsonNode body, Journal journal) {
        var name = body.path("name").asString("");
        if (!name.matches("[a-z0-9_-]{1,80}")) {
            return error("invalid_name_specials");
        }
        if (rooms.values().stream().anyMatch(room -> room.name.equals(name))) {
            return error("name_taken");
        }
        var room = new Room("C9%08d".formatted(++count), name, body.path("is_private").asBoolean(false));
        rooms.put(room.id, room);
        journal.add(name(), "#" + name, room.isPrivate ? "private room opened" : "room opened", "");
        return Answer.json(200, Map.of("ok", true, "channel", Map.of("id", room.id, "name", name)));
    }

    private Answer describe(JsonNode body) {
        var room = rooms.get(body.path("channel").asString(""));
        if (room == null) {
            return error("channel_not_found");
        }
        room.purpose = body.path("purpose").asString("");
        return Answer.json(200, Map.of("ok", true));
    }

    private Answer described(JsonNode body) {
        return rooms.containsKey(body.path("channel").asString(""))
                ? Answer.json(200, Map.of("ok", true))
                : error(
                        "channel_not_found");
    }

    private Answer list() {
        return Answer.json(200, Map.of("ok", true, "channels", rooms.values().stream().map(room -> Map.of("id", room.id,
                "name", room.name, "is_private", room.isPrivate, "purpose", Map.of("value", room.purpose))).toList()));
    }

    private Answer post(JsonNode body, Journal journal) {
        var room = room(body.path("channel").asString(""));
        var thread = body.path("thread_ts").asString("");
        if (room == null) {
            return error("channel_not_found");
        }
        if (text(body).isBlank()) {
            return error("no_text");
        }
        if (!thread.isEmpty() && !messages.getOrDefault(room.id, Set.of()).contains(thread)) {
            return error("thread_not_found");
        }
        var ts = "1763600000.%06d".formatted(++count);
        messages.computeIfAbsent(room.id, _ -> new HashSet<>()).add(ts);
        journal.add(name(), shown(room), thread.isEmpty()
                ? "posted"
                : body.path("reply_broadcast").asBoolean(false) ? "replied and posted" : "replied", text(body));
        return Answer.json(200, Map.of("ok", true, "channel", room.id, "ts", ts));
    }

    private Answer edit(JsonNode body, Journal journal) {
        var room = rooms.get(body.path("channel").asString(""));
        var ts = body.path("ts").asString("");
        if (room == null) {
            return error("channel_not_found");
        }
        if (!messages.getOrDefault(room.id, Set.of()).contains(ts)) {
            return error("message_not_found");
        }
        journal.add(name(), shown(room), "edited", text(body));
        return Answer.json(200, Map.of("ok", true, "channel", room.id, "ts", ts));
    }

    private Room room(String channel) {
        return channel.startsWith("#")
                ? rooms.values().stream().filter(room -> room.name.equals(channel.substring(1)) && !room.isPrivate)
                        .findFirst().orElse(null)
                : rooms.get(channel);
    }

    private static String shown(Room room) {
        return room.id.equals(room.name) ? room.id : "#" + room.name;
    }

    /** What is read: header, sections and labels of buttons. */
    private static String text(JsonNode body) {
        return body.path("blocks").valueStream().map(block -> block.path("type").asString("").equals("actions")
                ? block.path("elements").valueStream().map(it -> "[" + it.path("text").path("text").asString("") + "]")
                        .collect(Collectors.joining(" "))
                : block.path("text").path("text").asString("")).collect(Collectors.joining("\n"));
    }

    private static Answer error(String code) {
        return Answer.json(200, Map.of("ok", false, "error", code));
    }

    /** Names of rooms that were opened. */
    List<String> opened() {
        return rooms.values().stream().filter(room -> !room.id.equals(room.name)).map(room -> room.name).toList();
    }
}
