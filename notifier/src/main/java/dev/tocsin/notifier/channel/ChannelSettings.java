package dev.tocsin.notifier.channel;

import java.util.Optional;

import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secret;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelSetting;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.model.ChannelSpec;

/** What a policy says of a channel, with its secrets looked up when they are asked for. */
public final class ChannelSettings {

    private final ChannelSpec spec;
    private final Secrets secrets;

    /** Settings of a channel. */
    public ChannelSettings(ChannelSpec spec, Secrets secrets) {
        this.spec = spec;
        this.secrets = secrets;
    }

    /** A plain setting. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(spec.settings().get(key)).filter(it -> !it.isBlank());
    }

    /** The type of the channel. */
    public ChannelType type() {
        return ChannelCatalogue.known(spec.type());
    }

    /** A plain setting without which the channel is useless. */
    public String needed(String key) throws ChannelRefusedException {
        return text(key).orElseThrow(() -> missing(key));
    }

    /** A secret, if the policy refers to one. */
    public Optional<Secret> secret(String key) throws MissingSecretException {
        var reference = spec.secrets().get(key);
        return reference == null ? Optional.empty() : Optional.of(secrets.resolve(reference));
    }

    /** A secret without which the channel is useless. */
    public Secret neededSecret(String key) throws MissingSecretException, ChannelRefusedException {
        return secret(key).orElseThrow(() -> missing(key));
    }

    /** An address to post to, which may be plain or a secret; the declared one when the policy has none, if there is one. */
    public Optional<Endpoint> endpoint(String key) throws MissingSecretException, ChannelRefusedException {
        var address = secret(key).map(Secret::reveal).or(() -> text(key)).or(() -> standard(key));
        return address.isEmpty() ? Optional.empty() : Optional.of(endpointOf(key, address.get()));
    }

    private Optional<String> standard(String key) {
        return ChannelCatalogue.named(spec.type()).flatMap(type -> type.setting(key))
                .flatMap(ChannelSetting::standard);
    }

    private Endpoint endpointOf(String key, String address) throws ChannelRefusedException {
        return Endpoint.parse(address).orElseThrow(() -> new ChannelRefusedException("channel " + spec.name() + ": "
                + key + " is no absolute http or https address without a user"));
    }

    /** An address to post to without which the channel is useless. */
    public Endpoint neededEndpoint(String key) throws MissingSecretException, ChannelRefusedException {
        return endpoint(key).orElseThrow(() -> missing(key));
    }

    private ChannelRefusedException missing(String key) {
        return new ChannelRefusedException("channel " + spec.name() + " has no " + key);
    }
}
