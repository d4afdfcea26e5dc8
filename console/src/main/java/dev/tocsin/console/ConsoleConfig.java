package dev.tocsin.console;

import static dev.tocsin.console.ConsoleSettings.CONFIRM_WITHIN;
import static dev.tocsin.console.ConsoleSettings.HEARTBEAT;
import static dev.tocsin.console.ConsoleSettings.KEEP_DETAILS;
import static dev.tocsin.console.ConsoleSettings.KEEP_DETAIL_ENTRIES;
import static dev.tocsin.console.ConsoleSettings.KEEP_OPEN;
import static dev.tocsin.console.ConsoleSettings.KEEP_QUARANTINE;
import static dev.tocsin.console.ConsoleSettings.KEEP_RESOLVED;
import static dev.tocsin.console.ConsoleSettings.KEEP_RESOLVED_FOR;
import static dev.tocsin.console.ConsoleSettings.PROBE_EVERY;
import static dev.tocsin.console.access.AccessSettings.HOSTS;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.access.AccessConfig;
import dev.tocsin.console.oidc.OidcConfig;
import dev.tocsin.console.projection.Bounds;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;

/**
 * The console's settings, as {@link ConsoleSettings} declares them.
 *
 * @param access
 *            who may use it
 * @param oidc
 *            where people log in; empty if only with tokens
 * @param hosts
 *            further host names under which it is served without a login
 * @param heartbeat
 *            after how long without an event the stream shows that it lives
 * @param confirmWithin
 *            how long Kafka may take to confirm a command
 * @param probeEvery
 *            how often the pipeline is looked at
 * @param quarantineFor
 *            how far back quarantined requests are read
 */
public record ConsoleConfig(String host, int port, AccessConfig access, Optional<OidcConfig> oidc,
        List<String> hosts, Duration heartbeat, Duration confirmWithin, Duration probeEvery, Duration quarantineFor,
        Bounds bounds) {

    public ConsoleConfig {
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads them.
     *
     * @throws SettingsException
     *             when the console would be open to a network without a login, or a value is wrong
     */
    public static ConsoleConfig of(Settings settings) {
        var host = CommonSettings.HTTP_HOST.in(settings);
        return new ConsoleConfig(host, CommonSettings.HTTP_PORT.in(settings), AccessConfig.from(settings, !isLoopback(
                host)), OidcConfig.from(settings), HOSTS.in(settings), HEARTBEAT.in(settings), CONFIRM_WITHIN.in(
                        settings), PROBE_EVERY.in(settings), KEEP_QUARANTINE.in(settings), bounds(settings));
    }

    private static Bounds bounds(Settings settings) {
        var usual = Bounds.DEFAULT;
        return new Bounds(KEEP_OPEN.in(settings), KEEP_DETAILS.in(settings), KEEP_DETAIL_ENTRIES.in(settings),
                KEEP_RESOLVED.in(settings), KEEP_RESOLVED_FOR.in(settings), usual.timelineEntries(), usual
                        .messagesPerIncident(), usual.strangers(), usual.quarantined(), usual.excerptBytes());
    }

    /** Whether only this machine reaches it. */
    public boolean isLoopback() {
        return isLoopback(host);
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
