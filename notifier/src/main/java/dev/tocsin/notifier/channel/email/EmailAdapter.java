package dev.tocsin.notifier.channel.email;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.secret.MissingSecretException;

/** Mail through a server that takes ours. */
public final class EmailAdapter implements ChannelAdapter {

    private final AddressGuard guard;

    /** The type; mail servers must pass the guard too. */
    public EmailAdapter(AddressGuard guard) {
        this.guard = guard;
    }

    @Override
    public String id() {
        return "email";
    }

    @Override
    public Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        return new EmailChannel(EmailConfig.of(settings), guard);
    }
}
