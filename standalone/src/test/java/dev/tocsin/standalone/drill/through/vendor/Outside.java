package dev.tocsin.standalone.drill.through.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The vendors that a policy names, on the loopback address of this JVM. The policy is used as it is, but for the addresses of
 * the vendors. Every secret is the name of its environment variable.
 */
public final class Outside implements AutoCloseable {

    private static final Pattern CHANNEL = Pattern.compile("\\{type: ([a-z]+), ");
    private static final Pattern SECRET = Pattern.compile("\\{env: ([A-Z0-9_]+)\\}");
    private static final Pattern ROOM = Pattern.compile("\\bC0[A-Z]{4,}\\b");
    /** The setting with the vendor's address; an incoming webhook is a secret. */
    private static final Map<String, String> ADDRESSES = Map.of("pagerduty", "url: '%s/pagerduty/v2/enqueue', ",
            "opsgenie", "url: '%s/opsgenie/', ", "voice", "url: '%s/twilio/', ", "sms", "url: '%s/twilio/', ", "slack",
            "api-url: '%s/slack/api/', ", "statuspage", "url: '%s/statuspage/', ", "linear", "url: '%s/linear/', ",
            "teams", "", "email", "");

    private final HttpServer server;
    private final Mail mail;
    private final Journal journal;
    private final String policy;
    private final Map<String, Vendor> vendors = new TreeMap<>();
    private final Set<String> down = new TreeSet<>();

    /**
     * Opens them.
     *
     * @param policy
     *            text of the policy
     * @param time
     *            time since the drill began
     */
    public Outside(String policy, Supplier<Duration> time) {
        journal = new Journal(time);
        mail = new Mail(secret(policy, "_SMTP_PASSWORD"), journal);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Stream.of(new PagerDuty(named(policy, "PAGERDUTY_")), new Opsgenie(secret(policy, "_OPSGENIE_KEY")), new Twilio(
                secret(policy, "_TELEPHONE_TOKEN")), new Slack(secrets(policy).filter(it -> it.contains("_SLACK_"))
                        .collect(Collectors.toSet()), rooms(policy)), new Statuspage(secret(policy, "_STATUSPAGE_KEY")),
                new Linear(secret(policy, "_LINEAR_KEY")), new Teams()).forEach(vendor -> vendors.put(vendor.name(),
                        vendor));
        server.createContext("/", this::take);
        server.start();
        this.policy = redirected(policy);
    }

    private static Stream<String> secrets(String policy) {
        return SECRET.matcher(policy).results().map(it -> it.group(1)).distinct();
    }

    /** The secret with that ending, if the policy has one. */
    private static String secret(String policy, String ending) {
        return secrets(policy).filter(it -> it.endsWith(ending)).findFirst().orElse("not in the policy");
    }

    /** What follows in the names of secrets, by secret. */
    private static Map<String, String> named(String policy, String part) {
        return secrets(policy).filter(it -> it.contains(part)).collect(Collectors.toMap(it -> it, it -> it.substring(it
                .indexOf(part) + part.length()).toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private static Set<String> rooms(String policy) {
        return ROOM.matcher(policy).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private String redirected(String policy) {
        return CHANNEL.matcher(policy).replaceAll(channel -> {
            var address = Optional.ofNullable(ADDRESSES.get(channel.group(1))).orElseThrow(
                    () -> new AssertionError("no vendor for channels of type " + channel.group(1)));
            return channel.group() + address.formatted(url());
        }).replace("host: smtp.example.org", "host: 127.0.0.1, port: " + mail.port()).replace("starttls: true",
                "starttls: false");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The policy with these vendors' addresses. */
    public String policy() {
        return policy;
    }

    /** The value of an environment variable. */
    public Optional<String> variable(String name) {
        return Optional.of(name.endsWith("_TEAMS_WEBHOOK") ? url() + "/teams/workflow" : name);
    }

    /** From now on a vendor answers nothing but 503. */
    public void breakDown(String vendor) {
        down.add(vendor);
    }

    /** From now on a vendor works again. */
    public void repair(String vendor) {
        down.remove(vendor);
    }

    /** Everything that arrived so far, in order. */
    public List<Arrival> arrivals() {
        return journal.arrivals();
    }

    /** What is open at pagers, on status pages and in trackers. */
    public Set<String> open() {
        var open = new TreeSet<String>();
        vendors.values().forEach(vendor -> (switch (vendor) {
            case PagerDuty it -> it.open();
            case Opsgenie it -> it.open();
            case Statuspage it -> it.open();
            case Linear it -> it.open();
            default -> Set.<String>of();
        }).forEach(thing -> open.add(vendor.name() + " " + thing)));
        return open;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            var name = path.split("/")[1];
            var call = new Call(exchange.getRequestMethod(), path.substring(name.length() + 1), Call.pairs(Optional
                    .ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")), Optional.ofNullable(exchange
                            .getRequestHeaders().getFirst("Authorization")).orElse(""), new String(exchange
                                    .getRequestBody().readAllBytes(), UTF_8));
            var answer = answer(name, call);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(String name, Call call) {
        var vendor = vendors.get(name);
        if (down.contains(name)) {
            journal.add(name, "server", "answered 503", call.body());
            return new Answer(503, "");
        }
        var answer = vendor.take(call, journal);
        if (answer.status() >= 400 || answer.body().contains("\"ok\":false") || answer.body().contains("\"errors\":")) {
            journal.add(name, "server", "refused " + call.path() + " " + answer.status(), answer.body());
        }
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
        mail.close();
    }
}
