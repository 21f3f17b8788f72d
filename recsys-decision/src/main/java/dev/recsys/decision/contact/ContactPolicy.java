package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often a customer may be contacted: cool-downs after an offer, an answer or a purchase, and caps on the offers of a
 * rolling window, each per item, per group or for all items, and on one channel or whatever the channel. Whoever objects to
 * marketing is offered nothing under any policy, {@link #none()} included.
 *
 * <p><b>Boundaries.</b> A cool-down of 30 days after a contact at t ends exactly at t + 30 days: an offer at that moment is
 * permitted. The window of a cap is (now − window, now]: an offer made exactly one window ago no longer counts. A contact
 * dated after {@code now}, by the clock of another instance, counts as if it were made now.
 *
 * <p><b>What a rule counts.</b> A rule of scope {@link Scope#ITEM} counts contacts of the item that is to be offered, one of
 * scope {@link Scope#GROUP} contacts that were of its group (an item without a group falls under none), one of scope
 * {@link Scope#ALL} every contact. With a name, the rule holds for the item or group of that name alone. With a channel, it
 * holds for offers on that channel alone and counts contacts on that channel alone; without one, it holds for all channels
 * and counts contacts wherever they were made. Names are compared letter by letter; one that nothing is called is allowed.
 *
 * <p>A value: policies of the same version and rules are equal. Immutable and thread-safe. A check costs a look at each
 * contact of the history within each rule's time, and allocates only where it blocks.
 */
public final class ContactPolicy {
    private static final ContactPolicy NONE = new ContactPolicy("none", List.of(), List.of());

    private final String version;
    private final List<CoolDown> coolDowns;
    private final List<Cap> caps;
    private final Limit[] limits; // of the cool-downs, then of the caps
    private final String[] rules; // the same in words
    private final Duration longestWindow;

    ContactPolicy(String version, List<CoolDown> coolDowns, List<Cap> caps) {
        this.version = version;
        this.coolDowns = coolDowns;
        this.caps = caps;
        limits = Stream.concat(
                        coolDowns.stream().map(CoolDown::limit), caps.stream().map(Cap::limit))
                .toArray(Limit[]::new);
        rules = Stream.concat(coolDowns.stream(), caps.stream())
                .map(Record::toString)
                .toArray(String[]::new);
        longestWindow = Stream.concat(
                        coolDowns.stream().map(CoolDown::time), caps.stream().map(Cap::window))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Which contacts a rule counts. */
    public enum Scope {
        /** Those of the same item. */
        ITEM,
        /** Those of the same group. */
        GROUP,
        /** All. */
        ALL
    }

    /**
     * After some contact, no offer for a time.
     *
     * @param after what starts it: an offer, an answer or a purchase
     * @param scope which contacts count
     * @param name the only item or group it holds for; null for each, and for scope {@link Scope#ALL}
     * @param channel the only channel it holds for; null for all
     * @param time how long: whole seconds, at least one, at most 36,525 days
     */
    public record CoolDown(
            Contact.Kind after,
            Scope scope,
            @Nullable String name,
            @Nullable String channel,
            Duration time) {
        /**
         * Checks the parts.
         *
         * @param after neither an objection nor its withdrawal
         * @param scope which contacts count
         * @param name null or not blank
         * @param channel null or not blank
         * @param time at least a second
         * @throws IllegalArgumentException if a part is out of its range, {@code after} is an objection or its withdrawal,
         *     or a name is given for scope {@link Scope#ALL}
         */
        public CoolDown {
            Checks.notNull(after, "after");
            Checks.that(!after.isOfMarketing(), "after must be an offer, an answer or a purchase, but was %s", after);
            checkScope(scope, name, channel);
            Times.length(time, "time");
        }

        /**
         * A cool-down for each item or group, on all channels.
         *
         * @param after what starts it
         * @param scope which contacts count
         * @param time how long
         * @return the rule
         * @throws IllegalArgumentException as the constructor
         */
        public static CoolDown of(Contact.Kind after, Scope scope, Duration time) {
            return new CoolDown(after, scope, null, null, time);
        }

        /**
         * The same for one item or group.
         *
         * @param name its name, or null for each
         * @return a new rule
         * @throws IllegalArgumentException as the constructor
         */
        public CoolDown withName(@Nullable String name) {
            return new CoolDown(after, scope, name, channel, time);
        }

        /**
         * The same on one channel.
         *
         * @param channel the channel, or null for all
         * @return a new rule
         * @throws IllegalArgumentException as the constructor
         */
        public CoolDown withChannel(@Nullable String channel) {
            return new CoolDown(after, scope, name, channel, time);
        }

        private Limit limit() {
            return new Limit(after, 1, scope == Scope.ITEM, scope == Scope.GROUP, name, channel, Times.micros(time));
        }

        /** Such as {@code 30 days after REFUSED, per item}. */
        @Override
        public String toString() {
            return Times.text(time) + " after " + after + where(scope, name, channel);
        }
    }

    /**
     * So many offers in a rolling window, and no more.
     *
     * @param scope which offers count
     * @param name the only item or group it holds for; null for each, and for scope {@link Scope#ALL}
     * @param channel the only channel it holds for; null for all
     * @param most the greatest number of offers, in 1..1,000,000
     * @param window how long the window is: whole seconds, at least one, at most 36,525 days
     */
    public record Cap(
            Scope scope, @Nullable String name, @Nullable String channel, int most, Duration window) {
        /**
         * Checks the parts.
         *
         * @param scope which offers count
         * @param name null or not blank
         * @param channel null or not blank
         * @param most in 1..1,000,000
         * @param window at least a second
         * @throws IllegalArgumentException if a part is out of its range or a name is given for scope {@link Scope#ALL}
         */
        public Cap {
            checkScope(scope, name, channel);
            Checks.inRange(most, 1, 1_000_000, "most");
            Times.length(window, "window");
        }

        /**
         * A cap for each item or group, on all channels together.
         *
         * @param scope which offers count
         * @param most the greatest number of offers
         * @param window how long the window is
         * @return the rule
         * @throws IllegalArgumentException as the constructor
         */
        public static Cap of(Scope scope, int most, Duration window) {
            return new Cap(scope, null, null, most, window);
        }

        /**
         * The same for one item or group.
         *
         * @param name its name, or null for each
         * @return a new rule
         * @throws IllegalArgumentException as the constructor
         */
        public Cap withName(@Nullable String name) {
            return new Cap(scope, name, channel, most, window);
        }

        /**
         * The same on one channel.
         *
         * @param channel the channel, or null for all
         * @return a new rule
         * @throws IllegalArgumentException as the constructor
         */
        public Cap withChannel(@Nullable String channel) {
            return new Cap(scope, name, channel, most, window);
        }

        private Limit limit() {
            return new Limit(
                    Contact.Kind.OFFER,
                    most,
                    scope == Scope.ITEM,
                    scope == Scope.GROUP,
                    name,
                    channel,
                    Times.micros(window));
        }

        /** Such as {@code at most 3 in 7 days, per group, on email}. */
        @Override
        public String toString() {
            return "at most " + most + " in " + Times.text(window) + where(scope, name, channel);
        }
    }

    /**
     * Why an item may not be offered.
     *
     * @param code what kind of rule blocks it
     * @param rule the rule in words, such as {@code 30 days after REFUSED, per item}
     * @param until when this rule ends to block it, if no contact is added; null for an objection, which has no end
     */
    public record Block(Code code, String rule, @Nullable Instant until) {
        /** Kinds of rules. */
        public enum Code {
            /** The customer objects to marketing. */
            OBJECTION,
            /** A cool-down has not ended. */
            COOL_DOWN,
            /** A cap is reached. */
            CAP
        }

        /**
         * Checks the parts.
         *
         * @param code what kind of rule it is
         * @param rule the rule in words
         * @param until when it ends, or null
         * @throws IllegalArgumentException if {@code code} is null or {@code rule} is null or blank
         */
        public Block {
            Checks.notNull(code, "code");
            Checks.notBlank(rule, "rule");
        }
    }

    /**
     * The policy without cool-downs and caps; an objection still stops everything.
     *
     * @return the policy of version {@code none}
     */
    public static ContactPolicy none() {
        return NONE;
    }

    /**
     * Starts a policy.
     *
     * @param version what to call it in the log of decisions, such as {@code 2026-07}; not blank
     * @return an empty builder
     * @throws IllegalArgumentException if {@code version} is null, blank, or no name that a contact could have
     */
    public static ContactPolicyBuilder builder(String version) {
        return new ContactPolicyBuilder(Texts.named(version, "version"));
    }

    /**
     * What the policy is called.
     *
     * @return the version
     */
    public String version() {
        return version;
    }

    /**
     * The cool-downs.
     *
     * @return in the order they were added; immutable
     */
    public List<CoolDown> coolDowns() {
        return coolDowns;
    }

    /**
     * The caps.
     *
     * @return in the order they were added; immutable
     */
    public List<Cap> caps() {
        return caps;
    }

    /**
     * How far back a history must reach.
     *
     * @return the longest time of a rule; zero without rules
     */
    public Duration longestWindow() {
        return longestWindow;
    }

    /**
     * Whether an item may be offered. Objections come first, then the cool-downs and then the caps, each in the order they
     * were added; the first that blocks answers.
     *
     * @param history the customer's contacts, reaching back at least {@link #longestWindow()}
     * @param itemId the item
     * @param group its group, or empty for none
     * @param channel where it is to be offered, or empty for none, which falls under no rule with a channel
     * @param now when, in the years 1 to 9999
     * @return null if it may be offered, else why not
     * @throws IllegalArgumentException if an argument is null, {@code itemId} is blank or {@code now} is out of range
     */
    public @Nullable Block check(ContactHistory history, String itemId, String group, String channel, Instant now) {
        Checks.notNull(history, "history");
        Checks.notBlank(itemId, "itemId");
        Checks.notNull(group, "group");
        Checks.notNull(channel, "channel");
        long time = Times.micros(Times.checked(now, "now"));
        if (history.objectsAt(time)) {
            return new Block(Block.Code.OBJECTION, "the customer objects to marketing", null);
        }
        if (history.contacts().isEmpty()) {
            return null;
        }
        int item = history.code(itemId);
        int groupCode = history.code(group);
        int channelCode = history.code(channel);
        for (int i = 0; i < limits.length; i++) {
            if (limits[i].holdsFor(itemId, group, channel)) {
                long end = limits[i].end(history, item, groupCode, channelCode, time);
                if (end != ContactHistory.NEVER) {
                    Block.Code code = i < coolDowns.size() ? Block.Code.COOL_DOWN : Block.Code.CAP;
                    return new Block(code, rules[i], Times.instant(end));
                }
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactPolicy that
                && version.equals(that.version)
                && coolDowns.equals(that.coolDowns)
                && caps.equals(that.caps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, coolDowns, caps);
    }

    /** The version and the rules in words. */
    @Override
    public String toString() {
        return "ContactPolicy[" + version + ", cool-downs " + coolDowns + ", caps " + caps + "]";
    }

    private static void checkScope(Scope scope, @Nullable String name, @Nullable String channel) {
        Checks.notNull(scope, "scope");
        if (name != null) {
            Checks.that(scope != Scope.ALL, "name must be null for scope ALL, but was %s", name);
            Texts.named(name, "name");
        }
        if (channel != null) {
            Texts.named(channel, "channel");
        }
    }

    private static String where(Scope scope, @Nullable String name, @Nullable String channel) {
        String of = scope == Scope.ALL ? ", of all items" : scope == Scope.ITEM ? ", per item" : ", per group";
        String named = name == null ? of : scope == Scope.ITEM ? ", of item " + name : ", of group " + name;
        return channel == null ? named : named + ", on " + channel;
    }
}
