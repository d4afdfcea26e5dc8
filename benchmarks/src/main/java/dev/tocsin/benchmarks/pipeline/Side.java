package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.tocsin.benchmarks.ProcessFigures;
import dev.tocsin.benchmarks.Report;

/** One column of the table: starts what it is about, takes its figures, and remembers what went wrong. */
final class Side {

    /** Of what went wrong, in the table; all of it stands below. */
    private static final int LONGEST = 120;

    private final String name;
    private final Subject.Starter starter;
    private final Path work;
    private final PageReceiver pages;
    private final Report report;
    private final List<String> problems = new ArrayList<>();

    Side(String name, Subject.Starter starter, Path work, PageReceiver pages, Report report) {
        this.name = name;
        this.starter = starter;
        this.work = work;
        this.pages = pages;
        this.report = report;
    }

    /** What a part of the run takes, up to the instant of the second look. */
    static final class Meter {
        private final SubjectProcess process;
        private final Duration subjectAtFirst;
        private final Duration loadAtFirst = ProcessFigures.cpu(ProcessHandle.current().pid());
        private final long began = System.nanoTime();
        private Duration took = Duration.ZERO;
        private Duration subject = Duration.ZERO;
        private Duration load = Duration.ZERO;

        private Meter(SubjectProcess process) {
            this.process = process;
            this.subjectAtFirst = process.cpu();
        }

        Meter stop() {
            took = Duration.ofNanos(System.nanoTime() - began);
            subject = process.cpu().minus(subjectAtFirst);
            load = ProcessFigures.cpu(ProcessHandle.current().pid()).minus(loadAtFirst);
            return this;
        }

        Duration took() {
            return took;
        }

        /** CPU per item: of the subject, and of the load generator and the webhook, which share its cores. */
        String cpuFor(long count) {
            return String.format(Locale.ROOT, "%s (load generator %s)", each(subject, count), each(load, count));
        }

        /** CPU of the subject as a share of one core. */
        String share() {
            return String.format(Locale.ROOT, "%.1f %% of a core", 100.0 * subject.toMillis() / Math.max(1, took
                    .toMillis()));
        }

        private static String each(Duration cpu, long count) {
            if (count == 0) {
                return "-";
            }
            var micros = cpu.toMillis() * 1000.0 / count;
            return micros < 1000
                    ? String.format(Locale.ROOT, "%.0f us", micros)
                    : String.format(Locale.ROOT,
                            "%.1f ms", micros / 1000);
        }
    }

    String name() {
        return name;
    }

    PageReceiver pages() {
        return pages;
    }

    /** In a folder of its own. */
    Subject start() throws IOException, InterruptedException {
        return startIn(folder());
    }

    /** An empty folder. */
    Path folder() throws IOException {
        return Files.createTempDirectory(work, name);
    }

    /** Over what an earlier one kept. */
    Subject startIn(Path folder) throws IOException, InterruptedException {
        return starter.start(folder, pages.url());
    }

    Meter meter(Subject subject) {
        return new Meter(subject.process());
    }

    void note(String what, String figure) {
        report.note(name, what, figure);
    }

    /** A figure that is missing, or that means nothing because of this. */
    void problem(String what, String sentence) {
        problems.add(name + ", " + what + ": " + sentence);
        report.note(name, what, "FAILED: " + sentence.substring(0, Math.min(sentence.length(), LONGEST)));
    }

    /** Empty when all went well. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}
