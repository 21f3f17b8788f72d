package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static dev.recsys.decision.contact.Contacts.ago;
import static dev.recsys.decision.contact.Contacts.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.decision.contact.Contact.Kind;
import dev.recsys.decision.contact.ContactPolicy.Block;
import dev.recsys.decision.contact.ContactPolicy.Cap;
import dev.recsys.decision.contact.ContactPolicy.CoolDown;
import dev.recsys.decision.contact.ContactPolicy.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactPolicyTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Instant TICK_BEFORE = NOW.minusNanos(1_000);

    @Test
    void coolDown_ofThirtyDays_endsExactlyThirtyDaysLater() {
        ContactPolicy policy = policy(CoolDown.of(Kind.REFUSED, Scope.ITEM, MONTH));
        ContactHistory history = history(Contacts.of(Kind.REFUSED, "r", "card", ago(30)));

        assertThat(policy.check(history, "card", "", "", NOW)).isNull();
        assertThat(policy.check(history, "card", "", "", TICK_BEFORE))
                .isEqualTo(new Block(Block.Code.COOL_DOWN, "30 days after REFUSED, per item", NOW));
        assertThat(policy.check(history, "card", "", "", NOW.minusNanos(1))).isNotNull();
        assertThat(policy.check(history, "loan", "", "", TICK_BEFORE)).isNull();
    }

    @Test
    void cap_ofARollingWindow_countsFromJustAfterItsStart() {
        ContactPolicy policy = policy(Cap.of(Scope.ALL, 2, MONTH));
        ContactHistory history = history(offer("d1", "card", ago(30)), offer("d2", "loan", ago(1)));

        assertThat(policy.check(history, "fund", "", "", NOW)).isNull();
        assertThat(policy.check(history, "fund", "", "", TICK_BEFORE))
                .isEqualTo(new Block(Block.Code.CAP, "at most 2 in 30 days, of all items", NOW));
        assertThat(policy.check(history.with(offer("d3", "card", NOW)), "fund", "", "", NOW))
                .isEqualTo(new Block(Block.Code.CAP, "at most 2 in 30 days, of all items", ago(1).plus(MONTH)));
    }

    @Test
    void contacts_datedInTheFuture_countAsNow() {
        Instant soon = NOW.plusSeconds(3);
        ContactHistory history = history(offer("d1", "card", soon));

        assertThat(policy(Cap.of(Scope.ITEM, 1, Duration.ofSeconds(1))).check(history, "card", "", "", NOW))
                .isNotNull();
        assertThat(policy(CoolDown.of(Kind.OFFER, Scope.ITEM, Duration.ofSeconds(1)))
                        .check(history, "card", "", "", NOW))
                .isNotNull();
    }

    @Test
    void caps_countOffersOnly() {
        ContactHistory history = history(
                Contacts.of(Kind.REFUSED, "a", "card", ago(1)),
                Contacts.of(Kind.ACCEPTED, "b", "card", ago(1)),
                Contacts.of(Kind.PURCHASE, "c", "card", ago(1)));

        assertThat(policy(Cap.of(Scope.ITEM, 1, MONTH)).check(history, "card", "", "", NOW))
                .isNull();
    }

    @Test
    void groupRule_holdsForItemsOfTheGroupAndForNoneWithoutOne() {
        ContactPolicy each = policy(CoolDown.of(Kind.PURCHASE, Scope.GROUP, MONTH));
        ContactHistory history = history(
                new Contact("p", CUSTOMER, "car loan", "loans", "", Kind.PURCHASE, ago(1)),
                new Contact("q", CUSTOMER, "card", "", "", Kind.PURCHASE, ago(1)));

        assertThat(each.check(history, "home loan", "loans", "", NOW)).isNotNull();
        assertThat(each.check(history, "fund", "funds", "", NOW)).isNull();
        assertThat(each.check(history, "card", "", "", NOW)).isNull();
        ContactPolicy funds =
                policy(CoolDown.of(Kind.PURCHASE, Scope.GROUP, MONTH).withName("funds"));
        assertThat(funds.check(history, "home loan", "loans", "", NOW)).isNull();
    }

    @Test
    void channelRule_holdsForAndCountsThatChannelAlone() {
        ContactPolicy policy = policy(Cap.of(Scope.ALL, 1, MONTH).withChannel("phone"));
        Contact byPhone = new Contact("d1", CUSTOMER, "card", "", "phone", Kind.OFFER, ago(1));
        Contact byMail = new Contact("d2", CUSTOMER, "card", "", "email", Kind.OFFER, ago(1));

        assertThat(policy.check(history(byPhone), "loan", "", "phone", NOW)).isNotNull();
        assertThat(policy.check(history(byPhone), "loan", "", "email", NOW)).isNull();
        assertThat(policy.check(history(byPhone), "loan", "", "", NOW)).isNull();
        assertThat(policy.check(history(byMail), "loan", "", "phone", NOW)).isNull();
    }

    @Test
    void objection_underNoPolicyAtAll_stopsEverything() {
        ContactHistory history = history(Contacts.objection("o", ago(5000)));

        assertThat(ContactPolicy.none().check(history, "card", "", "", NOW))
                .isEqualTo(new Block(Block.Code.OBJECTION, "the customer objects to marketing", null));
        assertThat(ContactPolicy.none().check(history.with(Contacts.withdrawal("w", ago(1))), "card", "", "", NOW))
                .isNull();
    }

    @Test
    void check_whereSeveralRulesBlock_namesTheFirst() {
        ContactPolicy policy = ContactPolicy.builder("v")
                .cap(Cap.of(Scope.ALL, 1, MONTH))
                .coolDown(CoolDown.of(Kind.OFFER, Scope.ALL, MONTH))
                .coolDown(CoolDown.of(Kind.OFFER, Scope.ITEM, MONTH))
                .build();

        assertThat(policy.check(history(offer("d1", "card", ago(1))), "card", "", "", NOW))
                .extracting(Block::rule)
                .isEqualTo("30 days after OFFER, of all items");
    }

    @Test
    void policy_isAValueAndSaysHowFarItLooksBack() {
        ContactPolicy policy = ContactPolicy.builder("2026-07")
                .coolDown(CoolDown.of(Kind.OFFER, Scope.ITEM, MONTH)
                        .withName("card")
                        .withChannel("email"))
                .cap(Cap.of(Scope.GROUP, 3, Duration.ofHours(36)).withName("loans"))
                .build();
        ContactPolicy same = ContactPolicy.builder("2026-07")
                .coolDown(new CoolDown(Kind.OFFER, Scope.ITEM, "card", "email", MONTH))
                .cap(new Cap(Scope.GROUP, "loans", null, 3, Duration.ofHours(36)))
                .build();

        assertThat(policy).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(policy.longestWindow()).isEqualTo(MONTH);
        assertThat(policy)
                .hasToString("ContactPolicy[2026-07, cool-downs [30 days after OFFER, of item card, on email],"
                        + " caps [at most 3 in PT36H, of group loans]]");
        assertThat(ContactPolicy.none().longestWindow()).isZero();
        assertThat(policy).isNotEqualTo(ContactPolicy.none());
    }

    @Test
    void rules_outOfRange_areRefused() {
        assertThatThrownBy(() -> CoolDown.of(Kind.OBJECTION, Scope.ALL, MONTH))
                .hasMessage("after must be an offer, an answer or a purchase, but was OBJECTION");
        assertThatThrownBy(() -> Cap.of(Scope.ALL, 1, MONTH).withName("card"))
                .hasMessage("name must be null for scope ALL, but was card");
        assertThatThrownBy(() -> Cap.of(Scope.ITEM, 1, MONTH).withName(" ")).hasMessage("name must not be blank");
        assertThatThrownBy(() -> Cap.of(Scope.ITEM, 1, MONTH).withChannel("")).hasMessage("channel must not be blank");
        assertThatThrownBy(() -> Cap.of(Scope.ITEM, 0, MONTH)).hasMessage("most must be in 1..1000000, but was 0");
        for (Duration bad :
                new Duration[] {Duration.ZERO, Duration.ofDays(-1), Duration.ofMillis(1500), Duration.ofDays(36_526)}) {
            assertThatThrownBy(() -> Cap.of(Scope.ITEM, 1, bad)).hasMessageStartingWith("window must be whole seconds");
        }
    }

    @Test
    void builder_givenARuleTwice_refusesTheSecond() {
        ContactPolicyBuilder builder = ContactPolicy.builder("v")
                .cap(Cap.of(Scope.ALL, 3, MONTH))
                .coolDown(CoolDown.of(Kind.OFFER, Scope.ITEM, MONTH));

        assertThatThrownBy(() -> builder.cap(Cap.of(Scope.ALL, 5, MONTH)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a policy must limit the same contacts once, but does already: at most 5 in 30 days, of all items");
        assertThatThrownBy(() -> builder.coolDown(CoolDown.of(Kind.OFFER, Scope.ITEM, Duration.ofDays(1))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(builder.cap(Cap.of(Scope.ALL, 5, MONTH.plusDays(1))).build().caps())
                .hasSize(2);
    }

    private static ContactPolicy policy(CoolDown rule) {
        return ContactPolicy.builder("v").coolDown(rule).build();
    }

    private static ContactPolicy policy(Cap rule) {
        return ContactPolicy.builder("v").cap(rule).build();
    }

    private static ContactHistory history(Contact... contacts) {
        return ContactHistory.of(CUSTOMER, List.of(contacts));
    }
}
