package dev.tocsin.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start knows whether the life before it ended in order. */
class CleanShutdownMarkerTest {

    @TempDir
    private Path folder;

    private CleanShutdownMarker life() {
        return new CleanShutdownMarker(folder.resolve("application"));
    }

    @Test
    void shouldKeepItsStoresOnTheFirstStart() {
        assertThat(life().begin()).isFalse();
    }

    @Test
    void shouldKeepItsStoresAfterAnOrderlyStop() {
        var before = life();
        before.begin();
        before.end();

        assertThat(life().begin()).isFalse();
    }

    @Test
    void shouldThrowItsStoresAwayAfterAKill() {
        life().begin();

        assertThat(life().begin()).isTrue();
    }

    @Test
    void shouldGoOnWhenItsFolderCannotBeWritten() {
        var impossible = new CleanShutdownMarker(Path.of("/proc/nowhere"));

        assertThat(impossible.begin()).isFalse();
        impossible.end();
    }
}
