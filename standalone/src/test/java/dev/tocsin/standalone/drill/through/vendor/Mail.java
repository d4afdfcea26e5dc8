package dev.tocsin.standalone.drill.through.vendor;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.user.UserException;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;

/** A mail server. It writes a mail into the journal when it takes it, before the sender goes on. */
final class Mail implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /**
     * @param password
     *            of the user {@code tocsin}
     */
    Mail(String password, Journal journal) {
        server.start();
        server.setUser("tocsin@example.org", "tocsin", password);
        server.getUserManager().setMessageDeliveryHandler((message, address) -> {
            journal.add("mail", address.getEmail(), "mailed", text(message.getMessage()));
            try {
                return server.getUserManager().createUser(address.getEmail(), address.getEmail(), "");
            } catch (UserException exists) {
                return server.getUserManager().getUserByEmail(address.getEmail());
            }
        });
    }

    private static String text(MimeMessage mail) {
        try {
            return mail.getSubject() + "\n" + plain(mail);
        } catch (MessagingException unreadable) {
            throw new UncheckedIOException(new IOException(unreadable));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The first part is text. */
    private static String plain(Part part) throws MessagingException, IOException {
        return part.getContent() instanceof Multipart parts
                ? plain(parts.getBodyPart(0))
                : part.getContent().toString();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
