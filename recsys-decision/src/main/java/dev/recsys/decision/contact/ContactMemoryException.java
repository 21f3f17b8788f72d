package dev.recsys.decision.contact;

import org.jspecify.annotations.Nullable;

/**
 * A memory of contacts could not be read or written, such as a database out of reach. Nobody knows then whom a policy
 * permits to contact, so nothing should be offered that the policy is to decide on. A call that wrote may be repeated:
 * writing is idempotent.
 */
public final class ContactMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContactMemoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
