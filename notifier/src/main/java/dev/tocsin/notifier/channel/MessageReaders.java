package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.message.Reader;

/**
 * The reader of a notification, from its policy version.
 *
 * @param patience
 *            how long a message waits for its policy version to be read
 * @param console
 *            console address, unless the policy has one
 */
public record MessageReaders(PolicyBook policies, Duration patience,
        Supplier<Optional<String>> console) implements Function<Notification, Reader> {

    @Override
    public Reader apply(Notification notification) {
        var policy = policies.version(notification.getPolicyVersion(), patience).orElseGet(policies::current);
        return Reader.of(policy, notification, console.get());
    }
}
