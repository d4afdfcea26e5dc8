package dev.tocsin.policy.condition;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;
import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.MapType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/**
 * Compiles CEL conditions (google/cel-spec) over one alert. Differences from plain CEL, for the sake of rules that are
 * read at night: an absent label or annotation is an empty text, a number that did not come makes the comparison, and so
 * the rule, not hold; {@code glob(text, pattern)} is known.
 */
final class CelConditions {

    private static final MapType TEXTS = MapType.create(STRING, STRING);
    private static final MapType NUMBERS = MapType.create(STRING, DOUBLE);
    private static final Map<String, CelType> FIELDS = Map.of("name", STRING, "source", STRING, "format", STRING,
            "status", STRING, "summary", STRING, "description", STRING, "labels", TEXTS, "annotations", TEXTS, "values",
            NUMBERS, "startsAt", TIMESTAMP);
    private static final StructType ALERT = StructType.create("Alert", ImmutableSet.copyOf(FIELDS.keySet()),
            field -> Optional.ofNullable(FIELDS.get(field)));

    /** The variables of a condition. */
    static final Set<String> VARIABLES = Set.of("alert", "labels", "annotations", "values", "service", "time");

    /** Fields of the variable {@code alert}. */
    static final Set<String> ALERT_FIELDS = FIELDS.keySet();

    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(8_000).maxParseExpressionNodeCount(2_000).maxParseRecursionDepth(100)
            .comprehensionMaxIterations(20_000).maxRegexProgramSize(10_000).build();

    private final RegexCache patterns = new RegexCache();
    private final CelCompiler compiler = compiler();
    private final CelRuntime runtime = runtime();

    private static CelCompiler compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS).addLibraries(CelExtensions.strings())
                .setTypeProvider(new AlertType()).addVar("alert", ALERT).addVar("labels", TEXTS)
                .addVar("annotations", TEXTS).addVar("values", NUMBERS).addVar("service", STRING)
                .addVar("time", TIMESTAMP)
                .addFunctionDeclarations(
                        newFunctionDeclaration("glob", newGlobalOverload("glob_text", BOOL, STRING, STRING),
                                newMemberOverload("text_glob", BOOL, STRING, STRING)),
                        newFunctionDeclaration(AbsentAware.TEXT,
                                newGlobalOverload("text_or_empty", STRING, TEXTS, STRING)),
                        newFunctionDeclaration(AbsentAware.NUMBER,
                                newGlobalOverload("number_or_absent", DOUBLE, NUMBERS, STRING)),
                        newFunctionDeclaration(AbsentAware.MATCHES,
                                newGlobalOverload("cached_matches", BOOL, STRING, STRING)))
                .setResultType(BOOL).build();
    }

    private CelRuntime runtime() {
        return CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).addLibraries(CelExtensions.strings())
                .addFunctionBindings(CelFunctionBinding.fromOverloads("glob",
                        CelFunctionBinding.from("glob_text", String.class, String.class, Glob::matches),
                        CelFunctionBinding.from("text_glob", String.class, String.class, Glob::matches)))
                .addFunctionBindings(CelFunctionBinding.fromOverloads(AbsentAware.TEXT,
                        CelFunctionBinding.from("text_or_empty", Map.class, String.class, CelConditions::text)))
                .addFunctionBindings(CelFunctionBinding.fromOverloads(AbsentAware.NUMBER,
                        CelFunctionBinding.from("number_or_absent", Map.class, String.class, CelConditions::number)))
                .addFunctionBindings(CelFunctionBinding.fromOverloads(AbsentAware.MATCHES,
                        CelFunctionBinding.from("cached_matches", String.class, String.class, patterns::matches)))
                .build();
    }

    private static Object text(Map<?, ?> texts, String key) {
        var value = texts.get(key);
        return value == null ? "" : value;
    }

    private static Object number(Map<?, ?> numbers, String key) {
        var value = numbers.get(key);
        if (value == null) {
            throw new AbsentNumber(key);
        }
        return value;
    }

    Optional<Condition> compile(String text, ConditionProblems problems) {
        var complaints = new CelComplaints(text, problems);
        try {
            var parsed = compiler.parse(text);
            if (parsed.hasError()) {
                complaints.syntax(parsed.getErrors());
                return Optional.empty();
            }
            var rewritten = new AbsentAware(parsed.getAst(), patterns, complaints).rewritten();
            var checked = compiler.check(rewritten);
            if (checked.hasError()) {
                complaints.types(checked.getErrors());
            }
            return complaints.any() ? Optional.empty() : Optional.of(program(checked.getAst()));
        } catch (CelValidationException | CelEvaluationException wrong) {
            complaints.other(wrong);
            return Optional.empty();
        }
    }

    private Condition program(CelAbstractSyntaxTree checked) throws CelEvaluationException {
        return new CelCondition(runtime.createProgram(checked));
    }

    /** The one type of our own that conditions know. */
    private static final class AlertType implements CelTypeProvider {

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.of(ALERT);
        }

        @Override
        public Optional<CelType> findType(String name) {
            return name.equals(ALERT.name()) ? Optional.of(ALERT) : Optional.empty();
        }
    }
}
