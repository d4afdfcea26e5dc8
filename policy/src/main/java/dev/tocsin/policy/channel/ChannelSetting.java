package dev.tocsin.policy.channel;

import java.util.Optional;

/**
 * A setting of a type of channel.
 *
 * @param key
 *            its name in the policy file
 * @param form
 *            what its value may look like
 * @param required
 *            whether a channel without it is refused
 * @param sentence
 *            what it is, for the schema and the documentation
 * @param standard
 *            the value that is used where the policy has none, such as the vendor's address
 */
public record ChannelSetting(String key, SettingForm form, boolean required, String sentence,
        Optional<String> standard) {

    static ChannelSetting needed(String key, SettingForm form, String sentence) {
        return new ChannelSetting(key, form, true, sentence, Optional.empty());
    }

    static ChannelSetting optional(String key, SettingForm form, String sentence) {
        return new ChannelSetting(key, form, false, sentence, Optional.empty());
    }

    static ChannelSetting secret(String key, String sentence) {
        return needed(key, new SettingForm.Secret(), sentence);
    }

    /** The vendor's address, which a policy may replace. */
    static ChannelSetting base(String key, String standard) {
        return base(key, standard, "Instead of " + standard + ".");
    }

    static ChannelSetting base(String key, String standard, String sentence) {
        return new ChannelSetting(key, new SettingForm.Url(standard), false, sentence, Optional.of(standard));
    }

    /** Whether its value is a reference to a secret, or may be one. */
    public boolean isSecret() {
        return form instanceof SettingForm.Secret || form instanceof SettingForm.UrlOrSecret;
    }
}
