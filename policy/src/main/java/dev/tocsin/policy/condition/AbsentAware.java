package dev.tocsin.policy.condition;

import java.util.Optional;

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

    private final CelAbstractSyntaxTree parsed;
    private final RegexCache patterns;
    private final CelComplaints complaints;
    private long nextId;

    AbsentAware(CelAbstractSyntaxTree parsed, RegexCache patterns, CelComplaints complaints) {
        this.parsed = parsed;
        this.patterns = patterns;
        this.complaints = complaints;
        this.nextId = parsed.getSource().getPositionsMap().keySet().stream().mapToLong(Long::longValue).max().orElse(0)
                + 1_000_000;
    }

    CelAbstractSyntaxTree rewritten() {
        return CelAbstractSyntaxTree.newParsedAst(rewrite(parsed.getExpr()), parsed.getSource());
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
        return CelExpr.ofCall(expr.id(), target, call.function(), args);
    }

    private void pattern(CelExpr regex) {
        if (regex.getKind() != Kind.CONSTANT || regex.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return;
        }
        try {
            patterns.add(regex.constant().stringValue());
        } catch (PatternSyntaxException wrong) {
            complaints.regex(parsed.getSource().getPositionsMap().getOrDefault(regex.id(), 0), wrong.getDescription());
        }
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

    /** The function that looks a key up in what the expression names, if it names one of the alert's maps. */
    private static Optional<String> lookup(CelExpr expr) {
        var name = switch (expr.getKind()) {
            case IDENT -> expr.ident().name();
            case SELECT -> expr.select().operand().identOrDefault().name().equals("alert") && !expr.select().testOnly()
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
