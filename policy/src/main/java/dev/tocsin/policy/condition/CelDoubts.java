package dev.tocsin.policy.condition;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.schemas.time.Durations;

/**
 * Doubts about a CEL condition: calls whose constant arguments make them fail, and comparisons that hold for nothing.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">CEL's duration, timestamp and time zones</a>
 */
final class CelDoubts {

    private static final Set<String> CLOCK_READINGS = Set.of("getHours", "getMinutes", "getDayOfWeek", "getDayOfMonth",
            "getDayOfYear", "getDate", "getMonth", "getFullYear");
    private static final Set<String> TEXT_QUESTIONS = Set.of("contains", "startsWith", "endsWith", "_==_");
    private static final Set<String> STATES = Set.of("firing", "resolved");
    private static final Pattern DURATION = Pattern.compile("-?(?:\\d+(?:\\.\\d+)?(?:h|ms|m|s|us|ns))+");

    private final CelAbstractSyntaxTree tree;
    private final ZoneId zone;
    private final List<Doubt> doubts = new ArrayList<>();
    private final Map<String, CelExpr> values = new LinkedHashMap<>();

    private CelDoubts(CelAbstractSyntaxTree tree, ZoneId zone) {
        this.tree = tree;
        this.zone = zone;
    }

    static List<Doubt> of(String text, Subject subject, ZoneId zone) {
        try {
            var tree = CelConditions.parsed(text, subject);
            var found = new CelDoubts(tree, zone);
            found.ask(tree.getExpr());
            found.askForValues();
            return found.doubts;
        } catch (CelValidationException notCompiled) {
            return List.of();
        }
    }

    private void ask(CelExpr expr) {
        switch (expr.getKind()) {
            case CALL -> {
                call(expr);
                expr.call().target().ifPresent(this::ask);
                expr.call().args().forEach(this::ask);
            }
            case SELECT -> {
                if (expr.select().operand().identOrDefault().name().equals("values")) {
                    values.putIfAbsent(expr.select().field(), expr);
                }
                ask(expr.select().operand());
            }
            case LIST -> expr.list().elements().forEach(this::ask);
            case COMPREHENSION -> {
                ask(expr.comprehension().iterRange());
                ask(expr.comprehension().loopStep());
            }
            case CONSTANT, IDENT, MAP, STRUCT, NOT_SET -> {
            }
        }
    }

    private void call(CelExpr expr) {
        var call = expr.call();
        var args = call.args();
        var target = call.target();
        if (CLOCK_READINGS.contains(call.function()) && target.isPresent()) {
            clockReading(expr, call.function());
        } else if (call.function().equals("duration") && args.size() == 1) {
            fixed(args.getFirst()).ifPresent(text -> duration(args.getFirst(), text));
        } else if (call.function().equals("timestamp") && args.size() == 1) {
            fixed(args.getFirst()).ifPresent(text -> timestamp(args.getFirst(), text));
        } else if (call.function().equals("glob")) {
            fixed(args.getLast()).filter(TextPatterns::looksLikeRegex).ifPresent(text -> add(args.getLast(), "'" + text
                    + "' is a glob, in which only '*' and '?' have a meaning", "write * for .*, or use matches"));
        } else if (call.function().equals("matches")) {
            fixed(args.getLast()).flatMap(TextPatterns::globInRegex).ifPresent(meant -> add(args.getLast(),
                    "a regular expression in which '*' repeats the letter before it", "write " + meant
                            + ", or use glob"));
        } else if (TEXT_QUESTIONS.contains(call.function())) {
            var both = new ArrayList<>(target.stream().toList());
            both.addAll(args);
            if (both.size() == 2) {
                comparison(both.getFirst(), both.getLast());
                comparison(both.getLast(), both.getFirst());
            }
        }
    }

    /** A number that no alert carries that the condition can match. */
    private void askForValues() {
        var formats = CelDemands.of(tree.getExpr()).stream()
                .filter(demand -> demand.aspect().of() == Aspect.Of.FORMAT || demand.aspect().of() == Aspect.Of.SOURCE)
                .flatMap(demand -> demand.values().stream()).sorted().toList();
        var carried = formats.stream().map(CarriedValues::of).toList();
        if (formats.isEmpty() || carried.contains(Optional.<Set<String>>empty())) {
            return;
        }
        var known = carried.stream().flatMap(Optional::stream).flatMap(Set::stream).distinct().sorted().toList();
        values.forEach((name, at) -> {
            if (!known.contains(name)) {
                add(at, "alerts of " + String.join(" and ", formats) + " carry no value '" + name + "'",
                        known.isEmpty() ? "use labels or text" : "known: " + String.join(", ", known));
            }
        });
    }

    private void clockReading(CelExpr expr, String function) {
        var args = expr.call().args();
        if (args.isEmpty()) {
            if (!zone.normalized().equals(ZoneOffset.UTC)) {
                add(expr, function + "() is in UTC, while the policy's time zone is " + zone,
                        "write " + function + "(\"" + zone + "\")");
            }
            return;
        }
        fixed(args.getFirst()).filter(name -> !isZone(name)).ifPresent(name -> add(args.getFirst(),
                "unknown time zone '" + name + "': the condition fails whenever it is asked",
                Nearest.to(name, ZoneId.getAvailableZoneIds()).map(near -> "write '" + near + "'")
                        .orElse("write a name of the tz database, such as Europe/Berlin, or UTC")));
    }

    private static boolean isZone(String name) {
        try {
            return ZoneId.of(name.matches("\\d{1,2}:\\d\\d") ? "+" + name : name) != null;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private void duration(CelExpr at, String text) {
        if (!DURATION.matcher(text).matches()) {
            var meant = Durations.parse(text).or(() -> Durations.meant(text).flatMap(Durations::parse))
                    .map(it -> it.toSeconds() + "s").orElse("90s, 5m or 1h30m");
            add(at, "'" + text + "' is not a duration of CEL: the condition fails whenever it is asked", "write "
                    + meant);
        }
    }

    private void timestamp(CelExpr at, String text) {
        try {
            OffsetDateTime.parse(text);
        } catch (DateTimeParseException none) {
            add(at, "'" + text + "' is not a timestamp: the condition fails whenever it is asked",
                    "write it with an offset, such as 2026-11-20T02:00:00Z");
        }
    }

    private void comparison(CelExpr shown, CelExpr constant) {
        fixed(constant).ifPresent(text -> {
            var mapped = shown.getKind() == Kind.CALL ? shown.call().function() : "";
            if (mapped.equals("lowerAscii") && !text.equals(lower(text))) {
                add(constant, "'" + text + "' never occurs in a lower-case text", "write '" + lower(text) + "'");
            } else if (mapped.equals("upperAscii") && !text.equals(text.toUpperCase(Locale.ROOT))) {
                add(constant, "'" + text + "' never occurs in an upper-case text",
                        "write '" + text.toUpperCase(Locale.ROOT) + "'");
            } else if (isStatus(shown) && !STATES.contains(text)) {
                add(constant, "the status of an alert is 'firing' or 'resolved', never '" + text + "'",
                        "write 'firing' or 'resolved'");
            } else if (TextPatterns.looksLikeGlob(text)) {
                add(constant, "'" + text + "' is compared as it stands: '*' has no meaning in a text",
                        "use glob(..., \"" + text + "\")");
            }
        });
    }

    private static boolean isStatus(CelExpr expr) {
        return expr.getKind() == Kind.SELECT && expr.select().field().equals("status")
                && expr.select().operand().identOrDefault().name().equals("alert");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> fixed(CelExpr expr) {
        return AbsentAware.fixedText(expr);
    }

    private void add(CelExpr at, String problem, String writeInstead) {
        doubts.add(new Doubt(tree.getSource().getPositionsMap().getOrDefault(at.id(), 0), problem, writeInstead));
    }
}
