package dev.tocsin.policytools.imports;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Channels whose address at a cloud service is made of several settings. */
final class CloudChannels {

    /** Where incident.io takes the alerts of a source; its id ends the address. */
    private static final Pattern ALERT_SOURCE = Pattern.compile(
            "(https?://[^/@?#]+/)v2/alert_events/(?:http|alertmanager)/([A-Za-z0-9]+)/?");
    private static final Pattern TOPIC = Pattern.compile(
            "arn:aws[a-z-]{0,20}:sns:[a-z0-9-]{1,40}:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

    private final ImportDraft draft;
    private final ChannelMaker maker;

    CloudChannels(ImportDraft draft, ChannelMaker maker) {
        this.draft = draft;
        this.maker = maker;
    }

    /** A topic by an access key; empty for a phone, an endpoint, or a role of the machine, which Tocsin cannot use. */
    Optional<List<String>> sns(String receiver, Original config, String end) {
        var topic = config.text("topic_arn").filter(TOPIC.asMatchPredicate());
        var signing = new Original(config.node("sigv4").orElse(config.nothing()));
        var key = signing.text("access_key").filter(it -> !it.isBlank());
        if (topic.isEmpty() || key.isEmpty()) {
            maker.lost(config.place(), "'sns_configs' of receiver '" + receiver + "' " + (topic.isEmpty()
                    ? "does not name a topic by its ARN"
                    : "has no 'access_key' under 'sigv4', and Tocsin takes no role of the machine")
                    + ", so whom it tells would not be told");
            return Optional.of(List.of());
        }
        if (signing.node("role_arn").or(() -> signing.node("profile")).isPresent()) {
            draft.note(signing.place(), "'role_arn' and 'profile' of 'sigv4' have no equivalent: the access key itself "
                    + "needs sns:Publish");
        }
        var url = maker.url(config, "api_url", "-", "");
        var name = draft.channel(Optional.empty(), "sns-" + receiver, made -> "{type: sns, access-key-id: " + Quoted
                .yaml(key.get()) + ", secret-access-key: " + maker.secret(ChannelMaker.variable(made, "SECRET_KEY"),
                        signing, "secret_key", "-", "the secret access key of SNS")
                + url + end + "}");
        return Optional.of(List.of("{channel: " + name + ", address: " + Quoted.yaml(topic.get()) + "}"));
    }

    /** An alert source, whose id stands in its address. */
    Optional<List<String>> incidentIo(String receiver, Original config, String end) {
        var source = ALERT_SOURCE.matcher(config.scalar("url").map(Scalar::text).orElse(""));
        if (!source.matches()) {
            maker.lost(config.place(), "'incidentio_configs' of receiver '" + receiver + "' does not have 'url: "
                    + "https://api.incident.io/v2/alert_events/alertmanager/ID', so whom it tells would not be told");
            return Optional.of(List.of());
        }
        var base = source.group(1).equals("https://api.incident.io/") ? "" : ", url: " + Quoted.yaml(source.group(1));
        var name = draft.channel(Optional.empty(), "incident-io-" + receiver, made -> "{type: incident-io, token: "
                + maker.secret(ChannelMaker.variable(made, "TOKEN"), config, "alert_source_token", "-",
                        "the token of the alert source of incident.io")
                + ", source: " + Quoted.yaml(source.group(2)) + base + end + "}");
        draft.note(config.place(), "channel '" + name
                + "' sends to an HTTP alert source: create one in incident.io and "
                + "set 'source' and the token to its");
        return Optional.of(List.of("{channel: " + name + "}"));
    }
}
