package dev.tocsin.ingest.format.cloudwatch;

import java.util.Optional;

import dev.tocsin.ingest.format.json.Fields;

/**
 * The envelope that Amazon SNS posts, in the spelling of HTTP or of Lambda. Texts are as received: they are signed that
 * way. Source: awsdocs/amazon-sns-developer-guide.
 */
public record SnsEnvelope(Fields fields) {

    /** What SNS sends. */
    public enum Kind {
        NOTIFICATION("Notification"), SUBSCRIPTION_CONFIRMATION("SubscriptionConfirmation"), UNSUBSCRIBE_CONFIRMATION(
                "UnsubscribeConfirmation");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** As the member Type spells it. */
        public String type() {
            return type;
        }
    }

    /** The envelope, if the JSON is one. */
    public static Optional<SnsEnvelope> of(Fields fields) {
        var envelope = new SnsEnvelope(fields);
        return envelope.kind().isPresent() && fields.has("Message") && fields.has("MessageId")
                ? Optional.of(envelope)
                : Optional.empty();
    }

    public Optional<Kind> kind() {
        var type = fields.text("Type");
        for (var kind : Kind.values()) {
            if (kind.type().equals(type)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    public String topicArn() {
        return fields.text("TopicArn");
    }

    public String message() {
        return fields.text("Message");
    }

    public String messageId() {
        return fields.text("MessageId");
    }

    /** The address that confirms a subscription; it holds a token. */
    public String subscribeUrl() {
        return fields.text("SubscribeURL");
    }

    public String signingCertUrl() {
        return fields.text("SigningCertURL");
    }

    public String signatureVersion() {
        return fields.text("SignatureVersion");
    }

    public String signature() {
        return fields.text("Signature");
    }
}
