-- The library's own tables in MySQL 8, to be run once by hand:
--
--   mysql --default-character-set=utf8mb4 library < sample-mysql.sql
--
-- It may run again: a row that is there already is left as it is.
--
-- Passwords, as Django writes them: mamun 1234, admin admin-pass-1, inactive 1234.

CREATE TABLE IF NOT EXISTS staff (
  id       INT          NOT NULL PRIMARY KEY,
  username VARCHAR(150) NOT NULL UNIQUE,
  password VARCHAR(255) NOT NULL,
  email    VARCHAR(254) NOT NULL,
  active   BOOLEAN      NOT NULL
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS staff_role (
  staff_id INT         NOT NULL,
  role     VARCHAR(50) NOT NULL,
  PRIMARY KEY (staff_id, role),
  FOREIGN KEY (staff_id) REFERENCES staff (id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS book (
  id        INT          NOT NULL PRIMARY KEY,
  title     VARCHAR(200) NOT NULL,
  original  VARCHAR(200) NOT NULL,
  author    VARCHAR(200) NOT NULL,
  published INT          NOT NULL,
  copies    INT          NOT NULL
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO staff (id, username, password, email, active) VALUES
  (1, 'mamun', 'pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$Sn4gd8/5ptcPb7up0t936TdBzXvGqFInlweOApXUo38=', 'mamun@gmail.com', TRUE),
  (2, 'admin', 'pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$+KrVeMJHlA4wUGejzx/G1fXtEVEY3uGPvro7vH/jLLU=', 'admin@example.com', TRUE),
  (3, 'inactive', 'pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$Sn4gd8/5ptcPb7up0t936TdBzXvGqFInlweOApXUo38=', 'inactive@example.com', FALSE)
ON DUPLICATE KEY UPDATE id = staff.id;

INSERT INTO staff_role (staff_id, role) VALUES
  (2, 'admin')
ON DUPLICATE KEY UPDATE role = staff_role.role;

INSERT INTO book (id, title, original, author, published, copies) VALUES
  (1, 'Sultana''s Dream', 'সুলতানার স্বপ্ন', 'Begum Rokeya', 1905, 3),
  (2, 'Gitanjali', 'গীতাঞ্জলি', 'Rabindranath Tagore', 1910, 5),
  (3, 'The Song of the Road', 'পথের পাঁচালী', 'Bibhutibhushan Bandyopadhyay', 1929, 2),
  (4, 'Tree Without Roots', 'লালসালু', 'Syed Waliullah', 1948, 2),
  (5, 'A River Called Titash', 'তিতাস একটি নদীর নাম', 'Adwaita Mallabarman', 1956, 1),
  (6, 'The Soldier in the Attic', 'চিলেকোঠার সেপাই', 'Akhteruzzaman Elias', 1986, 4)
ON DUPLICATE KEY UPDATE id = book.id;
