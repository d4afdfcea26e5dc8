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

/** Settings of a channel in a policy. Secrets are looked up on access. */
public final class ChannelSettings {

    private final ChannelSpec spec;
    private final Secrets secrets;

    /** Settings of a channel. */
    public ChannelSettings(ChannelSpec spec, Secrets secrets) {
        this.spec = spec;
        this.secrets = secrets;
    }

    /** A setting that is not a secret. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(spec.settings().get(key)).filter(it -> !it.isBlank());
    }

    /** The type of the channel. */
    public ChannelType type() {
        return ChannelCatalogue.known(spec.type());
    }

    /** A required setting. */
    public String needed(String key) throws ChannelRefusedException {
        return text(key).orElseThrow(() -> missing(key));
    }

    /** An optional secret. */
    public Optional<Secret> secret(String key) throws MissingSecretException {
        var reference = spec.secrets().get(key);
        return reference == null ? Optional.empty() : Optional.of(secrets.resolve(reference));
    }

    /** A required secret. */
    public Secret neededSecret(String key) throws MissingSecretException, ChannelRefusedException {
        return secret(key).orElseThrow(() -> missing(key));
    }

    /** An optional URL, plain or secret; by default that of the channel type, if any. */
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
                + key + " is not an absolute http or https address, or contains a user"));
    }

    /** A required URL. */
    public Endpoint neededEndpoint(String key) throws MissingSecretException, ChannelRefusedException {
        return endpoint(key).orElseThrow(() -> missing(key));
    }

    private ChannelRefusedException missing(String key) {
        return new ChannelRefusedException("channel " + spec.name() + " has no " + key);
    }
}
