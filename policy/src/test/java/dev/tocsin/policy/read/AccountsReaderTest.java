package dev.tocsin.policy.read;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.PolicyText;
import dev.tocsin.policy.model.Vendor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are called at vendors. */
class AccountsReaderTest {

    private static PolicyText policy(String accounts) {
        return aPolicy().targets("targets:\n  on-call: [inbox]\n  ada: {reach: [inbox], accounts: " + accounts
                + "}\n  ben: {reach: [inbox], accounts: {slack: U0BEN99, github: Octo-Cat}}\n");
    }

    @Test
    void shouldReadThem() {
        var ada = policy(
                "{slack: U012AB3CD, telegram: 4711, pagerduty: PJ0LVEB, opsgenie: ada@example.org, github: ada}").load()
                .target("ada").orElseThrow();

        assertThat(ada.accounts()).isEqualTo(Map.of(Vendor.SLACK, "U012AB3CD", Vendor.TELEGRAM, "4711",
                Vendor.PAGERDUTY,
                "PJ0LVEB", Vendor.OPSGENIE, "ada@example.org", Vendor.GITHUB, "ada"));
        assertThat(aPolicy().load().target("on-call").orElseThrow().accounts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "{slack: ada}|'ada' is not an account of slack|the member's id, such as slack: U0123ABCD",
            "{slack: S012AB3CD}|'S012AB3CD' is not an account of slack|the member's id",
            "{telegram: \"@ada\"}|'@ada' is not an account of telegram|a number",
            "{pagerduty: U123456}|'U123456' is not an account of pagerduty|such as pagerduty: PABC123",
            "{opsgenie: ada}|'ada' is not an account of opsgenie|a mail address",
            "{github: \"ada/shop\"}|'ada/shop' is not an account of github|the login",
            "{slak: U012AB3CD}|unknown key 'slak' in 'accounts'|write 'slack'",
            "{slack: U0BEN99}|the account U0BEN99 of slack is that of 'ada' too|write it for one of them",
            "{github: octo-cat}|the account Octo-Cat of github is that of 'ada' too|write it for one of them"})
    void shouldSayWhatIsWrong(String accounts, String problem, String advice) {
        var errors = catchThrowableOfType(PolicyErrors.class, () -> PolicyLoader.load("policy.yml", policy(accounts)
                .text()));

        assertThat(errors).hasMessageContaining(problem).hasMessageContaining(advice);
    }
}
