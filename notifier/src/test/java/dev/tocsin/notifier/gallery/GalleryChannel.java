package dev.tocsin.notifier.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A channel of the gallery: how it is set up, what its vendor answers, and what a person sees of a request.
 *
 * @param receipt
 *            of the first message, where later ones refer to it
 * @param settings
 *            plain ones; a value that begins with a slash is an address of the vendor
 * @param reply
 *            of the vendor, with its status
 * @param seen
 *            what a person sees of a body: HTML of a picture, else text
 */
record GalleryChannel(String type, boolean isVisual, String address, String receipt, Map<String, String> settings,
        Map<String, String> secrets, Reply reply, Function<String, String> seen) {

    private static final Map<String, String> TWILIO = Map.of("url", "/", "account", "AC1", "from", "+15550199");

    private static final String STATES = "\"states\":{\"nodes\":[{\"id\":\"done\",\"type\":\"completed\",\"position\":1},{\"id\":"
            + "\"open\",\"type\":\"unstarted\",\"position\":0}]}";
    private static final String LINEAR = "{\"data\":{\"teams\":{\"nodes\":[{\"id\":\"team-1\"," + STATES
            + "}]},\"issueCreate\":{\"success\":true},\"commentCreate\":{\"success\":true},\"issueUpdate\":{\"success\":true},"
            + "\"issue\":{\"team\":{" + STATES + "}}}}";

    /**
     * What a vendor answers.
     *
     * @param body
     *            in which STATE stands for the state that a request sets
     */
    record Reply(int status, String body) {

        private static final Pattern STATE = Pattern.compile("\"state\":\"(\\w+)\"");

        /** An empty list, in the vendor's envelope. */
        String nothing() {
            return body.startsWith("{\"data\"") ? "{\"data\":[]}" : "[]";
        }

        String to(String request) {
            var state = STATE.matcher(request);
            return body.replace("STATE", state.find() ? state.group(1) : "1");
        }
    }

    /** All, pictures first. */
    static List<GalleryChannel> all() {
        return List.of(picture("slack", "C0123", "C0123/1.5", Map.of("api-url", "/api/"), "token",
                "{\"ok\":true,\"channel\":\"C0123\",\"ts\":\"1.5\"}", ChatDrawings::slack), picture("teams", "", "", Map
                        .of(),
                        "webhook-url", "", ChatDrawings::teams), picture("discord", "", "100", Map.of(), "webhook-url",
                                "{\"id\":\"100\"}", ChatDrawings::discord), picture("telegram", "-100123", "-100123/7",
                                        Map
                                                .of("url", "/"), "token",
                                        "{\"ok\":true,\"result\":{\"message_id\":7,\"chat\":{\"id\":-100123}}}",
                                        ChatDrawings::telegram), picture("google-chat", "", "", Map.of(), "webhook-url",
                                                "{}",
                                                ChatDrawings::googleChat), picture("mattermost", "", "", Map.of(),
                                                        "webhook-url", "ok", ChatDrawings::mattermost), text("sms",
                                                                "+15550100", "", TWILIO, "token", 201,
                                                                "{\"sid\":\"SM1\"}",
                                                                body -> form(body).get("Body")), text("voice",
                                                                        "+15550100",
                                                                        "", TWILIO, "token", 201, "{\"sid\":\"CA1\"}",
                                                                        body -> form(body).get("Twiml")), text("ntfy",
                                                                                "pages",
                                                                                "", Map.of("url", "/"), "", 200,
                                                                                "{\"id\":\"x\"}", body -> lines(json(
                                                                                        body),
                                                                                        "title", "message")), text(
                                                                                                "pushover",
                                                                                                "uQiRzpo4DXghDmr9QzzfQu27cmVRsG",
                                                                                                "", Map.of("url", "/"),
                                                                                                "token", 200,
                                                                                                "{\"status\":1,\"request\":\"x\"}",
                                                                                                GalleryChannel::pushover),
                text("matrix", "!ops:example.org", "$1:example.org", Map.of("url", "/"), "token", 200,
                        "{\"event_id\":\"$1:example.org\"}", body -> json(body).path("body").asString("")), text(
                                "pagerduty", "",
                                "", Map.of("url", "/v2/enqueue"), "routing-key", 202, "{\"status\":\"success\"}",
                                GalleryChannel::pretty), text("opsgenie", "", "", Map.of("url", "/"), "api-key", 202,
                                        "{\"result\":\"ok\",\"requestId\":\"1\"}", GalleryChannel::pretty), text(
                                                "splunk-on-call", "", "", Map.of("url", "/hook"), "api-key", 200,
                                                "{\"result\":\"success\"}", GalleryChannel::pretty), text("incident-io",
                                                        "",
                                                        "", Map.of("url", "/", "source", "01GW2G3V0S59R238FAHPDS1R66"),
                                                        "token", 202, "{\"status\":\"success\"}",
                                                        GalleryChannel::pretty),
                text("github", "", "1347", Map.of("url", "/", "repository", "octo-org/shop"), "token", 201,
                        "{\"number\":1347}", body -> lines(json(body), "state", "title", "body")), text("jira", "",
                                "OPS-42",
                                Map.of("url", "/", "user", "tocsin@example.org", "project", "OPS"), "token", 201,
                                "{\"id\":\"1\",\"key\":\"OPS-42\"}", GalleryChannel::pretty), text("servicenow", "",
                                        "9d385017c611228701d22104cc95c371", Map.of("url", "/", "user", "tocsin"),
                                        "password", 201,
                                        "{\"result\":{\"sys_id\":\"9d385017c611228701d22104cc95c371\",\"state\":\"STATE\"}}",
                                        GalleryChannel::pretty), text("statuspage", "", "p31zjtct2jer", Map.of("url",
                                                "/",
                                                "page", "abc123"), "api-key", 201,
                                                "{\"id\":\"p31zjtct2jer\",\"status\":\"investigating\"}",
                                                GalleryChannel::pretty),
                text("cachet", "", "777", Map.of("url", "/"), "token", 201,
                        "{\"data\":{\"id\":\"777\",\"type\":\"incidents\"}}",
                        GalleryChannel::pretty), text("instatus", "", "ckf01m59ueaqb0a32", Map.of("url", "/", "page",
                                "abc123"),
                                "api-key", 200, "{\"id\":\"ckf01m59ueaqb0a32\"}", GalleryChannel::pretty), text(
                                        "linear", "", "",
                                        Map.of("url", "/", "team", "ENG"), "api-key", 200, LINEAR,
                                        GalleryChannel::linear), text(
                                                "webhook", "", "", Map.of("url", "/hook"), "", 200, "", body -> lines(
                                                        json(body)
                                                                .path("data"), "kind", "headline", "text")), text("sns",
                                                                        "arn:aws:sns:eu-central-1:123456789012:pages",
                                                                        "", Map.of("url", "/", "access-key-id",
                                                                                "AKIDEXAMPLE"), "secret-access-key",
                                                                        200,
                                                                        "<PublishResponse><PublishResult><MessageId>94f20ce6-13c5-43a0-9a9e-ca52d816e90b</MessageId>"
                                                                                + "</PublishResult></PublishResponse>",
                                                                        body -> form(body).get("Subject") + "\n\n"
                                                                                + form(body)
                                                                                        .get("Message")));
    }

    private static GalleryChannel picture(String type, String address, String receipt, Map<String, String> settings,
            String secret, String reply, Function<String, String> seen) {
        return new GalleryChannel(type, true, address, receipt, settings, Map.of(secret, secret.equals("webhook-url")
                ? "/hook"
                : "t"), new Reply(200, reply), seen);
    }

    private static GalleryChannel text(String type, String address, String receipt, Map<String, String> settings,
            String secret, int status, String reply, Function<String, String> seen) {
        return new GalleryChannel(type, false, address, receipt, settings, secret.isEmpty()
                ? Map.of()
                : Map.of(secret, "t"),
                new Reply(status, reply), seen);
    }

    /** Without the look-up of the team's states. */
    private static String linear(String body) {
        var input = json(body).path("variables").path("input");
        return input.isObject() ? pretty(input.toString()) : "";
    }

    private static String pushover(String body) {
        return body.startsWith("{")
                ? lines(json(body), "title", "message")
                : form(body).getOrDefault("title", "(stops ringing)") + "\n" + form(body).getOrDefault("message", "");
    }

    private static String lines(JsonNode json, String... names) {
        return Stream.of(names).map(name -> json.path(name).asString("")).filter(it -> !it.isEmpty()).collect(Collectors
                .joining("\n"));
    }

    private static String pretty(String body) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json(body));
    }

    static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&", -1)).map(it -> List.of(it.split("=", 2))).filter(it -> it.size() == 2).collect(
                Collectors.toMap(List::getFirst, it -> URLDecoder.decode(it.getLast(), UTF_8), (one, _) -> one,
                        LinkedHashMap::new));
    }
}
