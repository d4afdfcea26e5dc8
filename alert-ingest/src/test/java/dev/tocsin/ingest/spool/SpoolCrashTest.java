package dev.tocsin.ingest.spool;

import static dev.tocsin.ingest.spool.SpoolRequests.ROOM;
import static dev.tocsin.ingest.spool.SpoolRequests.drained;
import static dev.tocsin.ingest.spool.SpoolRequests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tocsin.event.ReceivedRequest;
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
    private record Written(String name, byte[] bytes, long begin, List<Long> ends) {}

    private Written written() throws IOException {
        var ends = new ArrayList<Long>();
        var origin = folder.resolve("origin");
        var begin = 0L;
        try (var spool = Spool.open(origin, ROOM)) {
            for (var id : List.of("a", "b", "c")) {
                spool.add(request(id, 20));
                ends.add(spool.bytes());
            }
            begin = ends.get(0) - (ends.get(1) - ends.get(0));
        }
        var file = segment(origin);
        return new Written(file.getFileName().toString(), Files.readAllBytes(file), begin, ends);
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

            try (var segment = Segment.open(file, SegmentName.of(file).orElseThrow())) {
                assertThat(segment.next() - segment.first()).as("cut at byte %d", cut).isEqualTo(whole);
                assertThat(segment.bytes()).isLessThanOrEqualTo(cut);
                assertThat(segment.aside()).isEmpty();
            }
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

    @Property(tries = 40)
    void shouldLoseNothingButTheRequestThatIsDamaged(@ForAll("places") int place) throws IOException {
        var work = Files.createTempDirectory("spool-damage");
        folder = work;
        var written = written();
        var bytes = written.bytes().clone();
        var at = place % bytes.length;
        bytes[at] ^= 0x20;
        var hurt = written.ends().stream().filter(end -> end <= at).count();
        var inHeader = at < written.begin();

        try (var spool = Spool.open(crashed(written.name(), bytes, "damaged"), ROOM)) {
            var expected = new ArrayList<>(List.of("a", "b", "c"));
            if (!inHeader) {
                expected.remove((int) hurt);
            }
            assertThat(spool.count()).isEqualTo(expected.size());
            assertThat(drained(spool)).isEqualTo(expected);
            assertThat(spool.isEmpty()).isTrue();
        }
    }

    static Gen<Integer> places() {
        return Gens.ints(0, 20_000);
    }

    @Test
    void shouldKeepDamagedBytesInAFileAndGoOnBehindThem() throws IOException {
        var written = written();
        var bytes = written.bytes().clone();
        var from = written.ends().getFirst().intValue();
        bytes[from + Frame.HEAD + 3] ^= 1;
        var crashed = crashed(written.name(), bytes, "damaged");

        try (var spool = Spool.open(crashed, ROOM)) {
            assertThat(spool.damaged()).hasSize(1);
            assertThat(drained(spool)).containsExactly("a", "c");
        }

        assertThat(crashed.resolve(written.name() + "." + from + DamagedBytes.ENDING)).hasBinaryContent(Arrays
                .copyOfRange(bytes, from, written.ends().get(1).intValue()));
    }

    @Test
    void shouldReadRequestsBehindADamagedBeginning() throws IOException {
        var written = written();
        var bytes = written.bytes().clone();
        Arrays.fill(bytes, 0, 64, (byte) 7);

        try (var spool = Spool.open(crashed(written.name(), bytes, "beginning"), ROOM)) {
            assertThat(drained(spool)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void shouldNotSkipRequestsWhenWhatIsDrainedIsDamaged() throws IOException {
        var origin = folder.resolve("origin");
        try (var spool = Spool.open(origin, ROOM)) {
            List.of("a", "b", "c", "d").forEach(id -> spool.add(request(id, 20)));
            spool.done(spool.oldest().orElseThrow());
            spool.done(spool.oldest().orElseThrow());
        }
        var file = segment(origin);
        var bytes = Files.readAllBytes(file);
        // Heads too: how many requests stood here cannot be told from the bytes.
        Arrays.fill(bytes, 0, bytes.length - 250, (byte) 1);
        Files.write(file, bytes);

        try (var spool = Spool.open(origin, ROOM)) {
            assertThat(drained(spool)).containsExactly("c", "d");
        }
    }

    @Test
    void shouldStartAlthoughDamagedBytesOfAnEarlierTimeAreThere() throws IOException {
        var written = written();
        var bytes = written.bytes().clone();
        Arrays.fill(bytes, (byte) 7);
        var crashed = crashed(written.name(), bytes, "whole");
        var earlier = crashed.resolve(written.name() + DamagedBytes.ENDING);
        Files.writeString(earlier, "earlier");
        Files.writeString(crashed.resolve("0007" + SegmentName.ENDING), "not a name of ours");

        try (var spool = Spool.open(crashed, ROOM)) {
            assertThat(spool.isEmpty()).isTrue();
            assertThat(spool.damaged()).hasSize(2);
            spool.add(request("later", 20));
            assertThat(drained(spool)).containsExactly("later");
        }

        assertThat(earlier).hasContent("earlier");
        assertThat(crashed.resolve(written.name() + ".2" + DamagedBytes.ENDING)).hasBinaryContent(bytes);
    }

    @Test
    void shouldCopyDamagedBytesAgainOverALongerCopyThatACrashLeft() throws IOException {
        var written = written();
        var bytes = written.bytes().clone();
        var from = written.ends().getFirst().intValue();
        bytes[from + Frame.HEAD + 3] ^= 1;
        var crashed = crashed(written.name(), bytes, "again");
        var copy = crashed.resolve(written.name() + "." + from + DamagedBytes.ENDING);
        Files.write(copy, new byte[10_000]);

        Spool.open(crashed, ROOM).close();

        assertThat(copy).hasBinaryContent(Arrays.copyOfRange(bytes, from, written.ends().get(1).intValue()));
    }

    @Test
    void shouldTakeNothingInsideARequestForAFrame() throws IOException {
        var origin = folder.resolve("origin");
        var forged = Frame.around(0, new byte[100]);
        try (var spool = Spool.open(origin, ROOM)) {
            spool.add(ReceivedRequest.newBuilder(request("carrier", 0)).setBody(ByteBuffer.wrap(forged)).build());
            spool.add(request("b", 20));
        }
        var file = segment(origin);
        var bytes = Files.readAllBytes(file);
        var head = bytes.length;
        try (var segment = Segment.open(file, SegmentName.of(file).orElseThrow())) {
            head = (int) segment.placeOf(segment.first());
        }
        bytes[head] ^= 1;
        Files.write(file, bytes);

        try (var spool = Spool.open(origin, ROOM)) {
            assertThat(drained(spool)).containsExactly("b");
        }
    }

    @Test
    void shouldSkipARequestThatNoSchemaReads() throws IOException {
        var origin = Files.createDirectory(folder.resolve("origin"));
        try (var segment = Segment.create(origin, new SegmentName(0, 5))) {
            segment.append(0, RequestCodec.bytes(request("a", 20)));
            segment.append(1, new byte[]{99});
            segment.append(2, RequestCodec.bytes(request("c", 20)));
            segment.force();
        }

        try (var spool = Spool.open(origin, ROOM)) {
            assertThat(drained(spool)).containsExactly("a", "c");
            assertThat(spool.isEmpty()).isTrue();
            assertThat(spool.damaged()).hasSize(1);
        }
        try (var again = Spool.open(origin, ROOM)) {
            assertThat(again.oldest()).isEmpty();
        }
    }

    private static Path segment(Path origin) throws IOException {
        try (var files = Files.list(origin)) {
            return files.filter(it -> it.toString().endsWith(SegmentName.ENDING)).findFirst().orElseThrow();
        }
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
