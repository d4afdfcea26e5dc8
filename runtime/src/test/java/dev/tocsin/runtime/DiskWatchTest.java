package dev.tocsin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class DiskWatchTest {

    private static final DiskRoom.Limits LIMITS = new DiskRoom.Limits(1_000, 100);
    private static final DiskRoom.Limits NEVER_ENOUGH = new DiskRoom.Limits(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(DiskWatch.class);

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    @DisplayName("D4: a full disk stays full until there is a tenth more than the limit, and low likewise")
    void shouldNotFlap() {
        var plenty = new DiskRoom.Plenty(5_000);
        var full = LIMITS.judge(99, plenty);

        assertThat(full).isEqualTo(new DiskRoom.Full(99));
        assertThat(LIMITS.judge(105, full)).isEqualTo(new DiskRoom.Full(105));
        assertThat(LIMITS.judge(110, full)).isEqualTo(new DiskRoom.Low(110));
        assertThat(LIMITS.judge(105, plenty)).isEqualTo(new DiskRoom.Low(105));
        assertThat(LIMITS.judge(1_050, plenty)).isEqualTo(new DiskRoom.Plenty(1_050));
        assertThat(LIMITS.judge(1_050, new DiskRoom.Low(900))).isEqualTo(new DiskRoom.Low(1_050));
    }

    @Test
    @DisplayName("D4: a full disk is said once, with what to do, in log, health, problems and metrics")
    void shouldSayOnceThatItIsFull() {
        var metrics = new SimpleMeterRegistry();
        try (var disk = new DiskWatch(folder, NEVER_ENOUGH); var watched = ProcessHealth.watching(disk)) {
            assertThat(watched).isNotNull();
            disk.bindTo(metrics);
            assertThat(ProcessHealth.noRoom()).isEmpty();
            for (var look = 0; look < 5; look++) {
                disk.look();
            }

            assertThat(said()).singleElement().asString().startsWith("the disk that holds " + folder + " is full")
                    .endsWith("free some space; alerts are refused with 503 until then");
            assertThat(ProcessHealth.health().ready()).isFalse();
            assertThat(ProcessHealth.health().live()).isTrue();
            assertThat(ProcessHealth.health().details().get("disk")).contains("is full");
            assertThat(ProcessHealth.problems()).hasSize(1);
            assertThat(ProcessHealth.noRoom()).isPresent();
            assertThat(metrics.get("tocsin.disk.full").gauge().value()).isEqualTo(1);
        }
        assertThat(ProcessHealth.health()).isEqualTo(Health.up());
    }

    @Test
    @DisplayName("D4: a disk that cannot be written to is not called full")
    void shouldTellADiskThatCannotBeWrittenTo() {
        try (var disk = new DiskWatch(folder.resolve("gone"), LIMITS)) {
            assertThat(disk.look()).isInstanceOf(DiskRoom.Unwritable.class);
            assertThat(disk.sentence()).contains("is not writable");
        }
    }

    @Test
    @DisplayName("D4: room that becomes low is a warning ahead of time; alerts are taken")
    void shouldWarnAheadOfTime() {
        try (var disk = new DiskWatch(folder, new DiskRoom.Limits(Long.MAX_VALUE / 2, 1))) {
            assertThat(disk.look()).isInstanceOf(DiskRoom.Low.class);
            assertThat(disk.health().ready()).isTrue();
            assertThat(said()).singleElement().asString().contains("MB left: free some space");
        }
    }

    @Test
    @DisplayName("D4: a warning that would come after it is full is refused as a setting")
    void shouldRefuseLimitsInTheWrongOrder() {
        assertThatThrownBy(() -> DiskRoom.Limits.of(Settings.of(Map.of("disk.full.megabytes", "100",
                "disk.warn.megabytes", "50")))).isInstanceOf(SettingsException.class);
    }

    private List<String> said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
