package dev.tocsin.notifier.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A channel of the gallery: how it is set up, and what a person sees of a request to its vendor. */
enum GalleryChannel {
    SLACK("slack", true, "", Map.of(), Map.of("webhook-url", "/slack"), GalleryChannel::slack), TEAMS("teams", true, "",
            Map.of(), Map.of("webhook-url", "/teams"), GalleryChannel::teams), DISCORD("discord", true, "", Map.of(),
                    Map.of("webhook-url", "/discord"), GalleryChannel::discord), TELEGRAM("telegram", true, "-100123",
                            Map.of("url", "/"), Map.of("token", "t"), GalleryChannel::telegram), SMS("sms", false,
                                    "+15550100", Map.of("url", "/", "account", "AC1", "from", "+15550199"), Map.of(
                                            "token", "t"),
                                    body -> form(body).get("Body")), VOICE("voice", false, "+15550100", Map.of("url",
                                            "/", "account", "AC1", "from", "+15550199"), Map.of("token", "t"),
                                            body -> form(body).get("Twiml")), NTFY("ntfy", false, "pages", Map.of("url",
                                                    "/"), Map.of(), body -> json(body).path("title").asString("") + "\n"
                                                            + json(body).path("message").asString("")), PUSHOVER(
                                                                    "pushover", false, "uQiRzpo4DXghDmr9QzzfQu27cmVRsG",
                                                                    Map.of("url", "/"), Map.of("token", "t"),
                                                                    body -> body.startsWith("{")
                                                                            ? json(body).path("title").asString("")
                                                                                    + "\n" + json(body).path("message")
                                                                                            .asString("")
                                                                            : form(body).get("title") + "\n" + form(
                                                                                    body).get("message")), MATTERMOST(
                                                                                            "mattermost", false, "", Map
                                                                                                    .of(), Map.of(
                                                                                                            "webhook-url",
                                                                                                            "/m"),
                                                                                            body -> json(body).path(
                                                                                                    "text").asString(
                                                                                                            "")), GOOGLE_CHAT(
                                                                                                                    "google-chat",
                                                                                                                    false,
                                                                                                                    "",
                                                                                                                    Map.of(),
                                                                                                                    Map.of("webhook-url",
                                                                                                                            "/g"),
                                                                                                                    body -> json(
                                                                                                                            body)
                                                                                                                            .path("text")
                                                                                                                            .asString(
                                                                                                                                    ""));

    private final String type;
    private final boolean visual;
    private final String address;
    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> settings;
    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> secrets;
    @SuppressWarnings("ImmutableEnumChecker") // a static method
    private final Function<String, String> seen;

    GalleryChannel(String type, boolean visual, String address, Map<String, String> settings,
            Map<String, String> secrets, Function<String, String> seen) {
        this.type = type;
        this.visual = visual;
        this.address = address;
        this.settings = settings;
        this.secrets = secrets;
        this.seen = seen;
    }

    String type() {
        return type;
    }

    /** Whether it is shown as a picture. */
    boolean isVisual() {
        return visual;
    }

    String address() {
        return address;
    }

    /** Its plain settings, with the address of the vendor. */
    Map<String, String> settings(String base) {
        return at(base, settings);
    }

    /** Its secrets. */
    Map<String, String> secrets(String base) {
        return at(base, secrets);
    }

    private static Map<String, String> at(String base, Map<String, String> settings) {
        return settings.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().startsWith(
                "/") ? base + it.getValue() : it.getValue()));
    }

    /** What a person sees of a request's body: HTML where it is shown as a picture, else text. */
    String seen(String body) {
        return seen.apply(body);
    }

    private static String slack(String body) {
        return json(body).path("blocks").valueStream().map(block -> switch (block.path("type").asString("")) {
            case "header" -> "<h3>" + Drawing.escaped(block.path("text").path("text").asString("")) + "</h3>";
            case "actions" -> block.path("elements").valueStream().map(it -> Drawing.button(it.path("text").path("text")
                    .asString(""))).collect(Collectors.joining());
            default -> "<div>" + Drawing.mrkdwn(block.path("text").path("text").asString("")) + "</div>";
        }).collect(Collectors.joining());
    }

    private static String teams(String body) {
        var card = json(body).path("attachments").path(0).path("content");
        var colors = Map.of("Attention", "#c4314b", "Good", "#237b4b", "Warning", "#835c00");
        return card.path("body").valueStream().map(block -> "<div style=\"color:" + colors.getOrDefault(block.path(
                "color").asString(""), "inherit") + (block.path("weight").asString("").equals("Bolder")
                        ? ";font-weight:600;font-size:17px"
                        : "") + "\">" + Drawing.markdown(block.path("text").asString("")) + "</div>").collect(Collectors
                                .joining()) + card.path("actions").valueStream().map(it -> Drawing.button(it.path(
                                        "title").asString(""))).collect(Collectors.joining());
    }

    private static String discord(String body) {
        var json = json(body);
        var embed = json.path("embeds").path(0);
        return "<div>" + Drawing.markdown(json.path("content").asString(""))
                + "</div><div style=\"border-left:4px solid #"
                + "%06x".formatted(embed.path("color").asInt(0))
                + ";padding:6px 10px;background:#f2f3f5;border-radius:4px"
                + "\"><a href=\"#\">" + Drawing.escaped(embed.path("title").asString("")) + "</a><br>" + Drawing
                        .markdown(embed.path("description").asString("")) + "</div>";
    }

    private static String telegram(String body) {
        var json = json(body);
        return "<div>" + json.path("text").asString("").replace("\n", "<br>") + "</div>" + json.path("reply_markup")
                .path("inline_keyboard").path(0).valueStream().map(it -> Drawing.button(it.path("text").asString("")))
                .collect(Collectors.joining());
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&", -1)).map(it -> List.of(it.split("=", 2))).collect(Collectors.toMap(
                List::getFirst, it -> URLDecoder.decode(it.getLast(), UTF_8)));
    }
}
