package dev.recsys.service;

import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.service.doc.DecisionRequestDoc.ContactDoc;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What customers answered: shown, accepted, refused, bought, objected. */
@RestController
@RequestMapping("/v1/customers/{customer}/outcomes")
@Tag(name = "outcomes", description = "What customers were shown and answered.")
class OutcomeController {
    private final @Nullable ContactMemory contacts;
    private final InstantSource clock;

    OutcomeController(ObjectProvider<ContactMemory> contacts, ObjectProvider<InstantSource> clock) {
        this.contacts = contacts.getIfAvailable();
        this.clock = clock.getIfAvailable(InstantSource::system);
    }

    /**
     * What became of an outcome.
     *
     * @param recorded whether it is new; false if it was recorded before
     */
    record Recorded(boolean recorded) {}

    @Operation(
            operationId = "recordOutcome",
            summary = "Records what a customer was shown or answered",
            description =
                    "Safe to repeat: an outcome with a known id changes nothing. 201 if it is new, 200 if it is known.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Recorded> record(@PathVariable String customer, @RequestBody ContactDoc outcome) {
        ContactMemory memory = memory();
        Contact contact = InvalidRequestException.refusing(() -> contact(customer, outcome));
        boolean isNew = InvalidRequestException.refusing(() -> memory.record(contact));
        return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK).body(new Recorded(isNew));
    }

    @Operation(
            operationId = "forgetOutcomes",
            summary = "Erases all contacts with a customer",
            description = "Objections too: whoever must remember those records one anew. For administrators.")
    @DeleteMapping
    ResponseEntity<Void> forget(@PathVariable String customer) {
        ContactMemory memory = memory();
        InvalidRequestException.refusing(() -> memory.forget(customer));
        return ResponseEntity.noContent().build();
    }

    private ContactMemory memory() {
        if (contacts == null) {
            throw new ConflictException("contacts are not remembered: set recsys.contacts.store");
        }
        return contacts;
    }

    private Contact contact(String customer, ContactDoc outcome) {
        Instant time = outcome.time() == null ? clock.instant() : outcome.time();
        return new Contact(
                given(outcome.id(), "id"),
                customer,
                orEmpty(outcome.item()),
                orEmpty(outcome.group()),
                orEmpty(outcome.channel()),
                Contact.Kind.of(given(outcome.kind(), "kind")),
                time);
    }

    private static String given(@Nullable String value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must be given");
        }
        return value;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
