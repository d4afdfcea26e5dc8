package dev.tocsin.policy;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static dev.tocsin.policy.ClassificationTest.classify;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;

import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.read.SectionKind;
import org.junit.jupiter.api.Test;

/** The annotated example in the README is a policy that works. */
class ReadmeExampleTest {

    static String example() {
        var readme = PolicySchemaTest.read(Path.of("README.md"));
        var block = Pattern.compile("```yaml\n(policy: shop.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(block.find()).as("the README holds the example").isTrue();
        return block.group(1);
    }

    @Test
    void shouldUseEverySection() {
        var example = example();

        assertThat(SectionKind.POLICY.keys()).allSatisfy(key -> assertThat("\n" + example).contains("\n" + key + ":"));
    }

    @Test
    void shouldBehaveAsItsCommentsSay() throws PolicyErrors {
        var policy = PolicyLoader.load("README.md", example());

        var down = classify(policy, anAlert().with("severity", "critical").with("env", "production").build());
        var failing = classify(policy, anAlert().with("env", "production").measured("error_rate", 51).build());
        var elsewhere = classify(policy, anAlert().with("severity", "critical").with("env", "staging").build());

        assertThat(down).returns("production-down", Classification::ruleId)
                .returns("urgent", Classification::ladder).returns(true, Classification::customerFacing)
                .returns("checkout {environment=production}", Classification::correlationKey);
        assertThat(failing).returns("half-of-the-requests-fail", Classification::ruleId)
                .returns("SEV2", it -> it.severity().getId()).returns("urgent", Classification::ladder)
                .returns("https://runbooks.example.org/api", Classification::runbook);
        assertThat(elsewhere).returns("fallback", Classification::ruleId)
                .returns("SEV3", it -> it.severity().getId());
    }
}
