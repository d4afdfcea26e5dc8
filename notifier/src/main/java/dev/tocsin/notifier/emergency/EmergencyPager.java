package dev.tocsin.notifier.emergency;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.notifier.NotifierSettings;
import dev.tocsin.notifier.channel.PolicyBook;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.delivery.DeliveryStep;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.directory.ChannelAdapters;
import dev.tocsin.notifier.directory.ChannelDirectory;
import dev.tocsin.notifier.directory.ChannelSender;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.message.Reader;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.emergency.EmergencyChannel;
import dev.tocsin.policy.emergency.EmergencyMessage;
import dev.tocsin.policy.emergency.EmergencyRules;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.net.Cidr;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;

/** The channels of a policy for emergency pages: same adapters, secrets and guarded client as the notifier's. */
public final class EmergencyPager implements EmergencyChannel {

    private final AddressGuard guard;
    private final GuardedHttp http;
    private final Secrets secrets;
    private final Clock clock;

    /**
     * @param allowed
     *            internal ranges that may be called
     */
    public EmergencyPager(List<Cidr> allowed, Secrets secrets, Clock clock) {
        this.guard = new AddressGuard(allowed);
        this.http = new GuardedHttp(guard, HttpLimits.standard(), clock);
        this.secrets = secrets;
        this.clock = clock;
    }

    /** With the notifier's settings and the secrets of this process. */
    public static EmergencyPager from(Settings settings, Clock clock) {
        try {
            return new EmergencyPager(NotifierSettings.OUTBOUND_ALLOW.in(settings).stream().map(Cidr::parse).toList(),
                    Secrets.ofProcess(), clock);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("setting outbound.allow: " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public Sent send(EmergencyRules rules, EmergencyMessage message) {
        var policy = rules.policy();
        var directory = new ChannelDirectory(PolicyBook.only(policy), ChannelAdapters.all(http, guard), Duration.ZERO);
        var writer = new MessageWriter(told -> Reader.of(policy, told, Optional.empty()));
        var sender = new ChannelSender(directory, secrets, writer, new Receipts(), AnswerDoor.NONE, clock);
        try {
            return switch (sender.send(new DeliveryStep.Claim(EmergencyNotification.of(rules, message, clock.instant()),
                    1, message.possibleRepeat()))) {
                case Outcome.Delivered _ -> new Sent.Delivered();
                case Outcome.RetryAfter failed -> new Sent.Failed(failed.reason(), failed.mayHaveArrived());
                case Outcome.Rejected rejected -> new Sent.Failed(rejected.reason(), false);
            };
        } catch (RuntimeException ours) {
            return new Sent.Failed("an internal error: " + ours.getClass().getSimpleName(), true);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
