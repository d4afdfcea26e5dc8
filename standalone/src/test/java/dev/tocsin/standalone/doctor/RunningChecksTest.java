package dev.tocsin.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.standalone.doctor.Finding.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What running services say of themselves, and what the doctor makes of it. */
class RunningChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final String GOOD = """
            {"now":"2026-11-21T03:00:01Z","reading":{"caughtUp":true,"undecodable":0},"refusing":[],"aboutTocsin":[],"services":[{"name":"ingest","live":true,"ready":true,"details":{}}],
             "pipeline":{"stages":[{"name":"correlator","members":1,"lag":3}]},"quarantined":0,"openIncidentsNotHeld":0}""";

    private static List<Finding> status(String json) {
        return RunningChecks.status(JsonMapper.shared().readTree(json), NOW);
    }

    private static List<Finding> sources(String json) {
        return RunningChecks.sources(JsonMapper.shared().readTree(json));
    }

    @Test
    void shouldFindNothingWrongWithWhatWorks() {
        assertThat(status(GOOD)).extracting(Finding::level).containsOnly(Level.OK);
        assertThat(status(GOOD)).extracting(Finding::subject).containsExactly("clocks", "lag", "channels");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "03:00:01Z | 03:05:00Z | WARNING | clocks | the clock of the console differs from this machine's by 300 s",
            "\"members\":1 | \"members\":0 | PROBLEM | lag | no correlator is running",
            "\"lag\":3 | \"lag\":20000 | PROBLEM | lag | the correlator is 20000 records behind",
            "\"ready\":true | \"ready\":false | PROBLEM | services | ingest is not ready: {}",
            "\"undecodable\":0 | \"undecodable\":2 | PROBLEM | console | 2 records cannot be decoded",
            "\"caughtUp\":true | \"caughtUp\":false | WARNING | console | the console still reads its topics",
            "\"quarantined\":0 | \"quarantined\":1 | WARNING | quarantine | 1 request could not be read or were not authentic",
            "\"openIncidentsNotHeld\":0 | \"openIncidentsNotHeld\":5 | WARNING | console | 5 open incidents not held in memory"})
    void shouldSayWhatIsWrongAndWhatToDo(String good, String bad, Level level, String subject, String sentence) {
        assertThat(status(GOOD.replace(good, bad))).filteredOn(finding -> finding.level() != Level.OK).singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(level);
                    assertThat(finding.subject()).isEqualTo(subject);
                    assertThat(finding.sentence()).startsWith(sentence);
                    assertThat(finding.advice()).isNotEmpty();
                });
    }

    @Test
    void shouldNameDestinationsThatRefuse() {
        var findings = status(GOOD.replace("\"refusing\":[]",
                """
                "refusing":[{"channel":"chat","destination":"C1","since":"2026-11-21T02:00:00Z","reason":"channel_not_found"}]"""));

        assertThat(findings).filteredOn(finding -> finding.subject().equals("channels")).singleElement().satisfies(
                finding -> assertThat(finding.sentence()).contains("chat does not reach C1", "channel_not_found"));
    }

    @Test
    void shouldSayThatRequestsWaitAndWhichSourceIsSilent() {
        assertThat(sources("""
                {"spooled":7,"sources":[{"source":"zabbix","lastAccepted":"2026-03-10T12:00:00Z","silent":true},
                 {"source":"datadog","refusedBecause":"401 wrong-token","silent":false}]}""")).extracting(
                Finding::subject, Finding::level).containsExactly(tuple("spool",
                        Level.PROBLEM), tuple("sources", Level.PROBLEM),
                        tuple("sources", Level.WARNING));
        assertThat(sources("{\"spooled\":0,\"sources\":[]}")).extracting(Finding::level).containsOnly(Level.OK);
    }

    @ParameterizedTest
    @CsvSource({"50000000, PROBLEM", "500000000, WARNING", "5000000000, OK"})
    void shouldLookAtTheDisksOfTheBrokers(long free, Level level) {
        assertThat(Doctor.disk(1, "/kafka", free, Settings.of(Map.of())).level()).isEqualTo(level);
    }

    @Test
    void shouldWarnOfButtonsThatNoPageHas() throws PolicyErrors {
        var policy = PolicyLoader.load("p.yml", """
                policy: p
                severities: [{id: SEV1, ladder: l}]
                ladders: {l: {steps: [{after: 0m, notify: [ada]}]}}
                targets: {ada: [{channel: chat, address: C0123456789}]}
                channels: {chat: {type: slack, token: {env: T}}}
                """).policy();

        assertThat(Doctor.buttons(policy, Settings.of(Map.of()))).singleElement().satisfies(finding -> assertThat(
                finding
                        .sentence()).contains("answers.url", "slack"));
        assertThat(Doctor.buttons(policy, Settings.of(Map.of("answers.url", "https://a.example.org")))).isEmpty();
    }
}
