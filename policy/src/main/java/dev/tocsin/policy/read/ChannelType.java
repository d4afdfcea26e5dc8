package dev.tocsin.policy.read;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.CLOCK_WARNING;
import static dev.tocsin.event.NotificationKind.MITIGATED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.ROOM;
import static dev.tocsin.event.NotificationKind.SEVERITY_CHANGED;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.event.NotificationKind.TICKET;
import static dev.tocsin.event.NotificationKind.UNKNOWN;
import static dev.tocsin.event.NotificationKind.WAR_ROOM;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;

/** The types of channel, what each must and may be told, and what those paged through it are told besides pages. */
public enum ChannelType {
    INBOX(Kinds.ALL), //
    WEBHOOK(Kinds.ALL, //
            new Setting("url", Setting.Form.URL_OR_SECRET, true), //
            new Setting("secret", Setting.Form.SECRET, false)), //
    SLACK(Kinds.ALL, //
            new Setting("webhook-url", Setting.Form.SECRET, false), //
            new Setting("token", Setting.Form.SECRET, false), //
            new Setting("api-url", Setting.Form.URL, false)), //
    PAGERDUTY(Set.of(ACKNOWLEDGED, RESOLVED), //
            new Setting("routing-key", Setting.Form.SECRET, true), //
            new Setting("url", Setting.Form.URL, false)), //
    EMAIL(Kinds.QUIET, //
            new Setting("host", Setting.Form.TEXT, true), //
            new Setting("port", Setting.Form.PORT, false), //
            new Setting("from", Setting.Form.MAIL, true), //
            new Setting("starttls", Setting.Form.FLAG, false), //
            new Setting("username", Setting.Form.TEXT, false), //
            new Setting("password", Setting.Form.SECRET, false)), //
    TEAMS(Kinds.ALL, //
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

    /** Kinds of notification, by what they ask of those who get them. */
    private static final class Kinds {

        /** All but pages, and what is arranged rather than told. */
        static final Set<NotificationKind> ALL = Set.copyOf(EnumSet.complementOf(EnumSet.of(UNKNOWN, PAGE, ROOM, TICKET,
                STATUS_PAGE)));

        /** Without the steps on the way to the end. */
        static final Set<NotificationKind> QUIET = Set.copyOf(EnumSet.complementOf(EnumSet.of(UNKNOWN, PAGE, ROOM,
                TICKET, STATUS_PAGE, ACKNOWLEDGED, MITIGATED, SEVERITY_CHANGED, CLOCK_WARNING, WAR_ROOM)));
    }

    /** Keys that channels of all types know, before their settings. */
    public static final List<String> COMMON = List.of("type", "tells", "cleared");

    /** What a channel may be asked to tell besides pages. */
    public static final Set<NotificationKind> TELLABLE = Kinds.ALL;

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
