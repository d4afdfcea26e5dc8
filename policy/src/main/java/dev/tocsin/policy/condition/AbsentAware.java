package dev.tocsin.policy.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.google.common.collect.ImmutableList;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;

/**
 * Rewrites a parsed condition so that {@code labels.x}, {@code labels["x"]} and the like go through functions that know
 * what to do when x is absent, and {@code matches} through compiled patterns. Ids stay, so positions stay.
 */
final class AbsentAware {

    static final String TEXT = "@text";
    static final String NUMBER = "@number";
    static final String MATCHES = "@matches";
    static final String OPEN = "@open";

    private static final String BUSINESS_HOURS = "businessHours";
    private static final Set<String> WITH_MAPS = Set.of("alert", "change");

    private final CelAbstractSyntaxTree parsed;
    private final RegexCache patterns;
    private final CelComplaints complaints;
    private final Set<String> calendars;
    private long nextId;

    AbsentAware(CelAbstractSyntaxTree parsed, RegexCache patterns, Set<String> calendars,
            CelComplaints complaints) {
        this.parsed = parsed;
        this.patterns = patterns;
        this.calendars = calendars;
        this.complaints = complaints;
        this.nextId = parsed.getSource().getPositionsMap().keySet().stream().mapToLong(Long::longValue).max().orElse(0)
                + 1_000_000;
    }

    CelAbstractSyntaxTree rewritten() {
        return CelAbstractSyntaxTree.newParsedAst(new NumberPresence(() -> nextId++).asked(rewrite(parsed.getExpr())),
                parsed.getSource());
    }

    private CelExpr rewrite(CelExpr expr) {
        return switch (expr.getKind()) {
            case SELECT -> select(expr);
            case CALL -> call(expr);
            case LIST -> CelExpr.ofList(expr.id(), rewriteAll(expr.list().elements()), expr.list().optionalIndices());
            case MAP -> CelExpr.ofMap(expr.id(), expr.map().entries().stream()
                    .map(entry -> entry.toBuilder().setKey(rewrite(entry.key())).setValue(rewrite(entry.value()))
                            .build())
                    .collect(ImmutableList.toImmutableList()));
            case COMPREHENSION -> comprehension(expr);
            case CONSTANT, IDENT, STRUCT, NOT_SET -> expr;
        };
    }

    private CelExpr select(CelExpr expr) {
        var select = expr.select();
        var function = lookup(select.operand());
        if (function.isEmpty() || select.testOnly()) {
            return CelExpr.ofSelect(expr.id(), rewrite(select.operand()), select.field(), select.testOnly());
        }
        var field = CelExpr.ofConstant(nextId++, CelConstant.ofValue(select.field()));
        return CelExpr.ofCall(expr.id(), Optional.empty(), function.get(), ImmutableList.of(select.operand(), field));
    }

    private CelExpr call(CelExpr expr) {
        var call = expr.call();
        var args = rewriteAll(call.args());
        var target = call.target().map(this::rewrite);
        if (call.function().equals("_[_]") && args.size() == 2) {
            var function = lookup(call.args().getFirst());
            if (function.isPresent()) {
                return CelExpr.ofCall(expr.id(), Optional.empty(), function.get(), args);
            }
        }
        if (call.function().equals("matches")) {
            var both = ImmutableList.<CelExpr>builder().addAll(target.stream().toList()).addAll(args).build();
            both.stream().skip(1).findFirst().ifPresent(this::pattern);
            return CelExpr.ofCall(expr.id(), Optional.empty(), MATCHES, both);
        }
        if (call.function().equals(BUSINESS_HOURS) && target.isEmpty() && (args.size() == 1 || args.size() == 2)) {
            calendar(call.args().getFirst());
            var time = args.size() == 1 ? List.of(CelExpr.ofIdent(nextId++, "time")) : List.<CelExpr>of();
            return CelExpr.ofCall(expr.id(), Optional.empty(), OPEN,
                    ImmutableList.<CelExpr>builder().addAll(args).addAll(time).build());
        }
        return CelExpr.ofCall(expr.id(), target, call.function(), args);
    }

    private void calendar(CelExpr name) {
        fixedText(name).filter(text -> !calendars.contains(text))
                .ifPresent(text -> complaints.calendar(position(name), text, calendars));
    }

    private void pattern(CelExpr regex) {
        fixedText(regex).ifPresent(text -> {
            try {
                patterns.add(text);
            } catch (PatternSyntaxException wrong) {
                complaints.regex(position(regex), wrong.getDescription());
            }
        });
    }

    private int position(CelExpr expr) {
        return parsed.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
    }

    static Optional<String> fixedText(CelExpr expr) {
        return expr.getKind() == Kind.CONSTANT && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue())
                : Optional.empty();
    }

    private CelExpr comprehension(CelExpr expr) {
        var loop = expr.comprehension();
        return CelExpr.newBuilder().setId(expr.id())
                .setComprehension(loop.toBuilder().setIterRange(rewrite(loop.iterRange()))
                        .setAccuInit(rewrite(loop.accuInit())).setLoopCondition(rewrite(loop.loopCondition()))
                        .setLoopStep(rewrite(loop.loopStep())).setResult(rewrite(loop.result())).build())
                .build();
    }

    private ImmutableList<CelExpr> rewriteAll(ImmutableList<CelExpr> list) {
        return list.stream().map(this::rewrite).collect(ImmutableList.toImmutableList());
    }

    /** The function that looks a key up in what the expression names, if it names one of the subject's maps. */
    private static Optional<String> lookup(CelExpr expr) {
        var name = switch (expr.getKind()) {
            case IDENT -> expr.ident().name();
            case SELECT -> WITH_MAPS.contains(expr.select().operand().identOrDefault().name())
                    && !expr.select().testOnly()
                            ? expr.select().field()
                            : "";
            case CONSTANT, CALL, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> "";
        };
        return switch (name) {
            case "labels", "annotations" -> Optional.of(TEXT);
            case "values" -> Optional.of(NUMBER);
            default -> Optional.empty();
        };
    }
}
