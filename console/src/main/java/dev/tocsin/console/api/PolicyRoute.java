package dev.tocsin.console.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tocsin.console.route.Routes;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.schemas.command.Commands;

/** {@code GET /api/policy}: what the policy in force lets people choose from, and its text. */
public final class PolicyRoute {

    private final PolicyInForce policy;
    private final Supplier<Optional<PolicyVersion>> newest;

    /**
     * @param newest
     *            the newest version that was published, if any
     */
    public PolicyRoute(PolicyInForce policy, Supplier<Optional<PolicyVersion>> newest) {
        this.policy = policy;
        this.newest = newest;
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.get("/api/policy", context -> Json.answerTagged(context, choices()));
        routes.get("/api/policy/text", context -> Json.answerTagged(context, text()));
    }

    /**
     * A channel.
     *
     * @param cleared
     *            whether it may carry the contents of confidential incidents
     */
    record ChannelRow(String name, String type, boolean cleared) {}

    /**
     * The answer of {@code GET /api/policy}.
     *
     * @param version
     *            0 for the built-in policy
     * @param author
     *            who applied it; empty for the built-in policy
     * @param severities
     *            worst first
     * @param roles
     *            empty: any name will do
     * @param escalations
     *            what an incident can be escalated to: its next step, escalations and targets
     * @param people
     *            names of targets
     */
    record Choices(String name, int version, String author, Optional<Instant> publishedAt, List<String> severities,
            List<String> roles, List<String> escalations, List<String> people, List<ChannelRow> channels) {}

    /** The answer of {@code GET /api/policy/text}: the policy as it was written; secrets are references. */
    record Text(int version, String sha256, String text) {}

    /** The next step first: it is what people mean who are in a hurry. */
    private static List<String> escalations(Policy policy) {
        var names = new TreeSet<>(policy.practice().escalations().keySet());
        names.addAll(policy.targets().keySet());
        names.remove(Commands.NEXT_STEP);
        return Stream.concat(Stream.of(Commands.NEXT_STEP), names.stream()).toList();
    }

    private Choices choices() {
        var inForce = policy.compiled();
        var whole = inForce.policy();
        var published = newest.get().filter(version -> version.getVersion() == inForce.version());
        return new Choices(inForce.name(), inForce.version(), published.map(PolicyVersion::getAuthor).orElse(""),
                published.map(PolicyVersion::getPublishedAt), whole.severities().stream().map(level -> level.id())
                        .toList(), whole.practice().roles(), escalations(whole), List
                                .copyOf(new TreeSet<>(whole.targets().keySet())), whole.channels().values()
                                        .stream().map(channel -> new ChannelRow(channel.name(), channel.type(),
                                                channel.cleared())).sorted(Comparator.comparing(
                                                        ChannelRow::name)).toList());
    }

    private Text text() {
        var inForce = policy.compiled().version();
        var version = newest.get().filter(published -> published.getVersion() == inForce).orElseGet(
                PolicyLoader::builtIn);
        return new Text(version.getVersion(), version.getSha256(), version.getText());
    }
}
