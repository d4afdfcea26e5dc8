package dev.tocsin.standalone.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at before anything is started, each with its sentence. */
class StartChecksTest {

    private static final Instant BUILT = Instant.parse("2026-11-21T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("D2: a port in use is named with the setting that changes it")
    void shouldNameThePortInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> check("console.port", taken.getLocalPort())).isInstanceOf(SettingsException.class)
                    .hasMessage("port " + taken.getLocalPort()
                            + " (console.port) is in use by another program: stop it,"
                            + " or choose another port with --set console.port=NUMBER");
        }
    }

    @Test
    @DisplayName("D2: a port that another tocsin has is told as that")
    void shouldSayThatAnotherTocsinHasThePort() throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/healthz", exchange -> {
            var body = "{\"live\":true,\"ready\":false,\"details\":{}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            assertThatThrownBy(() -> check("ingest.port", other.getAddress().getPort())).hasMessageContaining(
                    "(ingest.port) is in use by another tocsin");
        } finally {
            other.stop(0);
        }
    }

    @Test
    @DisplayName("D2: two settings with the same port are refused")
    void shouldRefuseTheSamePortTwice() {
        assertThatThrownBy(() -> PortCheck.check(List.of(needed("console.port", 7400), needed("ingest.port", 7400))))
                .hasMessage("console.port and ingest.port are both 7400: set a different port for each");
    }

    @Test
    @DisplayName("D2: an address that is not of this machine is told as that")
    void shouldRefuseAForeignAddress() {
        assertThatThrownBy(() -> PortCheck.check(List.of(new PortCheck.Needed("console.port", "192.0.2.1", 7400))))
                .hasMessageContaining("http.host is '192.0.2.1', which is not an address of this machine");
    }

    @Test
    @DisplayName("D2: a data folder that another tocsin holds ends the start with its process")
    void shouldRefuseAFolderInUse() {
        try (var held = DataFolderLock.take(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> DataFolderLock.take(folder)).isInstanceOf(SettingsException.class).hasMessage(
                    "another tocsin (process " + ProcessHandle.current().pid() + ") uses data folder " + folder
                            + ": stop it, or name another folder with --data");
        }
        assertThatCode(() -> DataFolderLock.take(folder).close()).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("D2: a data folder that is a file, or has one where a folder belongs, is told as that")
    void shouldRefuseAFile() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");
        Files.writeString(folder.resolve("kafka"), "x");

        assertThatThrownBy(() -> DataFolderLock.take(file)).isInstanceOf(SettingsException.class).hasMessageContaining(
                "is a file, not a folder: name a folder with --data");
        assertThatThrownBy(() -> DataFolderLock.take(file.resolve("data"))).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> DataFolderLock.take(folder)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("kafka is not a folder that");
    }

    @Test
    @DisplayName("D2: a data folder of a newer version is refused, one of an older taken over")
    void shouldRefuseAFolderOfANewerVersion() throws IOException {
        FolderLayout.check(folder, 29, "1.0");
        FolderLayout.check(folder, 30, "1.1");

        assertThatThrownBy(() -> FolderLayout.check(folder, 29, "1.0")).isInstanceOf(SettingsException.class)
                .hasMessageContaining("was used by a newer tocsin (1.1, this is 1.0)");

        Files.writeString(folder.resolve("layout.properties"), "layout=" + (FolderLayout.LAYOUT + 1) + "\nversion=2\n");
        assertThatThrownBy(() -> FolderLayout.check(folder, 30, "1.1")).isInstanceOf(SettingsException.class);
    }

    @Test
    @DisplayName("D2: a data folder whose state this version cannot read is refused before anything is lost")
    void shouldRefuseAFolderThatIsTooOld() throws IOException {
        Files.writeString(folder.resolve("layout.properties"), "layout=1\nversion=0.9\n");
        assertThatThrownBy(() -> FolderLayout.check(folder, 30, "1.1")).isInstanceOf(SettingsException.class)
                .hasMessageContaining("was used by an older tocsin (0.9, this is 1.1)");

        Files.delete(folder.resolve("layout.properties"));
        Files.createDirectory(folder.resolve("kafka"));
        assertThatThrownBy(() -> FolderLayout.check(folder, 30, "1.1")).hasMessageContaining(
                "was used by an older tocsin (unknown, this is 1.1)");
    }

    @Test
    @DisplayName("D2: a clock from before the build is refused with the time it says")
    void shouldRefuseAClockFromBeforeTheBuild() {
        var settings = Settings.of(Map.of("clock.wait", "0s"));

        assertThatThrownBy(() -> Preparation.of(folder, settings, () -> Instant.EPOCH, 29)).isInstanceOf(
                SettingsException.class).hasMessageContaining("the system clock shows 1970-01-01T00:00:00Z")
                .hasMessageContaining("set the clock");
        assertThatCode(() -> DataFolderLock.take(folder).close()).as("let go of again").doesNotThrowAnyException();
    }

    @Test
    @DisplayName("D2: a clock that is set while the start waits lets it go on")
    void shouldGoOnOnceTheClockIsSet() {
        var looks = new java.util.concurrent.atomic.AtomicInteger();

        try (var prepared = Preparation.of(folder, Settings.of(Map.of("clock.wait", "60s")), () -> looks
                .getAndIncrement() == 0 ? Instant.EPOCH : Instant.parse("2099-01-01T00:00:00Z"), 29)) {
            assertThat(prepared.disk().room()).isNotNull();
        }
        assertThat(looks).hasValueGreaterThan(1);
    }

    @Test
    @DisplayName("D2: a clock days behind the last use of the folder is doubted, an hour is not")
    void shouldDoubtAClockFarBehindTheLastUse() {
        var now = BUILT.plus(Duration.ofDays(100));

        assertThat(ClockCheck.of(now, BUILT, Optional.of(now.plus(Duration.ofDays(3))))).isInstanceOf(
                ClockCheck.Doubtful.class);
        assertThat(ClockCheck.of(now, BUILT, Optional.of(now.plus(Duration.ofHours(1))))).isInstanceOf(
                ClockCheck.Plausible.class);
        assertThat(ClockCheck.of(now, BUILT, Optional.empty())).isInstanceOf(ClockCheck.Plausible.class);
    }

    private static void check(String setting, int port) {
        PortCheck.check(List.of(needed(setting, port)));
    }

    private static PortCheck.Needed needed(String setting, int port) {
        return new PortCheck.Needed(setting, "127.0.0.1", port);
    }
}
