package dev.tocsin.notifier.gallery;

import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** What chats show of the requests to them, as HTML near enough to judge a message by. */
final class ChatDrawings {

    private static final Map<String, String> TEAMS = Map.of("Attention", "#c4314b", "Good", "#237b4b", "Warning",
            "#835c00");

    private ChatDrawings() {}

    static String slack(String body) {
        return GalleryChannel.json(body).path("blocks").valueStream().map(block -> switch (block.path("type").asString(
                "")) {
            case "actions" -> block.path("elements").valueStream().map(ChatDrawings::slackButton).collect(Collectors
                    .joining());
            default -> "<div>" + Drawing.mrkdwn(block.path("text").path("text").asString("")) + "</div>";
        }).collect(Collectors.joining());
    }

    private static String slackButton(JsonNode button) {
        return Drawing.button(button.path("text").path("text").asString(""), button.path("style").asString("").equals(
                "primary"));
    }

    static String teams(String body) {
        var card = GalleryChannel.json(body).path("attachments").path(0).path("content");
        return card.path("body").valueStream().map(block -> "<div style=\"color:" + TEAMS.getOrDefault(block.path(
                "color")
                .asString(""), "inherit") + (block.path("weight").asString("").equals("Bolder")
                        ? ";font-weight:600;font-size:17px"
                        : "") + "\">" + Drawing.markdown(block.path("text").asString("")) + "</div>").collect(Collectors
                                .joining()) + card.path("actions").valueStream().map(it -> Drawing.button(it.path(
                                        "title")
                                        .asString(""), it.path("style").asString("").equals("positive"))).collect(
                                                Collectors
                                                        .joining());
    }

    static String discord(String body) {
        var json = GalleryChannel.json(body);
        var embed = json.path("embeds").path(0);
        return "<div>" + Drawing.markdown(json.path("content").asString(""))
                + "</div><div style=\"border-left:4px solid #"
                + "%06x".formatted(embed.path("color").asInt(0))
                + ";padding:6px 10px;background:#f2f3f5;border-radius:4px\"><a href=\"#\">" + Drawing.escaped(embed
                        .path("title")
                        .asString("")) + "</a><br>" + Drawing.markdown(embed.path("description").asString(""))
                + "</div>";
    }

    static String telegram(String body) {
        var json = GalleryChannel.json(body);
        return "<div style=\"white-space:pre-wrap\">" + json.path("text").asString("") + "</div>" + json.path(
                "reply_markup")
                .path("inline_keyboard").valueStream().map(row -> "<div>" + row.valueStream().map(it -> Drawing.button(
                        it.path(
                                "text").asString(""), false)).collect(Collectors.joining()) + "</div>").collect(
                                        Collectors.joining());
    }

    /** Google Chat's markup, which has no escapes. */
    static String googleChat(String body) {
        return Drawing.mrkdwn(Drawing.escaped(GalleryChannel.json(body).path("text").asString("")).replaceAll(
                "&lt;(https?:[^|]+?)\\|(.+?)&gt;", "<$1|$2>"));
    }

    static String mattermost(String body) {
        return Drawing.markdown(GalleryChannel.json(body).path("text").asString(""));
    }
}
