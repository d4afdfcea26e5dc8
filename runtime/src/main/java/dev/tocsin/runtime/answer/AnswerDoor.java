package dev.tocsin.runtime.answer;

import static dev.tocsin.runtime.setting.Setting.secret;
import static dev.tocsin.runtime.setting.Setting.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.runtime.setting.Setting;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.outside.ActionToken;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerKeys;
import dev.tocsin.schemas.outside.AnswerWay;
import dev.tocsin.schemas.outside.PageMark;
import dev.tocsin.schemas.outside.ReportAddress;

/**
 * The public door for answers. The notifier writes its addresses and tokens into pages, alert-ingest reads them: both need the
 * same two settings. Without both, pages have no buttons.
 *
 * @param url
 *            public address of alert-ingest, without a slash at its end
 */
public record AnswerDoor(Optional<String> url, AnswerKeys keys) {

    /** Public address of alert-ingest. */
    public static final Setting<String> URL = text("answers.url", "",
            "Public https URL of alert-ingest, under which people and vendors answer pages. Without it and `answers.secret`,"
                    + " pages have no buttons.");

    /** Secrets of the tokens. */
    public static final Setting<String> SECRET = secret("answers.secret",
            "Signs the buttons and links of pages; at least 16 characters, the same in notifier and alert-ingest. Several"
                    + " with commas between: the first signs, all are accepted. `tocsin up` makes its own.");

    /** Both. */
    public static final List<Setting<?>> SETTINGS = List.of(URL, SECRET);

    /** Path of the page behind a signed link. */
    public static final String PAGES = "/a/";

    /** Path of the form behind a signed link for reports. */
    public static final String REPORTS = "/report/";

    /** How long a button or link works. */
    public static final Duration VALID = Duration.ofHours(24);

    /** No door: pages have no buttons. */
    public static final AnswerDoor NONE = new AnswerDoor(Optional.empty(), AnswerKeys.of(List.of()));

    /**
     * From settings.
     *
     * @throws SettingsException
     *             when one is wrong
     */
    public static AnswerDoor from(Settings settings) {
        return new AnswerDoor(settings.optional(URL.name()).map(AnswerDoor::address), keys(settings));
    }

    private static String address(String text) {
        try {
            var uri = new URI(text);
            if (List.of("https", "http").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null && uri
                    .getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null) {
                return text.replaceFirst("/+$", "");
            }
        } catch (URISyntaxException notAnAddress) {
            // said below
        }
        throw new SettingsException("setting " + URL.name()
                + " is not an absolute https URL: write one such as https://alerts.example.org");
    }

    private static AnswerKeys keys(Settings settings) {
        try {
            return AnswerKeys.of(settings.secret(SECRET.name()).stream().flatMap(all -> Arrays.stream(all.split(",")))
                    .map(String::strip).filter(one -> !one.isEmpty()).toList());
        } catch (IllegalArgumentException tooShort) {
            throw new SettingsException("setting " + SECRET.name() + ": " + tooShort.getMessage(), tooShort);
        }
    }

    /** Whether pages can have buttons. */
    public boolean isOpen() {
        return url.isPresent() && keys.configured();
    }

    /** A token for one action of the receiver of a notification; empty if the door is closed. */
    public Optional<String> token(AnswerWay way, AnswerAction action, Notification notification, Instant now) {
        return isOpen()
                ? keys.sign(new ActionToken(way, action, notification.getIncident().getId(), notification.getIncident()
                        .getRound(), ActionToken.personKey(notification.getTarget()), now.plus(VALID)))
                : Optional.empty();
    }

    /** The address of the page for one action of the receiver of a notification; empty if the door is closed. */
    public Optional<String> link(AnswerAction action, Notification notification, Instant now) {
        return token(AnswerWay.LINK, action, notification, now).flatMap(token -> at(PAGES + token));
    }

    /** The address to which a vendor reports what became of a notification; empty if the door is closed. */
    public Optional<String> reports(String source, Notification notification, Instant now) {
        return isOpen()
                ? keys.sign(PageMark.of(notification, now.plus(VALID))).flatMap(mark -> at("/v1/" + source + "?page="
                        + mark))
                : Optional.empty();
    }

    /** The address of the form under a link of the policy; empty if the door is closed. */
    public Optional<String> reportForm(ReportAddress link) {
        return keys.sign(link).flatMap(token -> at(REPORTS + token));
    }

    /** A public address of the door. */
    public Optional<String> at(String pathAndQuery) {
        return url.map(base -> base + pathAndQuery);
    }
}
