package dev.tocsin.ingest.source;

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.authenticity.AuthenticityCheck;
import dev.tocsin.ingest.authenticity.Certificates;
import dev.tocsin.ingest.authenticity.HmacSignature;
import dev.tocsin.ingest.authenticity.HookCheck;
import dev.tocsin.ingest.authenticity.NoSignature;
import dev.tocsin.ingest.authenticity.PagerDutySignature;
import dev.tocsin.ingest.authenticity.SenderTokens;
import dev.tocsin.ingest.authenticity.SentrySignature;
import dev.tocsin.ingest.authenticity.SignatureScheme;
import dev.tocsin.ingest.authenticity.SignedAddressCheck;
import dev.tocsin.ingest.authenticity.SlackSignature;
import dev.tocsin.ingest.authenticity.SnsCheck;
import dev.tocsin.ingest.authenticity.SnsSignature;
import dev.tocsin.ingest.authenticity.TokenCheck;
import dev.tocsin.ingest.authenticity.TwilioSignature;
import dev.tocsin.ingest.format.cloudwatch.CloudWatchFormat;
import dev.tocsin.ingest.format.mapped.MappedFormat;
import dev.tocsin.ingest.queue.QueueAddress;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.outside.AnswerWay;
import dev.tocsin.schemas.outside.TokenVerdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configured sources. One for each format is always there, under the format's name. */
public final class Sources {

    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Set<String> KNOWN = Set.of("format", "token", "token.file", "token.env", "token-next",
            "token-next.file", "token-next.env", "secret", "secret.file", "secret.env", "secret-next",
            "secret-next.file", "secret-next.env", "topic-arns", "require-signature", "signature-version-2-only",
            "confirm-subscriptions", "unsigned", "alerts", "deadline", "signature-header", "signature-prefix",
            "signature-timestamp-header", "queue-url", "queue-region", "queue-endpoint");
    /** Whose bodies say all, without headers. */
    private static final Set<String> QUEUED = Set.of(CloudWatchFormat.NAME, MappedFormat.NAME);

    /** What is shorter is no key of its own. */
    private static final int SHORTEST_OF_SEVERAL = 16;

    private final Map<String, Source> byName;
    private final Set<String> configured;
    private final Map<Source, QueueAddress> queues;

    private Sources(Map<String, Source> byName, Set<String> configured, Map<Source, QueueAddress> queues) {
        this.queues = Map.copyOf(queues);
        this.byName = byName;
        this.configured = Set.copyOf(configured);
    }

    /** What may be set of a source: {@code sources.<name>.} and one of these. */
    public static Set<String> settings() {
        return KNOWN;
    }

    /**
     * From the settings {@code sources.<name>.*}.
     *
     * @throws SettingsException
     *             when one is wrong; the message says what to write
     */
    public static Sources from(Settings settings, Certificates certificates, Clock clock, AnswerDesk desk) {
        var configured = settings.under("sources.").keySet().stream().map(Sources::nameIn).collect(Collectors.toSet());
        var names = new TreeSet<>(configured);
        names.addAll(SourceType.names());
        var sources = new LinkedHashMap<String, Source>();
        names.forEach(name -> sources.put(name, source(name, settings, certificates, clock, desk)));
        var queues = new LinkedHashMap<Source, QueueAddress>();
        sources.values().forEach(source -> QueueAddress.of(source.name(), settings).ifPresent(queue -> {
            if (!QUEUED.contains(source.format().name())) {
                throw new SettingsException("setting sources." + source.name()
                        + ".queue-url: only sources of the formats "
                        + new TreeSet<>(QUEUED) + " have a queue; remove it");
            }
            queues.put(source, queue);
        }));
        return new Sources(sources, configured, queues);
    }

    /** The queues that are polled. */
    public Map<Source, QueueAddress> queues() {
        return queues;
    }

    /** A source by format and name. */
    public Optional<Source> find(String format, String name) {
        return Optional.ofNullable(byName.get(name)).filter(source -> source.format().name().equals(format));
    }

    /** A source by name alone. */
    public Optional<Source> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Names of all of them. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** Names of those that the settings name. */
    public Set<String> configured() {
        return configured;
    }

    private static String nameIn(String key) {
        var dot = key.indexOf('.');
        var name = dot < 0 ? key : key.substring(0, dot);
        var what = dot < 0 ? "" : key.substring(dot + 1);
        if (!NAME.matcher(name).matches() || !KNOWN.contains(what)) {
            throw new SettingsException("setting sources." + key
                    + " is unknown: write sources.<name>.<setting>, with a name"
                    + " of lowercase letters, digits and dashes, and one of the settings " + new TreeSet<>(KNOWN));
        }
        return name;
    }

    private static Source source(String name, Settings settings, Certificates certificates, Clock clock,
            AnswerDesk desk) {
        var prefix = "sources." + name + ".";
        var written = settings.string(prefix + "format", name);
        var type = SourceType.named(written).orElseThrow(() -> new SettingsException("setting " + prefix + "format is '"
                + written + "': write one of " + SourceType.names()));
        var topics = Set.copyOf(settings.list(prefix + "topic-arns"));
        var confirm = settings.bool(prefix + "confirm-subscriptions", false);
        if (confirm && topics.isEmpty()) {
            throw new SettingsException("setting " + prefix + "confirm-subscriptions is true, but " + prefix
                    + "topic-arns is missing: list the ARNs of the topics that may subscribe");
        }
        var reader = type.reader(desk);
        var format = settings.bool(prefix + "alerts", false) ? reader.takingAlerts() : reader;
        return new Source(name, format, check(name, type, settings, topics, certificates, clock, desk),
                settings.duration(prefix + "deadline", type.deadline()), confirm ? topics : Set.of(),
                type.resending().needsSpool());
    }

    private static AuthenticityCheck check(String name, SourceType type, Settings settings, Set<String> topics,
            Certificates certificates, Clock clock, AnswerDesk desk) {
        var prefix = "sources." + name + ".";
        var tokens = new SenderTokens(secrets(settings, prefix + "token"));
        return switch (type.proof()) {
            case SENTRY -> new HookCheck(name, tokens,
                    new SentrySignature(secrets(settings, prefix + "secret")),
                    settings.bool(prefix + "unsigned", false));
            case PAGERDUTY -> new HookCheck(name, tokens,
                    new PagerDutySignature(secrets(settings, prefix + "secret")),
                    settings.bool(prefix + "unsigned", false));
            // Who may stop a ladder must show who they are.
            case HOOK -> new HookCheck(name, tokens, new NoSignature(),
                    settings.bool(prefix + "unsigned", false));
            case SNS -> {
                var required = settings.bool(prefix + "require-signature", true);
                if (required && topics.isEmpty() && isReachable(settings)) {
                    LOG.warn("source {} accepts SNS messages of any AWS account: set {}topic-arns", name, prefix);
                }
                var signature = new SnsSignature(certificates, clock,
                        settings.bool(prefix + "signature-version-2-only", false));
                yield new SnsCheck(name, tokens, signature, required, topics);
            }
            case SIGNED -> {
                var secrets = secrets(settings, prefix + "secret");
                yield new HookCheck(name, tokens, new HmacSignature(scheme(type, prefix, settings), secrets),
                        settings.bool(prefix + "unsigned", secrets.isEmpty() && !tokens.configured()));
            }
            case TICKET -> new HookCheck(name, tokens, new HmacSignature(scheme(type, prefix, settings), secrets(
                    settings,
                    prefix + "secret")), settings.bool(prefix + "unsigned", false));
            case TOKEN -> new TokenCheck(tokens);
            case SLACK -> new HookCheck(name, tokens, new SlackSignature(secrets(settings, prefix + "secret")), settings
                    .bool(prefix + "unsigned", false));
            case TWILIO -> new HookCheck(name, tokens, new TwilioSignature(secrets(settings, prefix + "secret"), desk
                    .door().url()), settings.bool(prefix + "unsigned", false));
            case PAGE -> new SignedAddressCheck(desk.door().keys().configured(), request -> desk.page(request)
                    .isPresent());
            // The format says in a page what is wrong with a link; the router lets only ours come this far.
            case LINK -> new SignedAddressCheck(desk.door().keys().configured(), request -> !(desk.door().keys().read(
                    request.query(), AnswerWay.LINK, request.receivedAt()) instanceof TokenVerdict.Unknown));
            case REPORT -> new SignedAddressCheck(desk.door().keys().configured(), request -> desk.door().keys()
                    .reportAddress(request.query()).isPresent());
        };
    }

    private static SignatureScheme scheme(SourceType type, String prefix, Settings settings) {
        var usual = type.scheme();
        return new SignatureScheme(settings.string(prefix + "signature-header", usual.header()), settings.string(prefix
                + "signature-prefix", usual.prefix()), usual.hash(), settings.string(prefix
                        + "signature-timestamp-header", usual.timestampHeader()));
    }

    /** By other machines: whoever has an AWS account can sign a message, and has to bring it here. */
    private static boolean isReachable(Settings settings) {
        var host = CommonSettings.HTTP_HOST.in(settings);
        return !host.startsWith("127.") && !host.equals("localhost") && !host.equals("::1");
    }

    /** Several with commas between, for rotation; a comma may also be part of one. */
    private static Stream<String> several(String written) {
        return written.indexOf(',') < 0
                ? Stream.of(written)
                : Stream.concat(Stream.of(written), Arrays.stream(written.split(",")).map(String::strip).filter(
                        part -> part.length() >= SHORTEST_OF_SEVERAL));
    }

    private static List<String> secrets(Settings settings, String key) {
        return Stream.of(key, key + "-next").map(settings::secret).flatMap(Optional::stream).flatMap(Sources::several)
                .filter(secret -> !secret.isBlank()).toList();
    }
}
