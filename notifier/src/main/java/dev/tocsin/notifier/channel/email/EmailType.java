package dev.tocsin.notifier.channel.email;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.ChannelType;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.secret.MissingSecretException;

/** Mail through a server that takes ours. */
public final class EmailType implements ChannelType {

    private final AddressGuard guard;

    /** The type; mail servers must pass the guard too. */
    public EmailType(AddressGuard guard) {
        this.guard = guard;
    }

    @Override
    public String id() {
        return "email";
    }

    /** By its Message-ID: a mailbox that does not look at it shows a repeat. */
    @Override
    public boolean keyed() {
        return true;
    }

    @Override
    public int parallel() {
        return 2;
    }

    @Override
    public Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        return new EmailChannel(EmailConfig.of(settings), guard);
    }
}
