package dev.tocsin.console.report;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows as CSV (RFC 4180): a column for each component of the record, those of a record within it with its name before. A text that
 * a spreadsheet would take for a formula gets an apostrophe (OWASP, "CSV Injection").
 */
final class RecordCsv {

    private static final int HOURS = 24;
    private static final String FORMULA = "=+-@\t\r";

    private RecordCsv() {}

    /** The rows with a line of names. */
    static String of(Class<? extends Record> type, List<? extends Record> rows) {
        var text = new StringBuilder();
        line(text, columns(type));
        rows.forEach(row -> line(text, cells(row)));
        return text.toString();
    }

    /** Names of the columns of a record. */
    static List<String> columns(Class<? extends Record> type) {
        return List.copyOf(names("", type));
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(RecordCsv::quoted).collect(Collectors.joining(","))).append("\r\n");
    }

    private static List<String> names(String before, Class<?> type) {
        var names = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                names.addAll(names(before + component.getName() + ".", component.getType()));
            } else if (isByHour(component)) {
                IntStream.range(0, HOURS).forEach(hour -> names.add("%s%s.%02d".formatted(before, component.getName(),
                        hour)));
            } else {
                names.add(before + component.getName() + (isDuration(component) ? ".seconds" : ""));
            }
        }
        return names;
    }

    private static List<String> cells(Record row) {
        var cells = new ArrayList<String>();
        for (var component : row.getClass().getRecordComponents()) {
            var value = value(row, component);
            if (value instanceof Record within) {
                cells.addAll(cells(within));
            } else if (isByHour(component)) {
                ((List<?>) value).forEach(number -> cells.add(number.toString()));
            } else {
                cells.add(cell(value));
            }
        }
        return cells;
    }

    private static String cell(Object value) {
        return switch (value) {
            case Optional<?> perhaps -> perhaps.map(RecordCsv::cell).orElse("");
            case Duration duration -> Long.toString(duration.toSeconds());
            case Collection<?> many -> many.stream().map(RecordCsv::cell).collect(Collectors.joining(" "));
            case Record within -> Arrays.stream(within.getClass().getRecordComponents()).map(component -> cell(value(
                    within, component))).collect(Collectors.joining(": "));
            default -> value.toString();
        };
    }

    private static String quoted(String cell) {
        var safe = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean isByHour(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list && list
                .getActualTypeArguments()[0] == Integer.class;
    }

    private static boolean isDuration(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType perhaps && perhaps
                .getActualTypeArguments()[0] == Duration.class;
    }

    private static Object value(Record row, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(row);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
