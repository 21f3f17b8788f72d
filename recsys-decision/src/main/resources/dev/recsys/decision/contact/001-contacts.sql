-- The rows that writers of one customer lock, and what is remembered of each.
CREATE TABLE IF NOT EXISTS ${prefix}customer (
  customer_id VARCHAR(256) NOT NULL PRIMARY KEY
);

CREATE TABLE IF NOT EXISTS ${prefix}contact (
  customer_id VARCHAR(256) NOT NULL REFERENCES ${prefix}customer (customer_id),
  contact_id VARCHAR(256) NOT NULL,
  item_id VARCHAR(256) NOT NULL,
  item_group VARCHAR(256) NOT NULL,
  channel VARCHAR(256) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  contact_time TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (customer_id, contact_id)
);
