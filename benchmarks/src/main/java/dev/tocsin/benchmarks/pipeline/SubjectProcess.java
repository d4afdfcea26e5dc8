package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tocsin.benchmarks.ProcessFigures;

/** The process that is measured. */
final class SubjectProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final int LAST_LINES = 5;

    private final String name;
    private final Path log;
    private final Process process;
    private final long began = System.nanoTime();

    private SubjectProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts it; does not wait for it. */
    static SubjectProcess start(String name, Path log, List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect
                .appendTo(log.toFile())).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new SubjectProcess(name, log, process);
    }

    /**
     * Waits until each of these addresses answers 200.
     *
     * @return since the start
     * @throws SubjectDown
     *             when it ends before, or it takes minutes
     */
    Duration awaitReady(List<URI> addresses) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var address : addresses) {
                var request = HttpRequest.newBuilder(address).timeout(START_LIMIT).build();
                while (!answers(client, request)) {
                    requireAlive();
                    if (System.nanoTime() - began > START_LIMIT.toNanos()) {
                        process.destroyForcibly();
                        throw new SubjectDown(name + " was not ready after " + START_LIMIT.toSeconds() + " s" + end());
                    }
                    Thread.sleep(20);
                }
            }
        }
        requireAlive();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * Looks whether it is still there.
     *
     * @throws SubjectDown
     *             when it is not
     */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new SubjectDown(name + " ended with status " + process.exitValue() + end());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** CPU time so far, of all threads, in user and kernel mode. */
    Duration cpu() {
        requireAlive();
        return ProcessFigures.cpu(process.pid());
    }

    /** Memory in RAM. */
    String resident() {
        requireAlive();
        return ProcessFigures.residentMegabytes(process.pid()) + " MB";
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String end() {
        try {
            var lines = Files.readAllLines(log);
            return "; the end of its log: " + String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_LINES),
                    lines.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
