package dev.tocsin.policy.read;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.LADDER_EXHAUSTED;
import static dev.tocsin.event.NotificationKind.MITIGATED;
import static dev.tocsin.event.NotificationKind.RESOLVED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;

/** The types of channel, what each must and may be told, and what those paged through it are told besides pages. */
public enum ChannelType {
    INBOX(Set.of(ACKNOWLEDGED, MITIGATED, RESOLVED, LADDER_EXHAUSTED)), //
    WEBHOOK(Set.of(ACKNOWLEDGED, MITIGATED, RESOLVED, LADDER_EXHAUSTED), //
            new Setting("url", Setting.Form.URL_OR_SECRET, true), //
            new Setting("secret", Setting.Form.SECRET, false)), //
    SLACK(Set.of(ACKNOWLEDGED, MITIGATED, RESOLVED, LADDER_EXHAUSTED), //
            new Setting("webhook-url", Setting.Form.SECRET, false), //
            new Setting("token", Setting.Form.SECRET, false), //
            new Setting("api-url", Setting.Form.URL, false)), //
    PAGERDUTY(Set.of(ACKNOWLEDGED, RESOLVED), //
            new Setting("routing-key", Setting.Form.SECRET, true), //
            new Setting("url", Setting.Form.URL, false)), //
    EMAIL(Set.of(RESOLVED, LADDER_EXHAUSTED), //
            new Setting("host", Setting.Form.TEXT, true), //
            new Setting("port", Setting.Form.PORT, false), //
            new Setting("from", Setting.Form.MAIL, true), //
            new Setting("starttls", Setting.Form.FLAG, false), //
            new Setting("username", Setting.Form.TEXT, false), //
            new Setting("password", Setting.Form.SECRET, false)), //
    TEAMS(Set.of(ACKNOWLEDGED, MITIGATED, RESOLVED, LADDER_EXHAUSTED), //
            new Setting("webhook-url", Setting.Form.SECRET, true)), //
    SMS(Set.of(RESOLVED), //
            new Setting("account", Setting.Form.TEXT, true), //
            new Setting("token", Setting.Form.SECRET, true), //
            new Setting("from", Setting.Form.TEXT, true), //
            new Setting("url", Setting.Form.URL, false)), //
    VOICE(Set.of(), //
            new Setting("account", Setting.Form.TEXT, true), //
            new Setting("token", Setting.Form.SECRET, true), //
            new Setting("from", Setting.Form.TEXT, true), //
            new Setting("url", Setting.Form.URL, false)), //
    OPSGENIE(Set.of(ACKNOWLEDGED, RESOLVED), //
            new Setting("api-key", Setting.Form.SECRET, true), //
            new Setting("url", Setting.Form.URL, false)), //
    STATUSPAGE(Set.of(), //
            new Setting("api-key", Setting.Form.SECRET, true), //
            new Setting("page", Setting.Form.TEXT, true), //
            new Setting("url", Setting.Form.URL, false)), //
    LINEAR(Set.of(), //
            new Setting("api-key", Setting.Form.SECRET, true), //
            new Setting("team", Setting.Form.TEXT, false), //
            new Setting("url", Setting.Form.URL, false));

    /** Keys that channels of all types know, before their settings. */
    public static final List<String> COMMON = List.of("type", "tells", "cleared");

    /** What a channel may be asked to tell besides pages. */
    public static final Set<NotificationKind> TELLABLE = Set
            .copyOf(EnumSet.of(ACKNOWLEDGED, MITIGATED, RESOLVED, LADDER_EXHAUSTED));

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<NotificationKind> tells;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Setting> settings;

    ChannelType(Set<NotificationKind> tells, Setting... settings) {
        this.tells = tells;
        this.settings = List.of(settings);
    }

    /** Its name in a policy file. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kinds that are told when the channel has no {@code tells} of its own. */
    public Set<NotificationKind> tells() {
        return tells;
    }

    /** Its own settings, besides {@link #COMMON}. */
    public List<Setting> settings() {
        return settings;
    }

    /** Whether the notifier delivers through it today; the others are read and checked only. */
    public boolean isDelivered() {
        return switch (this) {
            case INBOX, WEBHOOK, SLACK, PAGERDUTY, EMAIL -> true;
            case TEAMS, SMS, VOICE, OPSGENIE, STATUSPAGE, LINEAR -> false;
        };
    }

    /** The type of that id. */
    public static Optional<ChannelType> named(String id) {
        return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
    }

    /** A kind as it is written in {@code tells}. */
    public static String word(NotificationKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
