package dev.tocsin.policy.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;

/** A channel type with all its properties. */
public final class ChannelType {

    /** Keys that channels of all types have, before their settings. */
    public static final List<String> COMMON = List.of("type", "tells", "send-resolved", "throttle", "cleared");

    private final String id;
    private final String sentence;
    private final List<ChannelSetting> settings;
    private final List<SettingRule> rules;
    private final AddressForm address;
    private final Set<NotificationKind> carries;
    private final Set<NotificationKind> tells;
    private final Set<Trait> traits;
    private final Set<PlanPart> holds;
    private final List<Limit> limits;
    private final int parallel;
    private final RepeatEffect repeats;

    private ChannelType(Draft draft) {
        this.id = draft.id;
        this.sentence = draft.sentence;
        this.settings = List.copyOf(draft.settings);
        this.rules = List.copyOf(draft.rules);
        this.address = draft.address;
        this.carries = Set.copyOf(draft.carries);
        this.tells = Set.copyOf(draft.tells);
        this.traits = Set.copyOf(draft.traits);
        this.holds = Set.copyOf(draft.holds);
        this.limits = List.copyOf(draft.limits);
        this.parallel = draft.parallel;
        this.repeats = draft.repeats;
    }

    /** The type of that name, to be declared; by default people are sent messages by it, one at a time. */
    static Draft of(String id, String sentence) {
        return new Draft(id, sentence);
    }

    /** Its name in a policy file. */
    public String id() {
        return id;
    }

    /** What it is, for the schema and the documentation. */
    public String sentence() {
        return sentence;
    }

    /** Its own settings, besides {@link #COMMON}. */
    public List<ChannelSetting> settings() {
        return settings;
    }

    /** One of its settings. */
    public Optional<ChannelSetting> setting(String key) {
        return settings.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    /** How its settings depend on each other. */
    public List<SettingRule> rules() {
        return rules;
    }

    /** What its addresses look like. */
    public AddressForm address() {
        return address;
    }

    /** Whether it has a way to say a kind. */
    public boolean carries(NotificationKind kind) {
        return carries.contains(kind);
    }

    /** The kinds that are told when the channel has no {@code tells} of its own. */
    public Set<NotificationKind> tells() {
        return tells;
    }

    /** Whether it has a trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether a plan can have something opened there. */
    public boolean holds(PlanPart part) {
        return holds.contains(part);
    }

    /** Whether a page sent there reaches a person. */
    public boolean reachesPeople() {
        return carries(NotificationKind.PAGE) && !is(Trait.RECORD);
    }

    /** Whether its messages may be held back for a digest: not where something is opened that must be kept in step. */
    public boolean isThrottleable() {
        return !is(Trait.STAYS_OPEN) && !is(Trait.RECORD);
    }

    /** How much the vendor takes, the most important first. */
    public List<Limit> limits() {
        return limits;
    }

    /**
     * One of its limits.
     *
     * @throws IllegalArgumentException
     *             when it is not declared
     */
    public Limit limit(String what) {
        return limits.stream().filter(it -> it.what().equals(what)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " declares no limit of " + what));
    }

    /** How many attempts to one destination may be under way together. */
    public int parallel() {
        return parallel;
    }

    /** What becomes of a notification that is sent twice. */
    public RepeatEffect repeats() {
        return repeats;
    }

    @Override
    public String toString() {
        return id;
    }

    /** A type while it is declared. */
    static final class Draft {

        private final String id;
        private final String sentence;
        private final List<ChannelSetting> settings = new ArrayList<>();
        private final List<SettingRule> rules = new ArrayList<>();
        private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
        private final Set<PlanPart> holds = EnumSet.noneOf(PlanPart.class);
        private final List<Limit> limits = new ArrayList<>();
        private AddressForm address = AddressForm.NONE;
        private Set<NotificationKind> carries = KindSets.MESSAGES;
        private Set<NotificationKind> tells = KindSets.TELLABLE;
        private int parallel = 1;
        private RepeatEffect repeats = RepeatEffect.UNKNOWN;

        private Draft(String id, String sentence) {
            this.id = id;
            this.sentence = sentence;
        }

        Draft settings(ChannelSetting... own) {
            settings.addAll(Arrays.asList(own));
            return this;
        }

        Draft rule(SettingRule rule) {
            rules.add(rule);
            return this;
        }

        Draft addresses(AddressForm form) {
            address = form;
            return this;
        }

        Draft carries(Set<NotificationKind> kinds) {
            carries = kinds;
            return this;
        }

        Draft tells(Set<NotificationKind> kinds) {
            tells = kinds;
            return this;
        }

        Draft is(Trait... own) {
            traits.addAll(Arrays.asList(own));
            return this;
        }

        Draft holds(PlanPart... parts) {
            holds.addAll(Arrays.asList(parts));
            return this;
        }

        Draft limit(String what, int most, Limit.Unit unit) {
            limits.add(new Limit(what, most, unit));
            return this;
        }

        Draft parallel(int attempts) {
            parallel = attempts;
            return this;
        }

        Draft repeats(RepeatEffect own) {
            repeats = own;
            return this;
        }

        ChannelType declared() {
            return new ChannelType(this);
        }
    }
}
