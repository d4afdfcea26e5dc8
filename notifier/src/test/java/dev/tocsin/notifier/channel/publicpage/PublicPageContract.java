package dev.tocsin.notifier.channel.publicpage;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.policy.channel.ServiceNames;
import org.junit.jupiter.api.Test;

/** What every status page must do besides {@link ChannelContract}: what the public reads, components, and what is confidential. */
public abstract class PublicPageContract extends ChannelContract {

    private Optional<ServiceNames> components = Optional.empty();

    /** The vendor's id of the incident, as {@link #taken} and {@link #list} give it. */
    protected abstract String id();

    /** The open incidents of the page: another, and ours. */
    protected abstract String list();

    /** Whether a request is one for the list of incidents. */
    protected abstract String listPath();

    /** What a request says of the incident; empty where it says nothing of one. */
    protected abstract Optional<String> status(LoggedRequest request);

    /** The state of the components of a request, by id, in the vendor's words. */
    protected abstract Map<String, String> components(LoggedRequest request);

    /** The vendor's words for a major outage, a partial one, and for operational. */
    protected abstract List<String> words();

    /** Settings besides the components. */
    protected abstract Map<String, String> page(String base);

    @Override
    protected final Map<String, String> settings(String base) {
        var settings = new java.util.HashMap<>(page(base));
        components.ifPresent(it -> settings.put("components", it.text()));
        return settings;
    }

    @Override
    protected final Optional<String> key(LoggedRequest request) {
        return Optional.empty();
    }

    @Override
    protected final Notifications opening() {
        return a(STATUS_PAGE).on("status-page", "status", "investigating", "text", "We are investigating checkout");
    }

    @Override
    protected final boolean tellsAllTexts() {
        return false;
    }

    @Test
    void shouldEndATextThatIsTooLongWithAnEllipsis() {
        answers(taken());

        deliver(a(STATUS_PAGE).on("status-page", "status", "investigating", "text", "\uD83D\uDD25".repeat(30_000)));

        assertThat(text(requests().getFirst())).contains("\uD83D\uDD25\u2026\"").contains(
                "Incident affecting checkout");
    }

    /** The public does not see the console. */
    @Override
    protected final String link() {
        return "";
    }

    @Override
    protected final String content() {
        return "We are investigating";
    }

    @Override
    protected int largest() {
        return 110_000;
    }

    @Test
    void shouldPublishWhatWasWordedForCustomersAndNothingElse() {
        answers(taken());

        var outcome = deliver(opening());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Delivered.class, it -> assertThat(it.receipt()).isEqualTo(
                id()));
        assertThat(text(requests().getFirst())).contains("Incident affecting checkout").doesNotContain("Error rate",
                "SEV1", "payments", "tocsin.example.org");
    }

    @Test
    void shouldSetTheComponentsOfTheServiceWithTheIncidentAndBackAtItsEnd() {
        answers(taken());
        components = Optional.of(new ServiceNames(Map.of("checkout", List.of("11", "12"), "search", List.of("13"))));

        deliver(opening());
        deliver(says("monitoring").with(it -> it.setSeverity(new Severity("SEV2", 2))), Optional.of(id()));
        deliver(says("resolved"), Optional.of(id()));

        assertThat(states("11")).containsExactlyElementsOf(words());
        assertThat(states("12")).containsExactlyElementsOf(words());
        assertThat(states("13")).isEmpty();
    }

    @Test
    void shouldLeaveComponentsAloneThatThePolicyDoesNotName() {
        answers(taken());
        components = Optional.of(new ServiceNames(Map.of("search", List.of("13"))));

        deliver(opening());
        deliver(says("resolved"), Optional.of(id()));

        assertThat(requests()).allMatch(it -> components(it).isEmpty()).hasSize(2);
    }

    @Test
    void shouldSetTheComponentsForAllOtherServices() {
        answers(taken());
        components = Optional.of(new ServiceNames(Map.of(ServiceNames.OTHERS, List.of("19"))));

        deliver(opening());

        assertThat(states("19")).containsExactly(words().getFirst());
    }

    @Test
    void shouldLookForItWhereItsIdIsForgotten() {
        answers(taken());
        lists(list());

        var outcome = deliver(says("resolved"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Delivered.class, it -> assertThat(it.receipt()).isEqualTo(
                id()));
        assertThat(requests().getLast().getUrl()).contains(id());
    }

    @Test
    void shouldLookForItBeforeItPublishesInDoubt() {
        answers(taken());
        lists(list());

        deliver(opening().to("hook", address()).build(), Optional.empty(), true);

        assertThat(requests()).hasSize(2);
        assertThat(requests().getLast().getUrl()).contains(id());
    }

    @Test
    void shouldNotPublishAgainWhenTheListCannotBeRead() {
        answers(taken());
        lists("<html>");

        assertThat(deliver(opening().to("hook", address()).build(), Optional.empty(), true)).isInstanceOf(
                Outcome.Rejected.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldNotPublishTheEndOfWhatIsNotThere() {
        answers(taken());
        lists(list().replace(id(), "other").replace("checkout", "search").replace("0a1b2c3d", "9z"));

        assertThat(deliver(says("resolved"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldPublishAgainWhenAPersonRemovedItAndThereIsMoreToSay() {
        answers(taken());
        receiver.stubFor(any(urlPathMatching(".*" + id() + ".*")).willReturn(notFound()));

        assertThat(deliver(says("identified"), Optional.of(id()))).isInstanceOf(Outcome.Delivered.class);
        assertThat(requests()).hasSize(2);
        assertThat(deliver(says("resolved"), Optional.of(id()))).isInstanceOf(Outcome.Delivered.class);
        assertThat(requests()).hasSize(3);
    }

    @Test
    void shouldNeverWriteAConfidentialIncident() {
        answers(taken());
        components = Optional.of(new ServiceNames(Map.of("checkout", List.of("11"))));

        for (var status : List.of("investigating", "identified", "monitoring")) {
            assertThat(deliver(says(status).with(it -> it.setConfidential(true)))).isInstanceOf(Outcome.Rejected.class);
            assertThat(deliver(says(status).with(it -> it.setConfidential(true)), Optional.of(id()))).isInstanceOf(
                    Outcome.Rejected.class);
        }
        assertThat(deliver(opening().with(it -> it.setConfidential(true)))).isInstanceOf(Outcome.Rejected.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void shouldResolveWithoutAWordWhatBecameConfidential() {
        answers(taken());
        components = Optional.of(new ServiceNames(Map.of("checkout", List.of("11"))));

        deliver(says("resolved").with(it -> it.setConfidential(true)), Optional.of(id()));

        assertThat(text(requests().getFirst())).contains("This incident is resolved.").doesNotContain("Now it is",
                "checkout");
        assertThat(states("11")).containsExactly(words().getLast());
    }

    @Test
    void shouldTellEachStatusInTheVendorsWord() {
        answers(taken());

        for (var status : List.of("identified", "monitoring", "resolved")) {
            deliver(says(status), Optional.of(id()));
        }

        assertThat(requests().stream().map(this::status).flatMap(Optional::stream)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void shouldTryAgainWhenItIsTooFast() {
        answers(aResponse().withStatus(429));

        assertThat(deliver(opening())).isInstanceOf(Outcome.RetryAfter.class);
    }

    /** From now on the page lists these incidents. */
    protected final void lists(String json) {
        receiver.stubFor(get(urlPathMatching(listPath())).willReturn(okJson(json)));
    }

    /** An update. */
    protected static Notifications says(String status) {
        return a(STATUS_PAGE).on("status-page/update/3", "status", status, "text", "Now it is " + status);
    }

    private List<String> states(String component) {
        return requests().stream().map(this::components).filter(it -> it.containsKey(component)).map(it -> it.get(
                component)).toList();
    }
}
