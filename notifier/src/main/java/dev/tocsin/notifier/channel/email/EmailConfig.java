package dev.tocsin.notifier.channel.email;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secret;
import dev.tocsin.policy.channel.Limit;

/**
 * A mail server that takes our mail.
 *
 * @param port
 *            25 or 587 with STARTTLS where the server has it; 465 is TLS from the first byte
 * @param starttls
 *            true: without it nothing is sent; false: it is not used; empty: used where the server has it, and needed
 *            before a password is sent
 * @param html
 *            the longest HTML part
 */
record EmailConfig(String host, int port, String from, Optional<Boolean> starttls, Optional<Login> login, Limit html) {

    private static final int TLS_PORT = 465;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofSeconds(8);

    record Login(String user, Secret password) {}

    static EmailConfig of(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
        var user = settings.text("username");
        var login = user.isEmpty()
                ? Optional.<Login>empty()
                : Optional.of(new Login(user.get(), settings.neededSecret("password")));
        return new EmailConfig(settings.needed("host"), port(settings, login.isPresent()), settings.needed("from"),
                settings.text("starttls").map(Boolean::parseBoolean), login, settings.type().limit("html"));
    }

    private static int port(ChannelSettings settings, boolean login) throws ChannelRefusedException {
        var port = settings.text("port").orElse(login ? "587" : "25");
        if (!port.matches("\\d{1,5}")) {
            throw new ChannelRefusedException("the mail server's port is not a number");
        }
        return Integer.parseInt(port);
    }

    /** Properties of Jakarta Mail's SMTP provider. */
    Properties properties() {
        var properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.auth", Boolean.toString(login.isPresent()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(port == TLS_PORT));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls.orElse(true)));
        properties.put("mail.smtp.starttls.required",
                Boolean.toString(starttls.orElse(login.isPresent() && port != TLS_PORT)));
        properties.put("mail.smtp.connectiontimeout", Long.toString(CONNECT.toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(STEP.toMillis()));
        properties.put("mail.smtp.writetimeout", Long.toString(STEP.toMillis()));
        properties.put("mail.smtp.allow8bitmime", "true");
        properties.put("mail.mime.charset", "UTF-8");
        return properties;
    }
}
