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
            new Setting("password", Setting.Form.SECRET, false));

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

    /** Its own settings, besides {@code type} and {@code tells}. */
    public List<Setting> settings() {
        return settings;
    }

    static Optional<ChannelType> named(String id) {
        return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
    }

    /** A kind as it is written in {@code tells}. */
    public static String word(NotificationKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
