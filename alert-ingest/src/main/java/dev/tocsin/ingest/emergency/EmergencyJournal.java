package dev.tocsin.ingest.emergency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.EmergencyPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What must be known after a restart, in a file of lines of JSON: that Kafka is unavailable, which pages were begun, and which
 * arrived. A line is on the disk when its method returns; a torn last line is ignored. Not thread-safe.
 */
final class EmergencyJournal implements AutoCloseable {

    /** Name of the file. */
    static final String NAME = "emergency.journal";

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyJournal.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * What an earlier run left.
     *
     * @param awaySince
     *            of an outage that had not ended
     * @param seenAt
     *            when that was seen last
     * @param paged
     *            by identity
     * @param inDoubt
     *            identities of attempts of which nobody knows how they ended
     * @param singles
     *            pages of single alerts in that outage
     */
    record Left(Optional<Instant> awaySince, Instant seenAt, Map<String, EmergencyPage> paged, Set<String> inDoubt,
            int singles) {}

    private final Path path;
    private final Left left;
    private RandomAccessFile file;

    private EmergencyJournal(Path path) throws IOException {
        this.path = path;
        this.left = read();
        rewrite();
    }

    /** Opens or makes that of a folder. */
    static EmergencyJournal open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new EmergencyJournal(folder.resolve(NAME));
    }

    /** What was there when it was opened. */
    Left left() {
        return left;
    }

    private Left read() throws IOException {
        Optional<Instant> away = Optional.empty();
        var seenAt = Instant.EPOCH;
        var paged = new HashMap<String, EmergencyPage>();
        var inDoubt = new HashSet<String>();
        var singles = 0;
        if (Files.exists(path)) {
            seenAt = Files.getLastModifiedTime(path).toInstant();
            for (var line : Files.readAllLines(path, UTF_8)) {
                var row = row(line);
                switch (row.path("row").asString("")) {
                    case "away" -> {
                        away = Optional.of(at(row, "at"));
                        singles = row.path("singles").asInt(0);
                    }
                    case "back" -> {
                        away = Optional.empty();
                        inDoubt.clear();
                    }
                    case "sending" -> inDoubt.addAll(identities(row));
                    case "paged" -> {
                        var page = page(row);
                        identities(row).forEach(identity -> paged.put(identity, page));
                        inDoubt.removeAll(identities(row));
                        singles += page.getDigest() || row.path("counted").asBoolean(false) ? 0 : 1;
                    }
                    case "done" -> identities(row).forEach(paged::remove);
                    default -> LOG.warn("emergency: a line of {} is torn or unknown and is ignored", path
                            .getFileName());
                }
            }
        }
        return new Left(away, seenAt, Map.copyOf(paged), Set.copyOf(inDoubt), singles);
    }

    /** Only what still counts is kept; the old file stays until the new one is on the disk. */
    private void rewrite() throws IOException {
        var fresh = path.resolveSibling(NAME + ".new");
        var rows = new ArrayList<ObjectNode>();
        left.awaySince().ifPresent(since -> rows.add(away(since, left.singles())));
        if (!left.inDoubt().isEmpty()) {
            rows.add(row("sending", left.inDoubt()));
        }
        left.paged().forEach((identity, page) -> rows.add(paged(List.of(identity), page).put("counted", true)));
        try (var written = new RandomAccessFile(fresh.toFile(), "rw")) {
            written.setLength(0);
            for (var row : rows) {
                written.write(line(row));
            }
            written.getFD().sync();
        }
        Files.setLastModifiedTime(fresh, FileTime.from(left.seenAt()));
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        file = new RandomAccessFile(path.toFile(), "rw");
        file.seek(file.length());
    }

    /** Kafka is unavailable. */
    void away(Instant since) throws IOException {
        write(away(since, 0));
    }

    /** Kafka is there again. */
    void back() throws IOException {
        write(JSON.createObjectNode().put("row", "back"));
    }

    /** An attempt to page about these alerts begins. */
    void sending(Collection<String> identities) throws IOException {
        write(row("sending", identities));
    }

    /** The receiver took it. */
    void paged(Collection<String> identities, EmergencyPage page) throws IOException {
        write(paged(List.copyOf(identities), page));
    }

    /** The pages about these alerts need not be known any longer. */
    void done(Collection<String> identities) throws IOException {
        write(row("done", identities));
    }

    /** The outage was seen now. */
    void seen(Instant now) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(now));
    }

    private void write(ObjectNode row) throws IOException {
        file.write(line(row));
        file.getFD().sync();
    }

    private static byte[] line(ObjectNode row) {
        return (JSON.writeValueAsString(row) + "\n").getBytes(UTF_8);
    }

    private static ObjectNode away(Instant since, int singles) {
        return JSON.createObjectNode().put("row", "away").put("at", since.toString()).put("singles", singles);
    }

    private static ObjectNode row(String name, Collection<String> identities) {
        var row = JSON.createObjectNode().put("row", name);
        var list = row.putArray("identities");
        identities.forEach(list::add);
        return row;
    }

    private static ObjectNode paged(List<String> identities, EmergencyPage page) {
        return row("paged", identities).put("at", page.getPagedAt().toString()).put("target", page.getTarget()).put(
                "channel", page.getChannel()).put("digest", page.getDigest()).put("awaySince", page.getAwaySince()
                        .toString());
    }

    private static EmergencyPage page(JsonNode row) {
        return EmergencyPage.newBuilder().setPagedAt(at(row, "at")).setTarget(row.path("target").asString(""))
                .setChannel(
                        row.path("channel").asString("")).setDigest(row.path("digest").asBoolean(false)).setAwaySince(
                                at(row,
                                        "awaySince")).build();
    }

    private static List<String> identities(JsonNode row) {
        var identities = new ArrayList<String>();
        row.path("identities").forEach(one -> identities.add(one.asString("")));
        return identities;
    }

    private static Instant at(JsonNode row, String key) {
        return Instant.parse(row.path(key).asString(Instant.EPOCH.toString()));
    }

    private static JsonNode row(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException torn) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
