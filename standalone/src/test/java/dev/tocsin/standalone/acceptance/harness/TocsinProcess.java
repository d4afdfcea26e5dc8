package dev.tocsin.standalone.acceptance.harness;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The {@code tocsin} command as a child process with a bounded heap. It can be killed, frozen and started again with the
 * same arguments; it never outlives the test.
 */
public final class TocsinProcess implements AutoCloseable {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final String heap;
    private final List<String> arguments;
    private final int port;
    private final Path log;
    private final Map<String, String> environment = new TreeMap<>();
    private Process process;

    private TocsinProcess(String name, String heap, List<String> arguments, int port) {
        this.name = name;
        this.heap = heap;
        this.arguments = List.copyOf(arguments);
        this.port = port;
        this.log = Path.of("target", "acceptance", name + "-" + port + ".log").toAbsolutePath();
    }

    /**
     * One service; not started yet.
     *
     * @param name
     *            its name in logs, such as notifier-a
     * @param command
     *            ingest, correlator, escalator, notifier, console or registry
     * @param settings
     *            given with {@code --set}
     */
    public static TocsinProcess service(String name, String command, Map<String, String> settings) {
        var port = FreePorts.next();
        var all = new TreeMap<>(settings);
        all.put("http.port", Integer.toString(port));
        all.put("instance.id", name);
        var arguments = new ArrayList<>(List.of(command));
        all.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return new TocsinProcess(name, "192m", arguments, port);
    }

    /**
     * Everything in one process; not started yet.
     *
     * @param port
     *            the console's; what all in it being ready is asked of
     * @param arguments
     *            of {@code tocsin up}
     */
    public static TocsinProcess up(int port, List<String> arguments) {
        var all = new ArrayList<>(List.of("up"));
        all.addAll(arguments);
        return new TocsinProcess("up", "384m", all, port);
    }

    /** A command that ends by itself. */
    public static Ended run(String... arguments) {
        try {
            var process = new ProcessBuilder(java("192m", List.of(arguments))).redirectErrorStream(true).start();
            ALIVE.add(process);
            try (var output = process.getInputStream()) {
                var text = new String(output.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                return new Ended(process.waitFor(), text);
            } finally {
                process.destroyForcibly();
                ALIVE.remove(process);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** What a command said, and with what status it ended. */
    public record Ended(int status, String output) {}

    /** With these variables from its next start on. */
    public TocsinProcess with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Starts it; does not wait for it. */
    public TocsinProcess start() {
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(java(heap, arguments)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("TOCSIN_LOG_LEVEL", "INFO");
            builder.environment().putAll(environment);
            process = builder.start();
            ALIVE.add(process);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until it says that it does its work. */
    public TocsinProcess awaitReady() {
        Awaiting.until(name + " ready or ended, see " + log, () -> Long.toString(log.toFile().length()), () -> isReady()
                || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError(name + " ended with " + process.exitValue() + ", see " + log);
        }
        return this;
    }

    /** Whether it says that it does its work. */
    public boolean isReady() {
        return Http.status("http://127.0.0.1:" + port + "/readyz") == 200;
    }

    /** Kills it as a power cut would, and waits until it is gone. */
    public void kill9() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to stop, as {@code systemctl stop} would, and waits for it. */
    public void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** Freezes it; it believes afterwards that no time went by. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("CONT");
    }

    /** Port of its HTTP server. */
    public int port() {
        return port;
    }

    /** Its HTTP server. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What it wrote so far, over all its lives. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(Awaiting.STANDSTILL.toSeconds(), SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " did not end, see " + log);
            }
            ALIVE.remove(process);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private void signal(String signal) {
        try {
            var status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " " + name + " ended with " + status);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static List<String> java(String heap, List<String> arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.tocsin.standalone.Tocsin"));
        command.addAll(arguments);
        return command;
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", interrupted);
    }
}
