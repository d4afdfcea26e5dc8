package dev.tocsin.notifier.channel.sns;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.FormBody;
import dev.tocsin.notifier.channel.HttpOutcomes;
import dev.tocsin.notifier.channel.Vendor;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpResult;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secret;
import dev.tocsin.policy.channel.Limit;

/**
 * Publishes to an Amazon SNS topic (docs.aws.amazon.com/sns, API reference, "Publish"). Kind, severity, service and incident are
 * attributes, by which subscribers filter. On a FIFO topic an incident is one group, so its order is kept, and a repeat within
 * five minutes is dropped by the notification's id.
 */
public final class SnsChannel implements Channel {

    private static final String CREDENTIALS = "check the channel's 'access-key-id' and 'secret-access-key', and that they may"
            + " call sns:Publish on this topic";
    private static final Vendor SNS = Vendor.of("Amazon SNS", Map.of(400,
            "check the target's address: the ARN of a topic", 401, CREDENTIALS, 403, CREDENTIALS, 404,
            "check the target's address: no topic has this ARN"));
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z.]{1,60})</Code>");
    private static final Pattern MESSAGE_ID = Pattern.compile("<MessageId>([0-9a-fA-F-]{1,60})</MessageId>");
    /** Codes that are told with 400 or 403 although a later attempt may succeed. */
    private static final Set<String> PASSING = Set.of("Throttling", "Throttled", "ThrottlingException",
            "RequestLimitExceeded", "KMSThrottling");
    private static final String REGION_NEEDED = "the target's address is not the ARN of a topic";

    private final String accessKey;
    private final Secret secretKey;
    private final Optional<Secret> session;
    private final Optional<Endpoint> url;
    private final Limit longest;
    private final Limit subject;
    private final GuardedHttp http;

    /** A channel as configured. */
    public SnsChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.accessKey = settings.needed("access-key-id");
        this.secretKey = settings.neededSecret("secret-access-key");
        this.session = settings.secret("session-token");
        this.url = settings.endpoint("url");
        this.longest = settings.type().limit("message");
        this.subject = settings.type().limit("subject");
        this.http = http;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var parts = dispatch.notification().getAddress().split(":", -1);
        if (parts.length != 6 || !parts[0].equals("arn") || !parts[2].equals("sns") || !parts[3].matches(
                "[a-z0-9-]{1,40}")) {
            return new Outcome.Rejected(REGION_NEEDED, 0);
        }
        var where = url.or(() -> regional(parts[1], parts[3])).orElseThrow();
        var body = FormBody.bytes(fields(dispatch));
        var signature = new AwsSignature(accessKey, secretKey, session, parts[3], "sns");
        var headers = signature.headers(where.authority(), Map.of("content-type", FormBody.TYPE.toString()), body,
                dispatch.now());
        return HttpOutcomes.of(http.post(where, headers, FormBody.TYPE, body), SNS, SnsChannel::understood);
    }

    private static Optional<Endpoint> regional(String partition, String region) {
        return Endpoint.parse("https://sns." + region + (partition.equals("aws-cn")
                ? ".amazonaws.com.cn/"
                : ".amazonaws.com/"));
    }

    private Map<String, String> fields(Dispatch dispatch) {
        var notification = dispatch.notification();
        var fields = new LinkedHashMap<String, String>();
        fields.put("Action", "Publish");
        fields.put("Version", "2010-03-31");
        fields.put("TopicArn", notification.getAddress());
        fields.put("Subject", subject(dispatch.message().headline()));
        fields.put("Message", new FittedText(longest.most(), longest.unit(), Markup.PLAIN).all(dispatch.message()));
        if (notification.getAddress().endsWith(".fifo")) {
            fields.put("MessageGroupId", DeduplicationKeys.ofIncident(notification));
            fields.put("MessageDeduplicationId", DeduplicationKeys.ofNotification(notification));
        }
        attributes(notification).forEach((name, value) -> attribute(fields, name, value));
        return fields;
    }

    /** ASCII without line breaks, beginning with a letter, a digit or punctuation. */
    private String subject(String headline) {
        return SafeText.cut(headline, subject.most()).replace("…", "...").replaceAll("[^\\x20-\\x7E]", "?")
                .transform(it -> it.length() <= subject.most() ? it : it.substring(0, subject.most() - 3) + "...");
    }

    private static Map<String, String> attributes(Notification notification) {
        var incident = notification.getIncident();
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("kind", notification.getKind().name().toLowerCase(Locale.ROOT));
        attributes.put("severity", incident.getSeverity().getId());
        attributes.put("service", incident.getService());
        attributes.put("incident", incident.getId());
        attributes.values().removeIf(String::isBlank);
        return attributes;
    }

    private static void attribute(Map<String, String> fields, String name, String value) {
        var number = 1 + fields.keySet().stream().filter(it -> it.endsWith(".Name")).count();
        var prefix = "MessageAttributes.entry." + number;
        fields.put(prefix + ".Name", name);
        fields.put(prefix + ".Value.DataType", "String");
        fields.put(prefix + ".Value.StringValue", SafeText.cut(SafeText.line(value), 200));
    }

    private static Optional<Outcome> understood(HttpResult.Replied reply) {
        if (reply.isClass(2)) {
            return Optional.of(found(MESSAGE_ID, reply).<Outcome>map(it -> new Outcome.Delivered(it, reply.status()))
                    .orElseGet(() -> new Outcome.Rejected("Amazon SNS answered " + reply.status()
                            + " without the id of a message: check the channel's 'url'", reply.status())));
        }
        var code = found(CODE, reply).orElse("");
        if (PASSING.contains(code)) {
            return Optional.of(SNS.again(reply));
        }
        return reply.isClass(4) && reply.status() != 429 && reply.status() != 408
                ? Optional.of(SNS.rejected(reply, code))
                : Optional.empty();
    }

    private static Optional<String> found(Pattern pattern, HttpResult.Replied reply) {
        var matcher = pattern.matcher(reply.body());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
