package dev.tocsin.console.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A table of a report, that can be had as CSV. */
public enum ReportTable {
    /** By day. */
    DAYS("rounds and pages by day", DayFigures.class, made -> made.report().days()),
    /** Times to acknowledge, mitigate and resolve. */
    TIMES("times to acknowledge, mitigate and resolve", ResponseTimes.class, made -> made.report().times()),
    /** Pages by person. */
    PEOPLE("pages by person", PersonPages.class, made -> made.report().people()),
    /** Noisiest rules. */
    RULES("noisiest rules", RuleNoise.class, made -> made.report().rules()),
    /** Noisiest alerts. */
    ALERTS("noisiest alerts", AlertNoise.class, made -> made.report().alerts()),
    /** Alerts that flap. */
    FLAPPERS("alerts that flap", Flapper.class, made -> made.report().flappers()),
    /** Response clocks. */
    CLOCKS("response clocks kept and missed", ClockFigures.class, made -> made.report().clocks()),
    /** The same trouble again. */
    REPEATS("repeated troubles", Repeat.class, made -> made.report().repeats()),
    /** Alerts that nobody needs as they are. */
    DEBT("alerts that nobody acts on", AlertDebt.class, made -> made.report().debt()),
    /** Every round of the period. */
    ROUNDS("every round of an incident", RoundRow.class, Made::rounds);

    private final String subject;
    private final Class<? extends Record> type;
    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<Made, List<? extends Record>> rows;

    <R extends Record> ReportTable(String subject, Class<R> type, Function<Made, List<R>> rows) {
        this.subject = subject;
        this.type = type;
        this.rows = rows::apply;
    }

    /** The figures of a period, and every round. */
    record Made(Report report, List<RoundRow> rounds) {}

    /** Such as {@code times.csv}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".csv";
    }

    /** Path under which the API answers it. */
    public String path() {
        return "/api/reports/" + fileName();
    }

    /** What it is of, as a sentence. */
    public String summary() {
        return "Computes a table of the reports as CSV: " + subject + ".";
    }

    /** Names of its columns, in order: the first line of the CSV. */
    public List<String> columns() {
        return RecordCsv.columns(type);
    }

    String csv(Made made) {
        return RecordCsv.of(type, rows.apply(made));
    }
}
