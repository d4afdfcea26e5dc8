package dev.tocsin.policy.mapping;

import java.util.Map;
import java.util.Optional;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/**
 * A CEL expression over the body of a request: {@code body} is the whole, {@code item} the alert at hand. What is absent, or of a type
 * that does not fit, gives nothing rather than an error, because senders leave members out.
 */
public final class BodyExpression {

    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(4_000).maxParseExpressionNodeCount(1_000).maxParseRecursionDepth(100)
            .comprehensionMaxIterations(20_000).maxRegexProgramSize(10_000).build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS).addLibraries(CelExtensions.strings()).addVar("body",
                    SimpleType.DYN).addVar("item", SimpleType.DYN).build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings()).build();

    private final CelRuntime.Program program;

    private BodyExpression(CelRuntime.Program program) {
        this.program = program;
    }

    /** Told what is wrong with an expression. */
    @FunctionalInterface
    public interface Problems {

        /**
         * One problem.
         *
         * @param character
         *            where in the expression, in code points from 0
         */
        void add(int character, String problem);
    }

    /** Compiles it; empty, and told, when it is wrong. */
    public static Optional<BodyExpression> compile(String text, Problems problems) {
        try {
            var checked = COMPILER.compile(text);
            if (checked.hasError()) {
                for (var issue : checked.getErrors()) {
                    problems.add(character(text, issue), issue.getMessage().replaceAll("\\s+", " "));
                }
                return Optional.empty();
            }
            return Optional.of(new BodyExpression(RUNTIME.createProgram(checked.getAst())));
        } catch (CelValidationException | CelEvaluationException wrong) {
            problems.add(0, String.valueOf(wrong.getMessage()).replaceAll("\\s+", " "));
            return Optional.empty();
        }
    }

    private static int character(String text, CelIssue issue) {
        var lines = text.split("\n", -1);
        var at = issue.getSourceLocation().getColumn();
        for (var line = 1; line < issue.getSourceLocation().getLine() && line <= lines.length; line++) {
            at += lines[line - 1].codePointCount(0, lines[line - 1].length()) + 1;
        }
        return Math.clamp(at, 0, text.codePointCount(0, text.length()));
    }

    /** Its value; empty where something that it needs is absent. */
    public Optional<Object> value(Object body, Object item) {
        try {
            return Optional.ofNullable(program.eval(Map.of("body", body, "item", item)));
        } catch (CelEvaluationException | RuntimeException absent) {
            return Optional.empty();
        }
    }

    /** Its value as text; empty where there is none, or a list or map. */
    public String text(Object body, Object item) {
        return value(body, item).map(BodyExpression::text).orElse("");
    }

    static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth.toString();
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
                Long.toString(number.longValue());
            case Number number -> number.toString();
            default -> value.getClass().getName().startsWith("com.google.common.primitives.Unsigned")
                    ? value.toString()
                    : "";
        };
    }
}
