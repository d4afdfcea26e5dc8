package dev.tocsin.standalone.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.tocsin.runtime.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of DESIGN.md, held by a test: services meet only at topics, time is input, and packages say what they are. */
class ArchitectureTest {

    private static final String ROOT = "dev.tocsin.";
    private static final List<String> SERVICES = List.of("ingest", "correlator", "escalator", "notifier", "console");
    private static final List<String> FOUNDATIONS = List.of("schemas", "event", "state", "policy", "policytools",
            "runtime");
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tocsin");

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "correlator", "escalator", "notifier", "console"})
    void shouldKeepServicesApart(String service) {
        var others = SERVICES.stream().filter(each -> !each.equals(service)).map(ArchitectureTest::in)
                .toArray(String[]::new);

        noClasses().that().resideInAPackage(in(service)).should().dependOnClassesThat().resideInAnyPackage(others)
                .because("services meet only at topics").check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas", "event", "state", "policy", "policytools", "runtime"})
    void shouldKeepFoundationsFromKnowingServices(String foundation) {
        var services = SERVICES.stream().map(ArchitectureTest::in).toArray(String[]::new);

        noClasses().that().resideInAPackage(in(foundation)).should().dependOnClassesThat().resideInAnyPackage(services)
                .check(CODE);
    }

    @Test
    void shouldLetOnlyStandaloneKnowStandalone() {
        noClasses().that().resideOutsideOfPackage(in("standalone")).should().dependOnClassesThat()
                .resideInAPackage(in("standalone")).check(CODE);
    }

    @Test
    void shouldKeepTheContractsFromKnowingAnythingElse() {
        noClasses().that().resideInAnyPackage(in("schemas"), in("event"), in("state")).should().dependOnClassesThat()
                .resideInAnyPackage(in("policy"), in("runtime")).check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "correlator", "escalator", "notifier", "console", "policy", "policytools",
            "runtime",
            "schemas", "standalone"})
    void shouldHaveNoCyclesBetweenThePackagesOfAModule(String module) {
        slices().assignedFrom(thePackagesOf(module)).should().beFreeOfCycles().check(CODE);
    }

    @Test
    void shouldKeepTheStepsOfTheCorrelatorFromKnowingItsTopology() {
        noClasses().that().resideInAPackage("dev.tocsin.correlator.*..").should().dependOnClassesThat()
                .resideInAPackage("dev.tocsin.correlator").because("a step is told where signals go on to").check(CODE);
    }

    @Test
    void shouldTakeTimeAsInput() {
        noClasses().that(areNotDoorsToTime()).should().callMethodWhere(isAStaticClock())
                .because("a clock is injected at the edges; inside topologies the record's time rules").check(CODE);
    }

    @Test
    void shouldLogThroughSlf4jOnly() {
        noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..").check(CODE);
    }

    @Test
    void shouldPrintOnlyInCommands() {
        noClasses().that().resideOutsideOfPackage(in("standalone.command")).and(are(name -> !PRINTERS.contains(name)))
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err").check(CODE);
    }

    @Test
    void shouldNamePackagesAfterTheDomain() {
        noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..core..", "..helper..",
                "..helpers..", "..impl..").check(CODE);
    }

    @Test
    void shouldNameClassesAfterTheDomain() {
        noClasses().should().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils").orShould()
                .haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Constants").check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "correlator", "escalator", "notifier", "console"})
    void shouldGiveEveryServiceAMain(String service) {
        var mains = CODE.that(resideInAPackage("dev.tocsin." + service)).stream()
                .filter(each -> each.getSimpleName().endsWith("Main")).toList();
        var services = CODE.that(resideInAPackage("dev.tocsin." + service)).that(assignableTo(Service.class));

        assertThat(services).as("service object").hasSize(1);
        assertThat(mains).as("door").hasSize(1).allMatch(main -> main.tryGetMethod("main", String[].class).isPresent());
    }

    @Test
    void shouldLookAtAllModules() {
        var seen = CODE.stream().map(each -> each.getPackageName().split("\\.")).filter(parts -> parts.length > 2)
                .map(parts -> parts[2]).collect(Collectors.toSet());

        assertThat(seen).containsAll(Stream.concat(SERVICES.stream(), FOUNDATIONS.stream()).toList())
                .contains("standalone");
    }

    /** Classes that may write to the console though they are no commands: the broker's last words before it halts. */
    private static final Set<String> PRINTERS = Set.of("dev.tocsin.standalone.broker.EmbeddedBroker");

    /** Every package is a slice of its own, that of the module's doors too. */
    private static SliceAssignment thePackagesOf(String module) {
        return new SliceAssignment() {

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return resideInAPackage(in(module)).test(type)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "the packages of " + module;
            }
        };
    }

    private static DescribedPredicate<JavaClass> areNotDoorsToTime() {
        return DescribedPredicate.describe("are no doors to time", type -> !isADoorToTime(type));
    }

    /** Mains, commands and the clock that the others are given. */
    private static boolean isADoorToTime(JavaClass type) {
        return type.getSimpleName().endsWith("Main") || type.getPackageName().startsWith(ROOT + "standalone.command")
                || type.getName().equals("dev.tocsin.runtime.SlewedTime")
                || type.getName().equals("dev.tocsin.runtime.SlewedClock");
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> isAStaticClock() {
        return DescribedPredicate.describe("is a static clock", call -> {
            var owner = call.getTarget().getOwner();
            var name = call.getTarget().getName();
            return owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                    || owner.isEquivalentTo(Clock.class) && name.startsWith("system")
                    || owner.getPackageName().equals("java.time") && name.equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty();
        });
    }

    private static DescribedPredicate<JavaClass> are(java.util.function.Predicate<String> name) {
        return DescribedPredicate.describe("are named", type -> name.test(type.getName()));
    }

    private static String in(String module) {
        return ROOT + module + "..";
    }
}
