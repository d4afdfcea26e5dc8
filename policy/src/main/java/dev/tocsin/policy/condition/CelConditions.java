package dev.tocsin.policy.condition;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;
import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
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
import dev.tocsin.policy.calendar.BusinessCalendar;

/**
 * Compiles CEL conditions (google/cel-spec) over an alert, an incident or a change. Differences from plain CEL, for the sake
 * of rules that are read at night: an absent label or annotation is an empty text, a number that did not come makes the
 * comparison, and so the rule, not hold; {@code glob(text, pattern)} and {@code businessHours(calendar)} are known.
 */
final class CelConditions {

    private static final MapType TEXTS = MapType.create(STRING, STRING);
    private static final MapType NUMBERS = MapType.create(STRING, DOUBLE);

    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(8_000).maxParseExpressionNodeCount(2_000).maxParseRecursionDepth(100)
            .comprehensionMaxIterations(20_000).maxRegexProgramSize(10_000).build();

    /** The same for all policies, immutable, and dear to make. */
    private static final Map<Subject, CelCompiler> COMPILERS = new ConcurrentHashMap<>();

    private final RegexCache patterns = new RegexCache();
    private final Calendars calendars;
    private final CelRuntime runtime;

    /**
     * Conditions of one policy.
     *
     * @param calendars
     *            that {@code businessHours} knows, by name
     */
    CelConditions(Map<String, BusinessCalendar> calendars) {
        this.calendars = new Calendars(calendars);
        this.runtime = runtime(patterns, this.calendars);
    }

    private static CelCompiler compiler(Subject subject) {
        var builder = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS).addLibraries(CelExtensions.strings())
                .setTypeProvider(new SubjectType(subject.type())).addFunctionDeclarations(
                        newFunctionDeclaration("glob", newGlobalOverload("glob_text", BOOL, STRING, STRING),
                                newMemberOverload("text_glob", BOOL, STRING, STRING)),
                        newFunctionDeclaration(AbsentAware.TEXT,
                                newGlobalOverload("text_or_empty", STRING, TEXTS, STRING)),
                        newFunctionDeclaration(AbsentAware.NUMBER,
                                newGlobalOverload("number_or_absent", DOUBLE, NUMBERS, STRING)),
                        newFunctionDeclaration(AbsentAware.MATCHES,
                                newGlobalOverload("cached_matches", BOOL, STRING, STRING)),
                        newFunctionDeclaration(AbsentAware.OPEN,
                                newGlobalOverload("calendar_open", BOOL, STRING, TIMESTAMP)))
                .setResultType(BOOL);
        subject.variables().forEach(builder::addVar);
        return builder.build();
    }

    private static CelRuntime runtime(RegexCache patterns, Calendars calendars) {
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
                .addFunctionBindings(CelFunctionBinding.fromOverloads(AbsentAware.OPEN,
                        CelFunctionBinding.from("calendar_open", String.class, Instant.class, calendars::isOpen)))
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

    /**
     * The tree of a condition, before names and types are looked at.
     *
     * @throws CelValidationException
     *             when it is not CEL
     */
    static CelAbstractSyntaxTree parsed(String text, Subject subject) throws CelValidationException {
        return COMPILERS.computeIfAbsent(subject, CelConditions::compiler).parse(text).getAst();
    }

    Optional<CelCondition> compile(String text, Subject subject, ConditionProblems problems) {
        var complaints = new CelComplaints(text, subject, problems);
        var compiler = COMPILERS.computeIfAbsent(subject, CelConditions::compiler);
        try {
            var parsed = compiler.parse(text);
            if (parsed.hasError()) {
                complaints.syntax(parsed.getErrors());
                return Optional.empty();
            }
            var rewritten = new AbsentAware(parsed.getAst(), patterns, calendars.names(), complaints).rewritten();
            var checked = compiler.check(rewritten);
            if (checked.hasError()) {
                complaints.types(checked.getErrors());
            }
            return complaints.any()
                    ? Optional.empty()
                    : Optional.of(new CelCondition(runtime.createProgram(checked.getAst()),
                            CelDemands.of(parsed.getAst().getExpr())));
        } catch (CelValidationException | CelEvaluationException wrong) {
            complaints.other(wrong);
            return Optional.empty();
        }
    }

    /** The one type of our own that conditions over one subject know. */
    private record SubjectType(StructType type) implements CelTypeProvider {

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.of(type);
        }

        @Override
        public Optional<CelType> findType(String name) {
            return name.equals(type.name()) ? Optional.of(type) : Optional.empty();
        }
    }
}
