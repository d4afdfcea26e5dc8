package dev.tocsin.ingest.spool;

import static dev.tocsin.ingest.spool.SpoolRequests.ROOM;
import static dev.tocsin.ingest.spool.SpoolRequests.drained;
import static dev.tocsin.ingest.spool.SpoolRequests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash or a bad disk leaves of a spool. */
class SpoolCrashTest {

    @TempDir
    private Path folder;

    /** The bytes of a segment with three requests, and the place where each ends. */
    private record Written(String name, byte[] bytes, List<Long> ends) {}

    private Written written() throws IOException {
        var ends = new ArrayList<Long>();
        var origin = folder.resolve("origin");
        try (var spool = Spool.open(origin, ROOM)) {
            for (var id : List.of("a", "b", "c")) {
                spool.add(request(id, 20));
                ends.add(spool.bytes());
            }
        }
        try (var files = Files.list(origin)) {
            var file = files.filter(it -> it.toString().endsWith(Segment.ENDING)).findFirst().orElseThrow();
            return new Written(file.getFileName().toString(), Files.readAllBytes(file), ends);
        }
    }

    private Path crashed(String name, byte[] bytes, String at) throws IOException {
        var crashed = Files.createDirectory(folder.resolve("crashed-" + at));
        Files.write(crashed.resolve(name), bytes);
        return crashed;
    }

    @Test
    void shouldKeepAllWholeRequestsWhereverTheWriteWasTorn() throws IOException {
        var written = written();
        var crashed = Files.createDirectory(folder.resolve("crashed"));
        var requests = written.ends().getFirst() - 120;
        for (var length = requests; length <= written.bytes().length; length++) {
            var cut = length;
            var file = crashed.resolve(written.name());
            Files.write(file, Arrays.copyOf(written.bytes(), (int) length));
            var whole = written.ends().stream().filter(end -> end <= cut).count();

            var segment = Segment.open(file);

            assertThat(segment.map(it -> it.next() - it.first()).orElse(0L)).as("cut at byte %d", cut).isEqualTo(whole);
            assertThat(segment.map(Segment::bytes).orElse(0L)).isLessThanOrEqualTo(cut);
            if (segment.isPresent()) {
                segment.get().delete();
            }
            Files.deleteIfExists(crashed.resolve(written.name() + Segment.DAMAGED));
        }
    }

    @Test
    void shouldGoOnBehindATornEnd() throws IOException {
        var written = written();
        var torn = Arrays.copyOf(written.bytes(), written.bytes().length - 5);

        try (var spool = Spool.open(crashed(written.name(), torn, "torn"), ROOM)) {
            spool.add(request("later", 20));

            assertThat(drained(spool)).containsExactly("a", "b", "later");
        }
    }

    @Test
    void shouldCutOffWhatTheFileSystemGrewAndDidNotWrite() throws IOException {
        var written = written();
        var end = written.ends().get(1).intValue();
        var grown = Arrays.copyOf(Arrays.copyOf(written.bytes(), end), end + 5000);

        try (var spool = Spool.open(crashed(written.name(), grown, "grown"), ROOM)) {
            assertThat(drained(spool)).containsExactly("a", "b");
        }
    }

    @Property(tries = 20)
    void shouldNeverGiveBackWhatWasNotWritten(@ForAll("places") int place) throws IOException {
        var work = Files.createTempDirectory("spool-damage");
        folder = work;
        var written = written();
        var bytes = written.bytes().clone();
        bytes[place % bytes.length] ^= 0x20;
        var before = (int) written.ends().stream().filter(end -> end <= place % written.bytes().length).count();

        try (var spool = Spool.open(crashed(written.name(), bytes, "damaged"), ROOM)) {
            var read = drained(spool);

            assertThat(read).isEqualTo(List.of("a", "b", "c").subList(0, read.size()));
            // What comes before the damage is not hurt by it, unless the damage is in the schema.
            if (before > 0) {
                assertThat(read).hasSize(before);
            }
        }
    }

    static Gen<Integer> places() {
        return Gens.ints(0, 20_000);
    }

    @Test
    void shouldSetDamagedBytesAside() throws IOException {
        var written = written();
        var bytes = written.bytes().clone();
        bytes[written.ends().getFirst().intValue() + Frame.HEAD + 3] ^= 1;
        var crashed = crashed(written.name(), bytes, "damaged");

        try (var spool = Spool.open(crashed, ROOM)) {
            assertThat(drained(spool)).containsExactly("a");
        }

        assertThat(crashed.resolve(written.name() + Segment.DAMAGED)).hasBinaryContent(Arrays.copyOfRange(bytes, written
                .ends().getFirst().intValue(), bytes.length));
    }

    @Test
    void shouldRepeatAtMostTheLastRequestWhenThePositionWasTorn() throws IOException {
        try (var spool = Spool.open(folder, ROOM)) {
            List.of("a", "b", "c", "d").forEach(id -> spool.add(request(id, 20)));
            spool.done(spool.oldest().orElseThrow());
            spool.done(spool.oldest().orElseThrow());
        }
        var position = folder.resolve("position");
        var bytes = Files.readAllBytes(position);
        // The slot that was written last.
        var slot = bytes[7] == 2 ? 0 : 16;
        bytes[slot + 12] ^= 1;
        Files.write(position, bytes);

        try (var spool = Spool.open(folder, ROOM)) {
            assertThat(drained(spool)).containsExactly("b", "c", "d");
        }
    }
}
