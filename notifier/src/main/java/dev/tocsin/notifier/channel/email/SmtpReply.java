package dev.tocsin.notifier.channel.email;

import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.notifier.delivery.Outcome;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a mail server answered (RFC 5321, 4.2.1): 4yz may work later, 5yz will not. */
record SmtpReply(int code) {

    /** The answer that is in a failure; empty when there was none. */
    static Optional<SmtpReply> of(MessagingException failure) {
        return Stream.<Exception>iterate(failure, SmtpReply::hasNext, SmtpReply::next).flatMap(it -> code(it).stream())
                .filter(code -> code >= 400 && code < 600).map(SmtpReply::new).findFirst();
    }

    private static boolean hasNext(Exception failure) {
        return failure != null;
    }

    private static Exception next(Exception failure) {
        return failure instanceof MessagingException chained ? chained.getNextException() : null;
    }

    private static Optional<Integer> code(Exception failure) {
        return switch (failure) {
            case SMTPAddressFailedException it -> Optional.of(it.getReturnCode());
            case SMTPSenderFailedException it -> Optional.of(it.getReturnCode());
            case SMTPSendFailedException it -> Optional.of(it.getReturnCode());
            default -> Optional.empty();
        };
    }

    Outcome outcome() {
        var reason = "the mail server answered " + code;
        return code >= 500
                ? new Outcome.Rejected(reason, code)
                : new Outcome.RetryAfter(Optional.empty(), reason, code, false);
    }
}
