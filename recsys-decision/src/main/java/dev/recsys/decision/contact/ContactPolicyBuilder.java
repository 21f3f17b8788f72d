package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects the rules of a {@link ContactPolicy}; not thread-safe. */
public final class ContactPolicyBuilder {
    private static final int MOST_RULES = 1000;

    private final String version;
    private final List<ContactPolicy.CoolDown> coolDowns = new ArrayList<>();
    private final List<ContactPolicy.Cap> caps = new ArrayList<>();

    ContactPolicyBuilder(String version) {
        this.version = version;
    }

    /**
     * Adds a cool-down.
     *
     * @param rule the rule
     * @return this
     * @throws IllegalArgumentException if {@code rule} is null
     * @throws IllegalStateException if one after the same contacts, of the same name and channel, is there, or 1,000 rules are
     */
    public ContactPolicyBuilder coolDown(ContactPolicy.CoolDown rule) {
        Checks.notNull(rule, "rule");
        boolean known = coolDowns.stream()
                .anyMatch(other -> other.after() == rule.after()
                        && other.scope() == rule.scope()
                        && Objects.equals(other.name(), rule.name())
                        && Objects.equals(other.channel(), rule.channel()));
        requireNew(known, rule);
        coolDowns.add(rule);
        return this;
    }

    /**
     * Adds a cap.
     *
     * @param rule the rule
     * @return this
     * @throws IllegalArgumentException if {@code rule} is null
     * @throws IllegalStateException if one of the same scope, name, channel and window is there, or 1,000 rules are
     */
    public ContactPolicyBuilder cap(ContactPolicy.Cap rule) {
        Checks.notNull(rule, "rule");
        boolean known = caps.stream()
                .anyMatch(other -> other.scope() == rule.scope()
                        && Objects.equals(other.name(), rule.name())
                        && Objects.equals(other.channel(), rule.channel())
                        && other.window().equals(rule.window()));
        requireNew(known, rule);
        caps.add(rule);
        return this;
    }

    /**
     * Makes the policy.
     *
     * @return a policy of the rules added so far
     */
    public ContactPolicy build() {
        return new ContactPolicy(version, List.copyOf(coolDowns), List.copyOf(caps));
    }

    private void requireNew(boolean known, Record rule) {
        if (known) {
            throw new IllegalStateException("a policy must limit the same contacts once, but does already: " + rule);
        }
        if (coolDowns.size() + caps.size() >= MOST_RULES) {
            throw new IllegalStateException("a policy must have at most " + MOST_RULES + " rules");
        }
    }
}
