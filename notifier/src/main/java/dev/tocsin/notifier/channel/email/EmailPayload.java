package dev.tocsin.notifier.channel.email;

import java.util.Date;

import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.message.SafeText;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/**
 * One mail. Its Message-ID is the same for every attempt, so that the receiver's mailbox can fold a repeat; all mails of one
 * round of an incident refer to one made-up first message, by which mail programs show them as one thread.
 */
final class EmailPayload {

    private static final int LONGEST_SUBJECT = 200;

    private EmailPayload() {}

    static MimeMessage mime(Session session, EmailConfig config, Dispatch dispatch) throws MessagingException {
        var mail = new WithOwnId(session, messageId(config, dispatch));
        var thread = "<" + DeduplicationKeys.ofIncident(dispatch.notification()) + "@" + domain(config) + ">";
        mail.setFrom(address(config.from()));
        mail.setRecipient(RecipientType.TO, address(dispatch.notification().getAddress()));
        mail.setSubject(SafeText.cut(SafeText.line(dispatch.message().headline()), LONGEST_SUBJECT), "UTF-8");
        mail.setSentDate(Date.from(dispatch.now()));
        mail.setHeader("In-Reply-To", thread);
        mail.setHeader("References", thread);
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Tocsin-Incident", header(dispatch.notification().getIncident().getId()));
        mail.setContent(new MimeMultipart("alternative", part("plain", dispatch.linked().plain() + "\n"), part("html",
                EmailHtml.of(dispatch, config.html()))));
        return mail;
    }

    /** A mail program shows the last part that it can show (RFC 2046, 5.1.4). */
    private static MimeBodyPart part(String subtype, String text) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }

    /** In angle brackets, as it stands in the header. */
    static String messageId(EmailConfig config, Dispatch dispatch) {
        return "<" + DeduplicationKeys.ofNotification(dispatch.notification()) + "@" + domain(config) + ">";
    }

    private static InternetAddress address(String text) throws MessagingException {
        return new InternetAddress(SafeText.line(text), true);
    }

    private static String domain(EmailConfig config) {
        var domain = config.from().substring(config.from().indexOf('@') + 1);
        return domain.matches("[A-Za-z0-9.-]{1,200}") ? domain : "tocsin.invalid";
    }

    private static String header(String text) {
        return SafeText.cut(SafeText.line(text), 100).replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** Jakarta Mail would make up another id at each attempt. */
    private static final class WithOwnId extends MimeMessage {

        private final String id;

        WithOwnId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
