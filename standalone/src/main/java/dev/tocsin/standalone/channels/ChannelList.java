package dev.tocsin.standalone.channels;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelSetting;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.SecretRef;

/** The types of channels from the catalogue, and the channels of a policy. Never shows a secret. */
public final class ChannelList {

    private ChannelList() {}

    /**
     * A type of channel.
     *
     * @param addresses
     *            what an address is; empty where the channel is one place
     * @param parallel
     *            attempts to one destination at once
     */
    public record Type(String type, String sentence, List<SettingRow> settings, String addresses, int parallel) {

        static Type of(ChannelType type) {
            return new Type(type.id(), type.sentence(), type.settings().stream().map(SettingRow::of).toList(), type
                    .address().sentence(), type.parallel());
        }

        /** For people. */
        public String text() {
            var rows = settings.stream().map(SettingRow::text).collect(Collectors.joining());
            return type + System.lineSeparator() + "    " + plain(sentence) + System.lineSeparator() + (addresses
                    .isEmpty() ? "" : "    address: " + plain(addresses) + System.lineSeparator()) + rows;
        }
    }

    /**
     * A setting of a type.
     *
     * @param standard
     *            the default; empty if there is none
     */
    public record SettingRow(String key, boolean required, boolean secret, String sentence, String standard) {

        static SettingRow of(ChannelSetting setting) {
            return new SettingRow(setting.key(), setting.required(), setting.isSecret(), setting.sentence(), setting
                    .standard().orElse(""));
        }

        String text() {
            return "    " + key + (required ? " (required" : " (optional") + (secret ? ", secret)" : ")") + ": "
                    + plain(
                            sentence) + System.lineSeparator();
        }
    }

    /**
     * A channel of a policy.
     *
     * @param settings
     *            values of its plain settings
     * @param secrets
     *            where its secrets are read from
     * @param destinations
     *            addresses by target
     */
    public record Row(String name, String type, Map<String, String> settings, Map<String, String> secrets,
            Map<String, List<String>> destinations) {

        /** For people. */
        public String text() {
            var line = System.lineSeparator();
            var text = new StringBuilder(name + "  " + type + line);
            new TreeMap<>(settings).forEach((key, value) -> text.append("    ").append(key).append(": ").append(value)
                    .append(line));
            new TreeMap<>(secrets).forEach((key, value) -> text.append("    ").append(key).append(": ").append(value)
                    .append(line));
            destinations.forEach((target, addresses) -> text.append("    reaches ").append(target).append(addresses
                    .stream().filter(it -> !it.isEmpty()).collect(Collectors.joining(", ", " ", ""))).append(line));
            return text.toString();
        }
    }

    /** All types. */
    public static List<Type> types() {
        return ChannelCatalogue.all().stream().map(Type::of).toList();
    }

    /** The channels of a policy, by name. */
    public static List<Row> of(Policy policy) {
        return policy.channels().values().stream().sorted(Comparator.comparing(ChannelSpec::name)).map(spec -> row(
                policy, spec)).toList();
    }

    private static Row row(Policy policy, ChannelSpec spec) {
        var secrets = new TreeMap<String, String>();
        spec.secrets().forEach((key, reference) -> secrets.put(key, where(reference)));
        var destinations = new TreeMap<String, List<String>>();
        policy.targets().values().forEach(target -> {
            var addresses = target.addresses().stream().filter(it -> it.channel().equals(spec.name())).map(it -> it
                    .address()).toList();
            if (!addresses.isEmpty()) {
                destinations.put(target.name(), addresses);
            }
        });
        return new Row(spec.name(), spec.type(), new TreeMap<>(spec.settings()), secrets, destinations);
    }

    private static String where(SecretRef reference) {
        return switch (reference) {
            case SecretRef.Env(var variable) -> "from environment variable " + variable;
            case SecretRef.File(var path) -> "from file " + path;
        };
    }

    private static String plain(String sentence) {
        return sentence.replace("`", "");
    }
}
