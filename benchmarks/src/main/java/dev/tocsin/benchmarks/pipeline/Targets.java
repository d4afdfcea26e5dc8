package dev.tocsin.benchmarks.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tocsin.benchmarks.Report;

/** What is aimed at, in a column of its own. Ratios and CPU hold on any machine; the seconds are those of two slow cores. */
final class Targets {

    /** By how the name of a row ends. */
    private static final Map<String, String> BY_ROW = new LinkedHashMap<>();

    static {
        BY_ROW.put("CPU of a new incident, alert to delivered page", "3 ms");
        BY_ROW.put("100/s, from the tenth second after a start: alert in to webhook out", "p50 40 ms, p99 150 ms");
        BY_ROW.put("sustained ingest against Alertmanager", "1 : 2 at least, 1 : 1 aimed at");
        BY_ROW.put("CPU of a repeat, door and correlator", "60 us");
        BY_ROW.put("idle, CPU", "2 %");
        BY_ROW.put("idle, resident", "280 MB");
        BY_ROW.put("ready after a first start", "a third of before");
        BY_ROW.put("ready after a start over its data", "a third of before");
        BY_ROW.put("`tocsin help`", "0.5 s");
        BY_ROW.put("`tocsin fire`", "0.8 s");
        BY_ROW.put("held for 300 s", "500/s");
    }

    private Targets() {}

    static void note(Report report) {
        report.rows().forEach(row -> BY_ROW.forEach((end, target) -> {
            if (row.endsWith(end)) {
                report.note("target", row, target);
            }
        }));
    }
}
