package dev.tocsin.policy;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.policy.read.PolicyReader;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.Test;

class ServiceKeyTest {

    private final CompiledPolicy policy = aPolicy().service("service: {labels: [service, job]}\n").load();

    @Test
    void shouldTakeTheFirstLabelThatIsNotEmpty() {
        var alert = anAlert().with("service", " ").with("job", "api").with("namespace", "shop").build();

        assertThat(policy.serviceKey(alert)).isEqualTo("api");
    }

    @Test
    void shouldTakeTheNameOfTheAlertWhenNoLabelHelps() {
        assertThat(policy.serviceKey(anAlert().named("DiskFull").build())).isEqualTo("DiskFull");
    }

    @Test
    void shouldTakeTheSourceWhenEvenTheNameIsEmpty() {
        assertThat(policy.serviceKey(anAlert().named(" ").build())).isEqualTo("test");
    }

    @Test
    void shouldKnowUsualLabelsByDefault() {
        var usual = aPolicy().load();

        assertThat(usual.policy().serviceLabels()).isEqualTo(PolicyReader.SERVICE_LABELS);
        assertThat(usual.serviceKey(anAlert().with("namespace", "shop").with("job", "api").build())).isEqualTo("api");
        assertThat(usual.serviceKey(anAlert().with("DBInstanceIdentifier", "orders").build())).isEqualTo("orders");
    }

    @Test
    void shouldKeepLongKeysApart() {
        var one = policy.serviceKey(anAlert().with("service", "x".repeat(300) + "1").build());
        var other = policy.serviceKey(anAlert().with("service", "x".repeat(300) + "2").build());

        assertThat(one).hasSize(200).isNotEqualTo(other);
    }

    @Property(tries = 300)
    void shouldNeverBeEmptyNorBreakALine(@ForAll String label, @ForAll String name) {
        var key = policy.serviceKey(anAlert().with("service", label).named(name).build());

        assertThat(key).isNotBlank();
        assertThat(key.codePointCount(0, key.length())).isBetween(1, 200);
        assertThat(key.codePoints()).noneMatch(Character::isISOControl);
    }
}
