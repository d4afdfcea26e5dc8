package dev.tocsin.standalone.start;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.runtime.setting.SettingsException;

/** Whether every port is free, looked at before anything is started. */
public final class PortCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private PortCheck() {}

    /**
     * A port that will be needed.
     *
     * @param setting
     *            which chooses it
     * @param port
     *            0 for any free one
     */
    public record Needed(String setting, String host, int port) {}

    /**
     * Looks.
     *
     * @throws SettingsException
     *             when two settings name the same port, or a port is taken
     */
    public static void check(List<Needed> ports) {
        var chosen = ports.stream().filter(needed -> needed.port() != 0).toList();
        for (var one : chosen) {
            var same = chosen.stream().filter(other -> other.port() == one.port()).map(Needed::setting).toList();
            if (same.size() > 1) {
                throw new SettingsException(String.join(" and ", same) + " are both " + one.port()
                        + ": set a different port for each");
            }
        }
        var taken = chosen.stream().filter(needed -> !isFree(needed)).toList();
        if (!taken.isEmpty()) {
            throw new SettingsException(sentence(taken));
        }
    }

    private static String sentence(List<Needed> taken) {
        var ports = taken.stream().map(needed -> needed.port() + " (" + needed.setting() + ")").collect(Collectors
                .joining(", "));
        var owner = taken.stream().anyMatch(PortCheck::isTocsin) ? "another tocsin" : "another program";
        return (taken.size() == 1 ? "port " : "ports ") + ports + (taken.size() == 1 ? " is" : " are") + " in use by "
                + owner + ": stop it, or choose " + (taken.size() == 1 ? "another port" : "other ports")
                + " with --set "
                + taken.getFirst().setting() + "=NUMBER" + (taken.size() == 1 ? "" : " and so on");
    }

    private static boolean isFree(Needed needed) {
        try (var socket = new ServerSocket()) {
            // As servers do: connections of the last run that linger in TIME_WAIT do not make a port taken.
            socket.setReuseAddress(true);
            var address = new InetSocketAddress(needed.host(), needed.port());
            if (address.isUnresolved()) {
                throw new SettingsException("setting http.host is '" + needed.host()
                        + "', which is not an address of this machine: use an address such as 127.0.0.1");
            }
            socket.bind(address);
            return true;
        } catch (IOException refused) {
            var why = Optional.ofNullable(refused.getMessage()).orElse("");
            if (why.contains("assign")) {
                throw new SettingsException("setting http.host is '" + needed.host()
                        + "', which is not an address of this machine: use an address such as 127.0.0.1", refused);
            }
            if (why.contains("ermission")) {
                throw new SettingsException("port " + needed.port() + " (" + needed.setting()
                        + ") is reserved for the system: choose a port above 1023 with --set " + needed.setting()
                        + "=NUMBER", refused);
            }
            return false;
        }
    }

    private static boolean isTocsin(Needed needed) {
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var host = needed.host().equals("0.0.0.0") ? "127.0.0.1" : needed.host();
            var answer = client.send(HttpRequest.newBuilder(URI.create("http://" + host + ":" + needed.port()
                    + "/healthz")).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return answer.body().contains("\"live\":") && answer.body().contains("\"ready\":");
        } catch (IOException | IllegalArgumentException notHttp) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
