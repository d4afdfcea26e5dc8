package dev.tocsin.escalator;

import java.time.Duration;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;

/**
 * Settings of an installation for ladders; the policy sets everything else.
 *
 * @param lateAfter
 *            a page that is later than this says so
 * @param keep
 *            how long an incident is remembered once it is over
 */
public record LadderSettings(Duration lateAfter, Duration keep) {

    public LadderSettings {
        if (!lateAfter.isPositive()) {
            throw new SettingsException("setting late.after is " + lateAfter + ": write a duration above zero, such as"
                    + " 30s");
        }
        if (!keep.isPositive()) {
            throw new SettingsException("setting escalations.keep is " + keep + ": write a duration above zero, such"
                    + " as 7d");
        }
    }

    /** {@code late.after}, by default 30 s, and {@code escalations.keep}, by default 7 days. */
    public static LadderSettings of(Settings settings) {
        return new LadderSettings(EscalatorSettings.LATE_AFTER.in(settings), EscalatorSettings.ESCALATIONS_KEEP.in(
                settings));
    }
}
