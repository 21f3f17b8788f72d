package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.decision.contact.Contact.Kind;
import dev.recsys.decision.contact.ContactPolicy.Block;
import dev.recsys.decision.contact.ContactPolicy.Cap;
import dev.recsys.decision.contact.ContactPolicy.CoolDown;
import dev.recsys.decision.contact.ContactPolicy.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The policy against a plain twin, which looks at all contacts for each rule, on random policies and histories. */
class ContactPolicyTwinTest {
    private static final String[] ITEMS = {"card", "loan", "fund", "never offered"};
    private static final String[] GROUPS = {"", "credit", "savings"};
    private static final String[] CHANNELS = {"", "email", "phone"};
    private static final List<Scope> SCOPES = List.of(Scope.values());
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int CASES = 20_000;

    @Test
    void check_onRandomPoliciesAndHistories_saysWhatTheTwinSays() {
        Map<Block.Code, Integer> blocked = new EnumMap<>(Block.Code.class);
        int permitted = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            ContactPolicy policy = policy(random);
            List<Contact> contacts = contacts(random);
            ContactHistory history = ContactHistory.of(CUSTOMER, contacts);
            Instant now = NOW.plusNanos(random.nextInt(3) * 500L);
            String item = pick(random, ITEMS);
            String group = pick(random, GROUPS);
            String channel = pick(random, CHANNELS);

            Block block = policy.check(history, item, group, channel, now);

            Block.Code expected = twin(policy, contacts, item, group, channel, now);
            assertThat(block == null ? null : block.code()).as("seed " + seed).isEqualTo(expected);
            if (block == null) {
                permitted++;
            } else {
                blocked.merge(block.code(), 1, Integer::sum);
                requireEnd(block, policy, contacts, item, group, channel, "seed " + seed);
            }
        }
        assertThat(permitted).isGreaterThan(CASES / 20);
        assertThat(blocked)
                .hasSize(3)
                .allSatisfy((code, count) -> assertThat(count).isGreaterThan(CASES / 25));
    }

    /** The end that a block names is right: its rule blocks a tick before, and no more at the end. */
    private static void requireEnd(
            Block block,
            ContactPolicy policy,
            List<Contact> contacts,
            String item,
            String group,
            String channel,
            String at) {
        if (block.until() == null) {
            assertThat(block.code()).as(at).isEqualTo(Block.Code.OBJECTION);
            return;
        }
        List<Contact> ofItems =
                contacts.stream().filter(c -> !c.itemId().isEmpty()).toList();
        ContactPolicyBuilder alone = ContactPolicy.builder("alone");
        policy.coolDowns().stream()
                .filter(rule ->
                        block.code() == Block.Code.COOL_DOWN && rule.toString().equals(block.rule()))
                .forEach(alone::coolDown);
        policy.caps().stream()
                .filter(rule ->
                        block.code() == Block.Code.CAP && rule.toString().equals(block.rule()))
                .forEach(alone::cap);
        ContactPolicy rule = alone.build();
        assertThat(twin(rule, ofItems, item, group, channel, block.until().minusNanos(1_000)))
                .as(at)
                .isEqualTo(block.code());
        assertThat(twin(rule, ofItems, item, group, channel, block.until()))
                .as(at)
                .isNull();
    }

    private static Block.Code twin(
            ContactPolicy policy, List<Contact> contacts, String item, String group, String channel, Instant now) {
        for (Contact objection : contacts) {
            boolean stands = objection.kind() == Kind.OBJECTION;
            for (Contact other : contacts) {
                boolean ends = other.kind() == Kind.OBJECTION_WITHDRAWN
                        && other.time().isAfter(objection.time())
                        && !other.time().isAfter(now);
                stands &= !ends;
            }
            if (stands) {
                return Block.Code.OBJECTION;
            }
        }
        for (CoolDown rule : policy.coolDowns()) {
            for (Contact contact : contacts) {
                Instant time = contact.time().isAfter(now) ? now : contact.time();
                if (contact.kind() == rule.after()
                        && concerns(rule.scope(), rule.name(), rule.channel(), contact, item, group, channel)
                        && now.isBefore(time.plus(rule.time()))) {
                    return Block.Code.COOL_DOWN;
                }
            }
        }
        for (Cap rule : policy.caps()) {
            int count = 0;
            for (Contact contact : contacts) {
                Instant time = contact.time().isAfter(now) ? now : contact.time();
                if (contact.kind() == Kind.OFFER
                        && concerns(rule.scope(), rule.name(), rule.channel(), contact, item, group, channel)
                        && time.isAfter(now.minus(rule.window()))) {
                    count++;
                }
            }
            if (count >= rule.most()) {
                return Block.Code.CAP;
            }
        }
        return null;
    }

    private static boolean concerns(
            Scope scope, String name, String ofChannel, Contact contact, String item, String group, String channel) {
        if (ofChannel != null && !(ofChannel.equals(channel) && ofChannel.equals(contact.channel()))) {
            return false;
        }
        if (scope == Scope.ALL) {
            return true;
        }
        String offered = scope == Scope.ITEM ? item : group;
        String contacted = scope == Scope.ITEM ? contact.itemId() : contact.group();
        return !offered.isEmpty() && offered.equals(contacted) && (name == null || name.equals(offered));
    }

    private static ContactPolicy policy(Random random) {
        ContactPolicyBuilder builder = ContactPolicy.builder("v");
        List<String> keys = new ArrayList<>();
        for (int rule = random.nextInt(5); rule > 0; rule--) {
            Scope scope = SCOPES.get(random.nextInt(3));
            String name = scope == Scope.ALL || random.nextBoolean()
                    ? null
                    : scope == Scope.ITEM ? pick(random, ITEMS) : GROUPS[1 + random.nextInt(2)];
            String channel = random.nextBoolean() ? null : CHANNELS[1 + random.nextInt(2)];
            Duration time = Duration.ofDays(1 + random.nextInt(4));
            boolean cap = random.nextBoolean();
            Kind after = KINDS.get(random.nextInt(4));
            String key = cap + "/" + (cap ? time : after) + scope + name + channel;
            if (keys.contains(key)) {
                continue;
            }
            keys.add(key);
            if (cap) {
                builder.cap(new Cap(scope, name, channel, 1 + random.nextInt(3), time));
            } else {
                builder.coolDown(new CoolDown(after, scope, name, channel, time));
            }
        }
        return builder.build();
    }

    /** Times at the boundaries of whole days and a tick beside them, some in the future. */
    private static List<Contact> contacts(Random random) {
        List<Contact> contacts = new ArrayList<>();
        int size = random.nextInt(16);
        for (int i = 0; i < size; i++) {
            Kind kind = KINDS.get(random.nextInt(random.nextInt(8) == 0 ? 6 : 4));
            Instant time =
                    NOW.minus(Duration.ofDays(random.nextInt(7) - 1)).plusNanos(1_000L * (random.nextInt(3) - 1));
            boolean ofMarketing = kind.isOfMarketing();
            String item = ofMarketing ? "" : ITEMS[random.nextInt(3)];
            String group = ofMarketing ? "" : pick(random, GROUPS);
            contacts.add(new Contact("k" + i, CUSTOMER, item, group, pick(random, CHANNELS), kind, time));
        }
        return contacts;
    }

    private static String pick(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }
}
