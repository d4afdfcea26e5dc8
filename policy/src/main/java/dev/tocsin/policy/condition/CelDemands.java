package dev.tocsin.policy.condition;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.tocsin.policy.condition.Aspect.Of;

/**
 * Finds the values that a CEL condition requires. In a conjunction each part must hold, whatever becomes of the others: CEL
 * lets {@code false && error} be false. In a disjunction the parts must demand the same aspect.
 */
final class CelDemands {

    private static final Map<String, Of> FIELDS = Map.of("name", Of.NAME, "source", Of.SOURCE, "format", Of.FORMAT);

    private CelDemands() {}

    /** Of a parsed expression over an alert. */
    static List<Demand> of(CelExpr expr) {
        if (expr.getKind() != Kind.CALL) {
            return List.of();
        }
        var args = expr.call().args();
        return switch (expr.call().function()) {
            case "_&&_" -> args.stream().flatMap(part -> of(part).stream()).toList();
            case "_||_" -> either(of(args.get(0)), of(args.get(1)));
            case "_==_" -> equality(args.get(0), args.get(1)).or(() -> equality(args.get(1), args.get(0))).stream()
                    .toList();
            case "@in" -> oneOf(args.get(0), args.get(1)).stream().toList();
            default -> List.of();
        };
    }

    private static List<Demand> either(List<Demand> left, List<Demand> right) {
        return left.stream().flatMap(one -> right.stream().filter(other -> other.aspect().equals(one.aspect()))
                .map(other -> new Demand(one.aspect(), union(one.values(), other.values())))).toList();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    private static Optional<Demand> equality(CelExpr shown, CelExpr fixed) {
        return AbsentAware.fixedText(fixed).flatMap(text -> aspect(shown).map(it -> new Demand(it, Set.of(text))));
    }

    private static Optional<Demand> oneOf(CelExpr shown, CelExpr list) {
        if (list.getKind() != Kind.LIST) {
            return Optional.empty();
        }
        var texts = new HashSet<String>();
        for (var element : list.list().elements()) {
            var text = AbsentAware.fixedText(element);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return aspect(shown).map(it -> new Demand(it, texts));
    }

    private static Optional<Aspect> aspect(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> expr.ident().name().equals("service")
                    ? Optional.of(new Aspect(Of.SERVICE, "service", false))
                    : Optional.empty();
            case SELECT -> expr.select().testOnly()
                    ? Optional.empty()
                    : selected(expr.select().operand(), expr.select().field());
            case CALL -> called(expr.call());
            case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> Optional.empty();
        };
    }

    private static Optional<Aspect> selected(CelExpr operand, String name) {
        if (isLabels(operand)) {
            return Optional.of(new Aspect(Of.LABEL, name, false));
        }
        return Optional.ofNullable(FIELDS.get(name)).filter(field -> isIdent(operand, "alert"))
                .map(field -> new Aspect(field, name, false));
    }

    private static Optional<Aspect> called(CelExpr.CelCall call) {
        if (call.function().equals("lowerAscii") && call.target().isPresent() && call.args().isEmpty()) {
            return aspect(call.target().get()).map(it -> new Aspect(it.of(), it.name(), true));
        }
        return call.function().equals("_[_]") && isLabels(call.args().getFirst())
                ? AbsentAware.fixedText(call.args().getLast()).map(name -> new Aspect(Of.LABEL, name, false))
                : Optional.empty();
    }

    private static boolean isLabels(CelExpr expr) {
        return isIdent(expr, "labels") || (expr.getKind() == Kind.SELECT && !expr.select().testOnly()
                && expr.select().field().equals("labels") && isIdent(expr.select().operand(), "alert"));
    }

    private static boolean isIdent(CelExpr expr, String name) {
        return expr.getKind() == Kind.IDENT && expr.ident().name().equals(name);
    }
}
