package dev.tocsin.policy.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The definitions of the policy's JSON Schema that are about channels, made from the catalogue. */
final class ChannelSchema {

    private static final String REF = "$ref";
    private static final String DESCRIPTION = "description";

    private ChannelSchema() {}

    /** Definitions by name, in the order in which the schema has them. */
    static Map<String, Object> definitions() {
        var definitions = new LinkedHashMap<String, Object>();
        ChannelCatalogue.all().forEach(type -> definitions.put(name(type), definition(type)));
        definitions.put("channel", object("type", "object", "required", List.of("type"), "oneOf",
                ChannelCatalogue.all().stream().map(type -> object(REF, "#/$defs/" + name(type))).toList()));
        return definitions;
    }

    /** What {@code tells} may name. */
    static Map<String, Object> tells() {
        var words = KindSets.TELLABLE.stream().sorted().map(KindSets::word).toList();
        return object(DESCRIPTION, "Messages sent through the channel in addition to pages.", "anyOf",
                List.of(object("enum", words), object("type", "array", "items", object("enum", words))));
    }

    private static String name(ChannelType type) {
        return "channel-" + type.id();
    }

    private static Map<String, Object> definition(ChannelType type) {
        var properties = object("type", object("const", type.id(), DESCRIPTION, "The type of the channel."));
        var required = new ArrayList<>(List.of("type"));
        for (var setting : type.settings()) {
            properties.put(setting.key(), property(setting));
            if (setting.required()) {
                required.add(setting.key());
            }
        }
        properties.put("tells", object(REF, "#/$defs/tells"));
        properties.put("send-resolved", object("type", "boolean", "description",
                "Whether the end of an incident is told where a page of it was. Default true."));
        if (type.isThrottleable()) {
            properties.put("throttle", object(REF, "#/$defs/throttle"));
        }
        properties.put("cleared", cleared(type));
        var definition = object(DESCRIPTION, type.sentence(), "type", "object", "additionalProperties", false,
                "properties", properties, "required", required);
        type.rules().forEach(rule -> definition.putAll(constraint(rule)));
        return definition;
    }

    private static Map<String, Object> cleared(ChannelType type) {
        return type.is(Trait.PUBLIC)
                ? object(DESCRIPTION, "Public channel: never shows confidential incidents.", "const", false)
                : object(DESCRIPTION, "Whether the channel may show confidential incidents. Default " + type.is(
                        Trait.CLEARED) + ".", "type", "boolean");
    }

    private static Map<String, Object> property(ChannelSetting setting) {
        var property = switch (setting.form()) {
            case SettingForm.Text _ -> object("type", "string", "minLength", 1);
            case SettingForm.Url _ -> object(REF, "#/$defs/url");
            case SettingForm.UrlOrSecret _ -> object("anyOf", List.of(object(REF, "#/$defs/url"), object(REF,
                    "#/$defs/secret")));
            case SettingForm.Secret _ -> object(REF, "#/$defs/secret");
            case SettingForm.WholeNumber(var least, var most, _) -> object("type", "integer", "minimum", least,
                    "maximum",
                    most);
            case SettingForm.Choice(var words) -> object("enum", words);
            case SettingForm.Flag _ -> object("type", "boolean");
            case SettingForm.OfServices(var name, _) -> object("type", "object", "additionalProperties", object("anyOf",
                    List.of(named(name), object("type", "array", "items", named(name)))));
            case SettingForm.Mail _ -> object("type", "string", "pattern", "^[^@\\s<>,;]+@[^@\\s<>,;]+$");
        };
        property.put(DESCRIPTION, setting.sentence());
        return property;
    }

    /** YAML reads an id of digits as a number. */
    private static Map<String, Object> named(java.util.regex.Pattern name) {
        return object("type", List.of("string", "integer"), "pattern", "^" + name.pattern() + "$");
    }

    private static Map<String, Object> constraint(SettingRule rule) {
        return switch (rule) {
            case SettingRule.OneOf(var one, var other, _) -> object("oneOf", List.of(object("required", List.of(one)),
                    object("required", List.of(other))));
            case SettingRule.Together(var one, var other) -> object("dependentRequired", object(one, List.of(other),
                    other, List.of(one)));
        };
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
