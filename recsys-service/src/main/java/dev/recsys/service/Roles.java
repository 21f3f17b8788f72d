package dev.recsys.service;

/** What callers may do. */
final class Roles {
    /** Ask. */
    static final String USER = "ROLE_USER";

    /** Activate models, load lists, erase customers. */
    static final String ADMIN = "ROLE_ADMIN";

    private Roles() {}
}
