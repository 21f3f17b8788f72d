package dev.recsys.decision;

import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.contact.ContactHistory;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.contact.ContactPolicy;
import dev.recsys.decision.rule.Stage;
import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Asks the contact policy, before scoring and at each place, and tells the memory what is offered. For one request. */
final class ContactStep {
    private static final double[] NO_DRAW = {1, 0};
    private static final int LONGEST_ITEM = 150; // with the decision's id it makes the id of a contact
    private static final String CAP = ContactPolicy.Block.Code.CAP.name();

    private final CompiledPolicy policy;
    private final @Nullable ContactMemory contacts;
    private final DecisionRequest request;
    private final String id;
    private final Instant time;
    private final Candidates candidates;
    private final @Nullable Remade remade; // what a record says, where one is replayed
    private final BiConsumer<String, Throwable> failed;
    private final RecommendationRequest asked;
    private @Nullable ContactHistory history;

    ContactStep(
            CompiledPolicy policy,
            @Nullable ContactMemory contacts,
            DecisionRequest request,
            String id,
            Instant time,
            Candidates candidates,
            @Nullable Remade remade,
            BiConsumer<String, Throwable> failed) {
        this.policy = policy;
        this.contacts = contacts;
        this.request = request;
        this.id = id;
        this.time = time;
        this.candidates = candidates;
        this.remade = remade;
        this.failed = failed;
        this.asked = request.recommendation();
    }

    /** The contacts the policy looked at, or null if it looked at none. */
    @Nullable
    List<Contact> seen() {
        ContactHistory known = history;
        return known == null ? null : known.contacts();
    }

    /** Takes out what the customer may not be offered now. */
    void take() {
        String customer = asked.customer().id().orElse(null);
        List<Contact> given = request.contacts().orElse(null);
        ContactMemory memory = remade == null ? contacts : null;
        if (remade != null && remade.contacts() == Remade.Contacts.UNREADABLE) {
            candidates.excludeAll(Stage.CONTACT, Exclusion.CONTACTS_UNAVAILABLE, "contacts");
            return;
        }
        if (customer == null || (given == null && memory == null) || candidates.left() == 0) {
            return;
        }
        ContactPolicy rules = policy.policy().contactPolicy();
        ContactHistory known;
        if (given != null) {
            known = ContactHistory.of(customer, given);
        } else {
            try {
                known = Checks.notNull(
                        Checks.notNull(memory, "contacts").history(customer, time.minus(rules.longestWindow())),
                        "history");
            } catch (Throwable e) {
                failed.accept("contacts", e);
                candidates.excludeAll(Stage.CONTACT, Exclusion.CONTACTS_UNAVAILABLE, "contacts");
                return;
            }
        }
        known = withoutOwn(known);
        history = known;
        for (int item = 0; item < candidates.count(); item++) {
            if (policy.item(item).id().length() > LONGEST_ITEM) {
                candidates.exclude(item, Stage.CONTACT, Exclusion.CONTACTS_UNAVAILABLE, "the item's id is too long");
            } else if (candidates.isIn(item)) {
                mayContact(known, item);
            }
        }
    }

    /** The history before this decision: asked again under the same id, it must not stand in its own way. */
    private ContactHistory withoutOwn(ContactHistory known) {
        String own = id + "/";
        List<Contact> others = known.contacts().stream()
                .filter(contact -> !contact.id().startsWith(own))
                .toList();
        return others.size() == known.contacts().size() ? known : ContactHistory.of(known.customerId(), others);
    }

    /** Asks the contact policy about an item, and takes it out if the answer is no. */
    private boolean mayContact(ContactHistory known, int item) {
        ContactPolicy.Block block = policy.policy()
                .contactPolicy()
                .check(known, policy.item(item).id(), policy.item(item).group(), request.channel(), time);
        if (block != null) {
            candidates.exclude(item, Stage.CONTACT, block.code().name(), block.rule());
        }
        return block == null;
    }

    /** The places, recorded as contacts; filled anew without what others have offered meanwhile. */
    Slate slate() {
        double[] draw = policy.policy().exploration().share() > 0
                ? Draws.of(policy.policy().exploration().seed(), id)
                : NO_DRAW;
        while (true) {
            Slate slate = new Slate(policy, candidates, asked.limit());
            ContactHistory before = history;
            if (before == null) {
                slate.fill(item -> true, item -> {}, draw);
                return slate;
            }
            ContactHistory[] known = {before};
            slate.fill(item -> mayContact(known[0], item), item -> known[0] = known[0].with(contact(item)), draw);
            if (slate.size() == 0 || request.isPreview() || request.contacts().isPresent() || areRecorded(slate)) {
                return slate;
            }
        }
    }

    /** Records the offers; false if the memory refused one, which is out then. */
    private boolean areRecorded(Slate slate) {
        List<Contact> offers = new ArrayList<>(slate.size());
        for (int place = 0; place < slate.size(); place++) {
            offers.add(contact(slate.item(place)));
        }
        Set<String> recorded;
        try {
            recorded = Checks.notNull(contacts, "contacts")
                    .offer(offers, policy.policy().contactPolicy());
        } catch (Throwable e) {
            failed.accept("contacts", e);
            candidates.excludeAll(Stage.CONTACT, Exclusion.CONTACTS_UNAVAILABLE, "contacts");
            return false;
        }
        boolean all = true;
        for (int place = 0; place < slate.size(); place++) {
            if (!recorded.contains(offers.get(place).id())) {
                candidates.exclude(slate.item(place), Stage.CONTACT, CAP, Remade.LOST);
                all = false;
            }
        }
        return all;
    }

    private Contact contact(int item) {
        return new Contact(
                id + "/" + policy.item(item).id(),
                asked.customer().id().orElseThrow(),
                policy.item(item).id(),
                policy.item(item).group(),
                request.channel(),
                Contact.Kind.OFFER,
                time);
    }

    /** What the outside did to this decision while it was made. */
    void excludeAsThen(Remade record, Catalogue catalogue) {
        if (record.contacts() == Remade.Contacts.UNWRITABLE) {
            candidates.excludeAll(Stage.CONTACT, Exclusion.CONTACTS_UNAVAILABLE, "contacts");
        }
        for (String lost : record.lost()) {
            candidates.exclude(catalogue.indexOf(lost), Stage.CONTACT, CAP, Remade.LOST);
        }
    }
}
