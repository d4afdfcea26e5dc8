package dev.tocsin.policy.channel;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.NotificationKind;

/** The tables of channels in the documentation, made from the catalogue. */
final class ChannelTables {

    private ChannelTables() {}

    /** For those who write a policy. */
    static String forPolicies() {
        return table("| channel | needed | optional | address | tells, unless `tells` says otherwise |", 5,
                type -> row(type, needed(type), optional(type), type.address()
                        .sentence(), told(type.tells())));
    }

    /** For those who run the notifier. */
    static String forTheNotifier() {
        return table("| type | at once to one destination | a repeat is known by | most extra copies after a crash or a"
                + " lost answer | limits |", 5, ChannelTables::delivery);
    }

    private static String delivery(ChannelType type) {
        return row(type, Integer.toString(type.parallel()), type.repeats().by(), type.repeats().copies(),
                type.limits().stream().map(limit -> limit.what() + " " + "%,d".formatted(limit.most()) + " " + limit
                        .unit().name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")));
    }

    private static String table(String head, int columns, Function<ChannelType, String> row) {
        return Stream.concat(Stream.of(head, "| --- ".repeat(columns) + "|"), ChannelCatalogue.all().stream().map(row))
                .collect(Collectors.joining("\n"));
    }

    private static String row(ChannelType type, String... cells) {
        return Stream.concat(Stream.of("`" + type.id() + "`"), Stream.of(cells)).map(cell -> cell.isEmpty()
                ? "| "
                : "| " + cell + " ").collect(Collectors.joining()) + "|";
    }

    private static String needed(ChannelType type) {
        var eitherOr = type.rules().stream().filter(SettingRule.OneOf.class::isInstance).map(rule -> "one of " + key(
                type, rule.one()) + ", " + key(type, rule.other()));
        return Stream.concat(eitherOr, type.settings().stream().filter(ChannelSetting::required).map(
                ChannelTables::key)).collect(Collectors.joining(", "));
    }

    private static String optional(ChannelType type) {
        var inRules = type.rules().stream().flatMap(rule -> Stream.of(rule.one(), rule.other())).collect(Collectors
                .toSet());
        var together = type.rules().stream().filter(SettingRule.Together.class::isInstance).map(rule -> key(type, rule
                .one()) + " with " + key(type, rule.other()));
        return Stream.concat(type.settings().stream().filter(it -> !it.required() && !inRules.contains(it.key())).map(
                ChannelTables::key), together).collect(Collectors.joining(", "));
    }

    private static String key(ChannelType type, String key) {
        return key(type.setting(key).orElseThrow());
    }

    private static String key(ChannelSetting setting) {
        return switch (setting.form()) {
            case SettingForm.Secret _ -> "`" + setting.key() + "`*";
            case SettingForm.UrlOrSecret _ -> "`" + setting.key() + "` (plain or secret)";
            case SettingForm.Choice(var words) -> "`" + setting.key() + "` (" + String.join(", ", words) + ")";
            default -> "`" + setting.key() + "`";
        };
    }

    private static String told(Set<NotificationKind> tells) {
        if (tells.equals(KindSets.TELLABLE)) {
            return "all";
        }
        if (tells.isEmpty()) {
            return "nothing";
        }
        var leftOut = KindSets.TELLABLE.stream().filter(kind -> !tells.contains(kind)).collect(Collectors.toSet());
        return leftOut.size() < tells.size() ? "all but " + words(leftOut) : words(tells);
    }

    private static String words(Set<NotificationKind> kinds) {
        return kinds.stream().sorted().map(kind -> "`" + KindSets.word(kind) + "`").collect(Collectors.joining(", "));
    }
}
