package dev.tocsin.schemas.serde;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.schemas.registry.Patience;
import dev.tocsin.schemas.registry.Registries;
import dev.tocsin.schemas.registry.Registry;
import dev.tocsin.schemas.registry.RegistryAddress;
import dev.tocsin.schemas.topic.Topic;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the serializers, under Confluent's keys.
 *
 * @see <a href=
 *      "https://docs.confluent.io/platform/current/schema-registry/sr-client-configs.html">the keys and their meaning</a>
 */
final class SerdeSettings {

    private final Map<String, ?> settings;
    private final boolean key;

    SerdeSettings(Map<String, ?> settings, boolean key) {
        this.settings = settings;
        this.key = key;
    }

    Registry registry() {
        return Registries.at(address(), patience());
    }

    /** Off by default, other than with Confluent: in production, schemas are registered on purpose; on for mock://. */
    boolean autoRegister() {
        return flag("auto.register.schemas", address().urls().getFirst().getScheme().equals("mock"));
    }

    boolean useLatestVersion() {
        return flag("use.latest.version", false);
    }

    boolean specificReader() {
        return flag("specific.avro.reader", false);
    }

    SubjectNames subjectNames() {
        var setting = key ? "key.subject.name.strategy" : "value.subject.name.strategy";
        return SubjectNames.of(setting, className(setting).orElse("TopicNameStrategy"));
    }

    /** The one type that is expected, by class name; without it the writer's record name decides. */
    Optional<String> expectedType() {
        return className(key ? "specific.avro.key.type" : "specific.avro.value.type");
    }

    int maxBytes() {
        return number("max.record.bytes", Topic.MAX_RECORD_BYTES);
    }

    private Patience patience() {
        return new Patience(number("max.retries", 5), millis("retries.wait.ms", 200),
                millis("retries.max.wait.ms", 2_000), millis("http.connect.timeout.ms", 5_000),
                millis("http.read.timeout.ms", 10_000));
    }

    private RegistryAddress address() {
        var setting = "schema.registry.url";
        var urls = new ArrayList<URI>();
        var fromUrl = Optional.<String>empty();
        for (var text : string(setting).orElseThrow(() -> new ConfigException("Missing " + setting)).split(",", -1)) {
            var uri = uri(setting, text.strip());
            fromUrl = fromUrl.or(() -> Optional.ofNullable(uri.getUserInfo()));
            urls.add(URI.create(uri.getScheme() + "://" + host(uri) + uri.getRawPath().replaceAll("/+$", "")));
        }
        return new RegistryAddress(urls, userInfo(fromUrl));
    }

    private static String host(URI uri) {
        var authority = uri.getRawAuthority();
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static URI uri(String setting, String text) {
        try {
            var uri = URI.create(text);
            if (uri.getScheme() != null && uri.getRawAuthority() != null) {
                return uri;
            }
        } catch (IllegalArgumentException notAUri) {
            // Answered below, without the text: it may hold a password.
        }
        throw new ConfigException(setting + ": not an address like http://host:8081 (or mock://scope)");
    }

    private Optional<String> userInfo(Optional<String> fromUrl) {
        var source = string("basic.auth.credentials.source").orElse("URL");
        return switch (source) {
            case "URL" -> fromUrl;
            case "USER_INFO" -> Optional.of(string("basic.auth.user.info")
                    .or(() -> string("schema.registry.basic.auth.user.info")).orElseThrow(() -> new ConfigException(
                            "basic.auth.credentials.source is USER_INFO: basic.auth.user.info is missing")));
            default -> throw new ConfigException("basic.auth.credentials.source", source, "write URL or USER_INFO");
        };
    }

    private Optional<String> className(String setting) {
        return settings.get(setting) instanceof Class<?> type ? Optional.of(type.getName()) : string(setting);
    }

    private Optional<String> string(String setting) {
        return Optional.<Object>ofNullable(settings.get(setting)).map(value -> value instanceof Iterable<?> many
                ? String.join(",", strings(many))
                : value.toString()).filter(value -> !value.isBlank());
    }

    private static Iterable<String> strings(Iterable<?> many) {
        var strings = new ArrayList<String>();
        many.forEach(one -> strings.add(one.toString()));
        return strings;
    }

    private boolean flag(String setting, boolean otherwise) {
        return string(setting).map(Boolean::parseBoolean).orElse(otherwise);
    }

    private Duration millis(String setting, int otherwise) {
        return Duration.ofMillis(number(setting, otherwise));
    }

    private int number(String setting, int otherwise) {
        try {
            return string(setting).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            throw new ConfigException(setting, settings.get(setting), "not a number");
        }
    }
}
