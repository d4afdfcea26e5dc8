package dev.tocsin.policy.read;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.policy.channel.AddressForm;
import dev.tocsin.policy.channel.ChannelSetting;
import dev.tocsin.policy.channel.ServiceNames;
import dev.tocsin.policy.channel.SettingForm;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the value of one setting of a channel. What may be a secret is never repeated in a complaint. */
final class SettingReader {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Section section;

    SettingReader(Section section) {
        this.section = section;
    }

    /** What a setting was given. */
    sealed interface Value {

        record Plain(String text) implements Value {}

        record Secret(SecretRef ref) implements Value {}
    }

    Optional<Value> read(ChannelSetting setting, YamlNode node) {
        return switch (setting.form()) {
            case SettingForm.Secret _ -> secret(setting, node);
            case SettingForm.UrlOrSecret _ -> node instanceof YamlNode.Mapping
                    ? secret(setting, node)
                    : plain(setting, node);
            case SettingForm.OfServices form -> ofServices(setting, form, node);
            case SettingForm.Text _,SettingForm.Url _,SettingForm.WholeNumber _,SettingForm.Choice _,SettingForm.Flag _,SettingForm.Mail _ ->
                plain(setting, node);
        };
    }

    private Optional<Value> plain(ChannelSetting setting, YamlNode node) {
        return section
                .scalar(node, "'" + setting.key() + "'",
                        "write '" + setting.key() + ": " + setting.form().example() + "'")
                .filter(scalar -> fits(setting, scalar)).map(scalar -> new Value.Plain(scalar.text()));
    }

    private boolean fits(ChannelSetting setting, Scalar scalar) {
        var text = scalar.text();
        return switch (setting.form()) {
            case SettingForm.Text _,SettingForm.Secret _,SettingForm.OfServices _ -> true;
            case SettingForm.Url _,SettingForm.UrlOrSecret _ -> isUrl(setting, scalar);
            case SettingForm.WholeNumber(var least, var most, _) -> isBetween(text, least, most)
                    || refuse(scalar, "'" + setting.key() + "' is not a whole number from " + least + " to " + most,
                            "write a number from " + least + " to " + most);
            case SettingForm.Choice(var words) -> Names.isOneOf(scalar, setting.key(), words, section.findings());
            case SettingForm.Flag _ -> text.equals("true") || text.equals("false")
                    || refuse(scalar, "'" + setting.key() + "' must be true or false", "write true or false");
            case SettingForm.Mail _ -> AddressForm.isMail(text)
                    || refuse(scalar, "'" + setting.key() + "' is not an email address", "write name@example.org");
        };
    }

    private Optional<Value> ofServices(ChannelSetting setting, SettingForm.OfServices form, YamlNode node) {
        return Section.mapping(node, "'" + setting.key() + "'", section.findings()).map(mapping -> {
            var names = new LinkedHashMap<String, List<String>>();
            for (var entry : mapping.entries()) {
                names.put(entry.key().text().replaceAll("\\s+", " "), Section.words(entry.value(), "'" + setting.key()
                        + "'", form.example(), section.findings()).stream().filter(word -> form.name().matcher(word
                                .text()).matches() || refuse(word, "'" + Section.shortened(word.text())
                                        + "' cannot be one of '" + setting.key() + "'", "write '" + setting.key()
                                                + ": " + form.example() + "'")).map(Scalar::text).toList());
            }
            return new Value.Plain(new ServiceNames(names).text());
        });
    }

    private static boolean isBetween(String text, int least, int most) {
        return NUMBER.matcher(text).matches() && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
    }

    private boolean isUrl(ChannelSetting setting, Scalar scalar) {
        return switch (judge(scalar.text())) {
            case FINE -> true;
            case NOT_A_URL -> refuse(scalar, "'" + setting.key() + "' is not an absolute http or https URL",
                    "write something like " + setting.form().example());
            case HOLDS_SECRET -> refuse(scalar, "'" + setting.key() + "' contains a secret in plain text",
                    "write '" + setting.key() + ": {env: NAME_OF_VARIABLE}' and keep the address in that variable");
        };
    }

    /** What is to be said of an address that stands in the file. */
    enum Url {
        FINE, NOT_A_URL, HOLDS_SECRET
    }

    static Url judge(String text) {
        try {
            var url = new URI(text);
            var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
                return Url.NOT_A_URL;
            }
            return url.getUserInfo() != null || url.getHost().toLowerCase(Locale.ROOT).equals("hooks.slack.com")
                    ? Url.HOLDS_SECRET
                    : Url.FINE;
        } catch (URISyntaxException notUrl) {
            return Url.NOT_A_URL;
        }
    }

    private Optional<Value> secret(ChannelSetting setting, YamlNode node) {
        var instead = "write '" + setting.key() + ": {env: NAME_OF_VARIABLE}' or '" + setting.key()
                + ": {file: /path/to/file}'";
        if (!(node instanceof YamlNode.Mapping)) {
            section.findings().add(node.place(),
                    "'" + setting.key() + "' must not hold the secret itself, because policies are published", instead);
            return Optional.empty();
        }
        return Section.of(node, SectionKind.SECRET, section.findings()).flatMap(reference -> {
            var variable = reference.node("env");
            var file = reference.node("file");
            if (variable.isPresent() == file.isPresent()) {
                section.findings().add(node.place(), "'" + setting.key() + "' needs exactly one of 'env' and 'file'",
                        instead);
                return Optional.empty();
            }
            return variable.isPresent()
                    ? environment(reference, instead)
                    : reference.scalar("file", "/path/to/file")
                            .map(path -> new Value.Secret(new SecretRef.File(path.text())));
        });
    }

    private Optional<Value> environment(Section reference, String instead) {
        return reference.scalar("env", "NAME_OF_VARIABLE")
                .filter(name -> VARIABLE.matcher(name.text()).matches()
                        || refuse(name, "'env' is not the name of an environment variable", instead))
                .map(name -> new Value.Secret(new SecretRef.Env(name.text())));
    }

    private boolean refuse(Scalar scalar, String problem, String writeInstead) {
        section.findings().add(scalar.place(), problem, writeInstead);
        return false;
    }
}
