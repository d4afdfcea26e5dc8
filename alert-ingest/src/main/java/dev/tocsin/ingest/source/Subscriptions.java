package dev.tocsin.ingest.source;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tocsin.ingest.authenticity.SigningCertUrl;
import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.cloudwatch.SnsEnvelope;
import dev.tocsin.ingest.format.json.JsonReading;

/** What is done when SNS asks to confirm a subscription: usually a person is told. */
public final class Subscriptions {

    private final Consumer<URI> confirm;

    /**
     * @param confirm
     *            visits a checked address, in its own time and without failing
     */
    public Subscriptions(Consumer<URI> confirm) {
        this.confirm = confirm;
    }

    /** For a person: what to do with the stored request. Holds no token. */
    public String advice(Source source, Incoming incoming) {
        var envelope = envelope(incoming);
        if (envelope.flatMap(SnsEnvelope::kind).filter(SnsEnvelope.Kind.SUBSCRIPTION_CONFIRMATION::equals).isEmpty()) {
            return "Subscribe the topic again if this was unintended.";
        }
        if (address(envelope.orElseThrow()).isEmpty()) {
            return "The SubscribeURL does not belong to Amazon SNS for this topic: do not open it.";
        }
        return source.confirmSubscriptions().contains(envelope.orElseThrow().topicArn())
                ? "Tocsin confirms it automatically."
                : "The SubscribeURL belongs to Amazon SNS for this topic. To confirm, open it within three days.";
    }

    /** Confirms where that is configured for the topic and the request was verified. */
    public void confirm(Source source, Incoming incoming, AuthenticityVerdict verdict) {
        envelope(incoming).filter(envelope -> verdict instanceof AuthenticityVerdict.Verified)
                .filter(envelope -> envelope.kind().filter(SnsEnvelope.Kind.SUBSCRIPTION_CONFIRMATION::equals)
                        .isPresent())
                .filter(envelope -> source.confirmSubscriptions().contains(envelope.topicArn()))
                .flatMap(Subscriptions::address).ifPresent(confirm);
    }

    private static Optional<URI> address(SnsEnvelope envelope) {
        return SigningCertUrl.confirmation(envelope.subscribeUrl(), envelope.topicArn());
    }

    private static Optional<SnsEnvelope> envelope(Incoming incoming) {
        return incoming.json() instanceof JsonReading.Document(var root) ? SnsEnvelope.of(root) : Optional.empty();
    }
}
