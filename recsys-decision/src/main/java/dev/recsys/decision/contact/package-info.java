/**
 * How often a customer may be contacted, and who remembers it.
 *
 * <p>Start with {@link dev.recsys.decision.contact.Contact}: an offer made or an answer received. A {@link
 * dev.recsys.decision.contact.ContactPolicy} of cool-downs and caps looks at a {@link
 * dev.recsys.decision.contact.ContactHistory} of contacts and says of an item, group, channel and time whether it may be
 * offered, or why not. A {@link dev.recsys.decision.contact.ContactMemory} keeps the contacts: {@link
 * dev.recsys.decision.contact.InMemoryContacts} for one instance, {@link dev.recsys.decision.contact.JdbcContacts} for
 * several that share a database, {@link dev.recsys.decision.contact.RequestContacts} where the caller keeps them.
 *
 * <pre>{@code
 * ContactPolicy policy = ContactPolicy.builder("2026-07")
 *         .coolDown(CoolDown.of(Kind.REFUSED, Scope.ITEM, Duration.ofDays(90)))
 *         .coolDown(CoolDown.of(Kind.PURCHASE, Scope.GROUP, Duration.ofDays(180)).withName("loans"))
 *         .cap(Cap.of(Scope.ALL, 3, Duration.ofDays(30)))
 *         .cap(Cap.of(Scope.ALL, 1, Duration.ofDays(7)).withChannel("phone"))
 *         .build();
 * ContactHistory history = memory.history("c17", now.minus(policy.longestWindow()));
 * Block block = policy.check(history, "card", "cards", "email", now); // null: it may be offered
 * Set<String> made = memory.offer(offers, policy); // checks again under the customer's lock, and records
 * }</pre>
 *
 * <p>A check against a history is a forecast, cheap enough for every item of every request. {@code offer} decides: it checks
 * again and records in one step, so two instances that saw the same history do not exceed a cap together. Make an offer only
 * after it is in the answer.
 *
 * <p>An objection to marketing stops every offer under every policy, never grows old, and ends only by a withdrawal dated
 * after it. Where the choice is open, the answer is no: contacts dated in the future count, an objection wins over a
 * withdrawal of the same time, and a memory that cannot be read is an exception, not an empty history.
 */
@NullMarked
package dev.recsys.decision.contact;

import org.jspecify.annotations.NullMarked;
