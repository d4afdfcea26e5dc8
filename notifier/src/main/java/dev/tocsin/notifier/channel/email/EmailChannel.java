package dev.tocsin.notifier.channel.email;

import java.net.UnknownHostException;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.RefusedAddressException;
import dev.tocsin.notifier.http.UntrustedCertificate;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a mail to a server, one connection for each. The guard looks at the server's addresses right before; the connection
 * uses the same look-up, which the JVM keeps for some seconds.
 */
final class EmailChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);

    private final EmailConfig config;
    private final AddressGuard guard;

    EmailChannel(EmailConfig config, AddressGuard guard) {
        this.config = config;
        this.guard = guard;
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        try {
            var addresses = guard.resolve(config.host(), AddressGuard.Demand.OUTSIDE_OR_ALLOWED);
            LOG.trace("mail server has {} addresses", addresses.length);
            var session = Session.getInstance(config.properties());
            var mail = EmailPayload.mime(session, config, dispatch);
            mail.saveChanges();
            return handOver(session, mail, EmailPayload.messageId(config, dispatch));
        } catch (RefusedAddressException refused) {
            return new Outcome.Rejected(refused.getMessage(), 0);
        } catch (UnknownHostException unknown) {
            return Outcome.RetryAfter.notArrived(config.host() + ": no such host");
        } catch (AddressException notAnAddress) {
            return new Outcome.Rejected("invalid mail address: "
                    + dev.tocsin.notifier.message.SafeText.cut(dispatch.notification().getAddress(), 100), 0);
        } catch (MessagingException unbuildable) {
            return new Outcome.Rejected("the mail could not be built", 0);
        }
    }

    private Outcome handOver(Session session, MimeMessage mail, String id) throws MessagingException {
        var transport = session.getTransport("smtp");
        try {
            var refused = connect(transport);
            return refused.isPresent() ? refused.get() : send(transport, mail, mail.getAllRecipients(), id);
        } finally {
            close(transport);
        }
    }

    private Optional<Outcome> connect(Transport transport) {
        try {
            if (config.login().isPresent()) {
                var login = config.login().get();
                transport.connect(config.host(), config.port(), login.user(), login.password().reveal());
            } else {
                transport.connect();
            }
            return Optional.empty();
        } catch (AuthenticationFailedException wrong) {
            return Optional.of(new Outcome.Rejected(
                    "the mail server refused the user name and password: check 'username' and 'password'", 535));
        } catch (MessagingException failure) {
            if (UntrustedCertificate.isCauseOf(failure)) {
                return Optional.of(new Outcome.Rejected(config.host() + ":" + config.port()
                        + UntrustedCertificate.ADVICE,
                        0));
            }
            return Optional.of(SmtpReply.of(failure).filter(it -> it.code() >= 500).<Outcome>map(
                    it -> new Outcome.Rejected("the mail server answered " + it.code() + " to EHLO", it.code()))
                    .orElseGet(() -> Outcome.RetryAfter.notArrived(
                            config.host() + ":" + config.port() + ": cannot connect to the mail server")));
        }
    }

    private static Outcome send(Transport transport, MimeMessage mail, Address[] to, String id) {
        try {
            transport.sendMessage(mail, to);
            return new Outcome.Delivered(id, 250);
        } catch (MessagingException failure) {
            return SmtpReply.of(failure).map(SmtpReply::outcome)
                    .orElseGet(() -> Outcome.RetryAfter.answerLost("the connection to the mail server was lost"));
        }
    }

    /** After its last word nothing that goes wrong is about the mail. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException unimportant) {
            LOG.trace("closing", unimportant);
        }
    }
}
