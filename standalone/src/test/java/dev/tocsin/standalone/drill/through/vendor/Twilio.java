package dev.tocsin.standalone.drill.through.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;

/** Messages and calls of the API of 2010-04-01 (twilio.com/docs/usage/api): each request is a text or a call. */
final class Twilio implements Vendor {

    private static final String NUMBER = "\\+[1-9][0-9]{6,14}";

    private final String token;
    private int count;

    Twilio(String token) {
        this.token = token;
    }

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public Answer take(Call call, Journal journal) {
        var parts = call.path().split("/");
        if (parts.length != 5 || !parts[1].equals("2010-04-01") || !parts[2].equals("Accounts")) {
            return refused(404, 20404);
        }
        var login = Base64.getEncoder().encodeToString((parts[3] + ":" + token).getBytes(UTF_8));
        if (!call.authorization().equals("Basic " + login)) {
            return refused(401, 20003);
        }
        var form = call.form();
        if (!form.getOrDefault("To", "").matches(NUMBER) || !form.getOrDefault("From", "").matches(NUMBER)) {
            return refused(400, 21211);
        }
        return switch (parts[4]) {
            case "Messages.json" -> {
                journal.add(name(), form.get("To"), "text", form.get("Body"));
                yield created("SM");
            }
            case "Calls.json" -> {
                journal.add(name(), form.get("To"), "call", form.get("Twiml").replaceAll("<[^>]*>", " "));
                yield created("CA");
            }
            default -> refused(404, 20404);
        };
    }

    private Answer created(String prefix) {
        return Answer.json(201, Map.of("sid", prefix + "%032x".formatted(++count), "status", "queued"));
    }

    private static Answer refused(int status, int code) {
        return Answer.json(status, Map.of("status", status, "code", code, "message", "refused"));
    }
}
