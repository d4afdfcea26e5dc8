package dev.tocsin.policy.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;

/**
 * Puts the question whether a number came with the alert before each comparison of it. Where only {@code &&} and
 * {@code ||} stand above a comparison, one that fails and one that is false come to the same, and asking first is much
 * cheaper than failing: most alerts bring none of the numbers that a policy's rules compare. Elsewhere, as under a
 * {@code !}, a comparison with an absent number still fails.
 */
final class NumberPresence {

    private static final Set<String> COMPARISONS = Set.of("_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_");
    private static final Set<String> JUNCTIONS = Set.of("_&&_", "_||_");
    private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "-_");

    private final LongSupplier ids;

    /**
     * A pass over one condition.
     *
     * @param ids
     *            numbers for new nodes that no other node has
     */
    NumberPresence(LongSupplier ids) {
        this.ids = ids;
    }

    /** The same condition, of an expression whose numbers go through {@link AbsentAware#NUMBER} already. */
    CelExpr asked(CelExpr expr) {
        if (expr.getKind() != Kind.CALL) {
            return expr;
        }
        var call = expr.call();
        if (JUNCTIONS.contains(call.function())) {
            return CelExpr.ofCall(expr.id(), call.target(), call.function(),
                    call.args().stream().map(this::asked).collect(ImmutableList.toImmutableList()));
        }
        if (!COMPARISONS.contains(call.function())) {
            return expr;
        }
        var asked = expr;
        for (var number : numbers(expr).reversed()) {
            asked = both(isThere(number), asked);
        }
        return asked;
    }

    private static List<CelExpr.CelCall> numbers(CelExpr comparison) {
        var found = new ArrayList<CelExpr.CelCall>();
        comparison.call().args().forEach(side -> collect(side, found));
        return found;
    }

    private static void collect(CelExpr expr, List<CelExpr.CelCall> found) {
        if (expr.getKind() != Kind.CALL) {
            return;
        }
        var call = expr.call();
        if (call.function().equals(AbsentAware.NUMBER)) {
            found.add(call);
        } else if (ARITHMETIC.contains(call.function())) {
            call.args().forEach(part -> collect(part, found));
        }
    }

    private CelExpr isThere(CelExpr.CelCall number) {
        return CelExpr.ofCall(ids.getAsLong(), Optional.empty(), "@in",
                ImmutableList.of(renumbered(number.args().get(1)), renumbered(number.args().get(0))));
    }

    private CelExpr both(CelExpr first, CelExpr then) {
        return CelExpr.ofCall(ids.getAsLong(), Optional.empty(), "_&&_", ImmutableList.of(first, then));
    }

    /** A copy under ids of its own; what it names or looks up is one name, or a field of one. */
    private CelExpr renumbered(CelExpr expr) {
        return switch (expr.getKind()) {
            case SELECT -> CelExpr.ofSelect(ids.getAsLong(), renumbered(expr.select().operand()), expr.select().field(),
                    expr.select().testOnly());
            case CALL -> CelExpr.ofCall(ids.getAsLong(), expr.call().target().map(this::renumbered), expr.call()
                    .function(), expr.call().args().stream().map(this::renumbered)
                            .collect(ImmutableList.toImmutableList()));
            case CONSTANT, IDENT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> expr.toBuilder().setId(ids.getAsLong())
                    .build();
        };
    }
}
