package dev.tocsin.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import dev.tocsin.console.http.AccessToken;
import dev.tocsin.console.http.Tokens;
import dev.tocsin.console.projection.Bounds;
import dev.tocsin.runtime.Settings;
import dev.tocsin.runtime.SettingsException;

/**
 * The console's settings; the README lists them.
 *
 * @param tokens
 *            what opens the console
 * @param cookieSecure
 *            whether the login cookie travels over https only
 * @param hosts
 *            further host names under which it is served without a token
 * @param heartbeat
 *            after how long without an event the stream shows that it lives
 * @param confirmWithin
 *            how long Kafka may take to confirm a command
 * @param probeEvery
 *            how often the pipeline is looked at
 * @param quarantineFor
 *            how far back quarantined requests are read
 */
public record ConsoleConfig(String host, int port, Tokens tokens, boolean cookieSecure,
        List<String> hosts, Duration heartbeat, Duration confirmWithin, Duration probeEvery, Duration quarantineFor,
        Bounds bounds) {

    public ConsoleConfig {
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads them.
     *
     * @throws SettingsException
     *             when the console would be open to a network without a token, or a value is wrong
     */
    public static ConsoleConfig of(Settings settings) {
        var host = settings.string("http.host", "127.0.0.1");
        var token = settings.secret("console.token").map(AccessToken::new);
        var cleared = settings.secret("console.token.cleared").map(AccessToken::new);
        if (token.isEmpty() && cleared.isPresent()) {
            throw new SettingsException("console.token.cleared is set without console.token: also set console.token, "
                    + "the token for people who must not read confidential incidents");
        }
        if (token.isEmpty() && !isLoopback(host) && !settings.bool("console.unprotected", false)) {
            throw new SettingsException("http.host is " + host + ", which lets other machines send commands: "
                    + "set console.token (or console.token.env, console.token.file) to a secret, or, if a proxy "
                    + "authenticates users, set console.unprotected to true");
        }
        var usual = Bounds.DEFAULT;
        return new ConsoleConfig(host, settings.integer("http.port", 0), new Tokens(token, cleared), settings.bool(
                "console.cookie.secure",
                false), settings.list("console.hosts"), settings.duration("console.heartbeat", Duration.ofSeconds(10)),
                settings.duration("console.confirm.within", Duration.ofSeconds(5)), settings.duration(
                        "console.probe.every", Duration.ofSeconds(10)), settings.duration("console.keep.quarantine",
                                Duration.ofDays(7)), new Bounds(settings.integer("console.keep.open", usual
                                        .openIncidents()), settings.integer("console.keep.details", usual
                                                .detailedIncidents()), settings.integer(
                                                        "console.keep.detail.entries", usual.detailEntries()), settings
                                                                .integer("console.keep.resolved", usual
                                                                        .resolvedIncidents()), settings.duration(
                                                                                "console.keep.resolved.for", usual
                                                                                        .resolvedFor()), usual
                                                                                                .timelineEntries(),
                                        usual.messagesPerIncident(),
                                        usual.strangers(), usual.quarantined(), usual.excerptBytes()));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new SettingsException("setting http.host is '" + host
                    + "', which is not an address of this machine: use an address such as 127.0.0.1", unknown);
        }
    }
}
