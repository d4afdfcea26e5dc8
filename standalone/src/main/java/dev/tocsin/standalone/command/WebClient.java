package dev.tocsin.standalone.command;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.runtime.tls.CaFile;

/** The HTTP client of commands. */
final class WebClient {

    /** Names a file of certificates that commands trust besides those of the JVM. */
    static final String CA_FILE = "TOCSIN_CACERT";

    private WebClient() {}

    /**
     * A new one.
     *
     * @throws SettingsException
     *             when the file of {@link #CA_FILE} cannot be used
     */
    static HttpClient open() {
        var file = Optional.ofNullable(System.getenv(CA_FILE)).filter(it -> !it.isBlank());
        return file.map(it -> HttpClient.newBuilder().sslContext(CaFile.context(Path.of(it))).build()).orElseGet(
                HttpClient::newHttpClient);
    }
}
