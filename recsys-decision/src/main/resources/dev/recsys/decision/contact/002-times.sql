-- Contacts of one customer by time, and old contacts of all for their erasure.
CREATE INDEX IF NOT EXISTS ${prefix}contact_by_customer ON ${prefix}contact (customer_id, contact_time);

CREATE INDEX IF NOT EXISTS ${prefix}contact_by_time ON ${prefix}contact (contact_time);
