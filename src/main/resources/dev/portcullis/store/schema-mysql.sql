-- Tables of Portcullis for MySQL 8 and MariaDB 10.5 or newer. Times are milliseconds since 1970, UTC.
-- Ids are compared byte by byte: ascii_bin and utf8mb4_bin.

CREATE TABLE IF NOT EXISTS ${prefix}token (
  digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  slot VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  nonce CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  client VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  PRIMARY KEY (digest),
  UNIQUE (user_id, slot)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS ${prefix}session (
  sid CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  jti CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  previous_jti CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
  rotated_at BIGINT NULL,
  client VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  password_mark VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ended_at BIGINT NULL,
  PRIMARY KEY (sid),
  INDEX ${prefix}session_user_id (user_id),
  INDEX ${prefix}session_expires_at (expires_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS ${prefix}signing_key (
  kid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purpose VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  algorithm VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  material VARCHAR(4096) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at BIGINT NOT NULL,
  generation INT NOT NULL,
  PRIMARY KEY (kid),
  UNIQUE (purpose, generation)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS ${prefix}revocation (
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  until_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  INDEX ${prefix}revocation_until_at (until_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS ${prefix}lease (
  name VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_at BIGINT NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS ${prefix}failed_login (
  subject CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  failures INT NOT NULL,
  last_at BIGINT NOT NULL,
  good_until BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  PRIMARY KEY (subject),
  INDEX ${prefix}failed_login_until_at (until_at)
) ENGINE=InnoDB;

-- Only with audit-table=true.

CREATE TABLE IF NOT EXISTS ${prefix}audit (
  id BIGINT NOT NULL AUTO_INCREMENT,
  happened_at BIGINT NOT NULL,
  event VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  user_digest VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  address VARCHAR(45) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  scheme VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  sid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  INDEX ${prefix}audit_happened_at (happened_at)
) ENGINE=InnoDB;

-- Only with users=portcullis.

CREATE TABLE IF NOT EXISTS ${prefix}user (
  id BIGINT NOT NULL AUTO_INCREMENT,
  username VARCHAR(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  password VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  active BOOLEAN NOT NULL DEFAULT TRUE,
  PRIMARY KEY (id),
  UNIQUE (username)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS ${prefix}user_role (
  user_id BIGINT NOT NULL,
  role VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (user_id, role),
  FOREIGN KEY (user_id) REFERENCES ${prefix}user (id) ON DELETE CASCADE
) ENGINE=InnoDB;
