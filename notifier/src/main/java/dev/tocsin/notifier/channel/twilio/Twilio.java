package dev.tocsin.notifier.channel.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.FormBody;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.secret.MissingSecretException;

/**
 * Twilio's REST API of 2010-04-01 (twilio.com/docs/usage/api). It has no idempotency key, so a repeat is a second text or
 * call. 201 means queued: what became of it would come by a callback.
 */
final class Twilio {

    /** The source of alert-ingest to which Twilio reports. */
    static final String SOURCE = "twilio";

    private static final int CREATED = 201;
    private static final int TOO_MANY_REQUESTS = 20429;
    private static final String NUMBER = "check the target's telephone number: it cannot receive this message or call";
    private static final String SENDER = "check that 'from' is a number of the account that may reach this country";
    private static final Vendor TWILIO = Vendor.of("Twilio", Map.of(401, "check the channel's 'account' and 'token'",
            403,
            "check the channel's 'account' and 'token'", 404, "check the channel's 'account' and 'url'"));
    /** Error codes (twilio.com/docs/api/errors) that say what to change. */
    private static final Map<Integer, String> ADVICE = Map.ofEntries(
            Map.entry(20003, "check the channel's 'account' and 'token'"), Map.entry(21211, NUMBER), Map.entry(21214,
                    NUMBER),
            Map.entry(21217, NUMBER), Map.entry(21614, NUMBER), Map.entry(21635, NUMBER), Map.entry(21210, SENDER), Map
                    .entry(21212, SENDER),
            Map.entry(21606, SENDER), Map.entry(21612, SENDER), Map.entry(21659, SENDER), Map.entry(21215,
                    "allow calls to this country in the account's geographic permissions"),
            Map.entry(21408,
                    "allow texts to this country in the account's geographic permissions"),
            Map.entry(21608,
                    "a trial account can reach only verified numbers"),
            Map.entry(21610,
                    "the recipient opted out with STOP and must send START to 'from'; use another channel until then"));

    private final Endpoint account;
    private final String from;
    private final Map<String, String> headers;
    private final GuardedHttp http;

    Twilio(ChannelSettings settings, GuardedHttp http) throws MissingSecretException, ChannelRefusedException {
        var sid = settings.needed("account");
        var login = sid + ":" + settings.neededSecret("token").reveal();
        this.account = settings.neededEndpoint("url").resolve("2010-04-01/Accounts/" + Endpoint.encoded(sid));
        this.from = settings.needed("from");
        this.headers = Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
        this.http = http;
    }

    /** The number that sends or calls, or the id of a messaging service. */
    String from() {
        return from;
    }

    /** Creates a message or a call. */
    Outcome create(String what, Map<String, String> fields) {
        return HttpOutcomes.of(http.post(account.resolve(what + ".json"), headers, FormBody.TYPE, FormBody.bytes(
                fields)),
                TWILIO, Twilio::understood);
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        var json = Json.of(reply);
        if (reply.status() == CREATED) {
            return Optional.of(new Outcome.Delivered(Json.code(json.path("sid")), CREATED));
        }
        var code = json.path("code").asInt(0);
        if (code == TOO_MANY_REQUESTS) {
            return Optional.of(HttpOutcomes.again(reply, "Twilio answered " + reply.status() + " " + code));
        }
        if (!reply.isClass(4) || reply.status() == 429 || code == 0) {
            return Optional.empty();
        }
        var said = "Twilio answered " + reply.status() + " " + code;
        return Optional.of(ADVICE.containsKey(code)
                ? new Outcome.Rejected(said + ": " + ADVICE.get(code), reply.status())
                : TWILIO.rejected(reply, Integer.toString(code)));
    }
}
