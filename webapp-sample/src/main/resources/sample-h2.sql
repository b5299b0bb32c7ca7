-- The library's own tables in H2, made at every connection (INIT=RUNSCRIPT in web.xml): so each
-- statement may run again, and a row that is there already is left as it is.
--
-- Passwords, as Django writes them: mamun 1234, admin admin-pass-1, inactive 1234.

CREATE TABLE IF NOT EXISTS staff (
  id       INT          PRIMARY KEY,
  username VARCHAR(150) NOT NULL UNIQUE,
  password VARCHAR(255) NOT NULL,
  email    VARCHAR(254) NOT NULL,
  active   BOOLEAN      NOT NULL
);

CREATE TABLE IF NOT EXISTS staff_role (
  staff_id INT         NOT NULL REFERENCES staff (id),
  role     VARCHAR(50) NOT NULL,
  PRIMARY KEY (staff_id, role)
);

CREATE TABLE IF NOT EXISTS book (
  id        INT          PRIMARY KEY,
  title     VARCHAR(200) NOT NULL,
  original  VARCHAR(200) NOT NULL,
  author    VARCHAR(200) NOT NULL,
  published INT          NOT NULL,
  copies    INT          NOT NULL
);

MERGE INTO staff
USING (VALUES
  (1, 'mamun', 'pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$Sn4gd8/5ptcPb7up0t936TdBzXvGqFInlweOApXUo38=', 'mamun@gmail.com', TRUE),
  (2, 'admin', 'pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$+KrVeMJHlA4wUGejzx/G1fXtEVEY3uGPvro7vH/jLLU=', 'admin@example.com', TRUE),
  (3, 'inactive', 'pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$Sn4gd8/5ptcPb7up0t936TdBzXvGqFInlweOApXUo38=', 'inactive@example.com', FALSE)
) AS wanted (id, username, password, email, active)
ON staff.id = wanted.id
WHEN NOT MATCHED THEN
  INSERT (id, username, password, email, active)
  VALUES (wanted.id, wanted.username, wanted.password, wanted.email, wanted.active);

MERGE INTO staff_role
USING (VALUES (2, 'admin')) AS wanted (staff_id, role)
ON staff_role.staff_id = wanted.staff_id AND staff_role.role = wanted.role
WHEN NOT MATCHED THEN
  INSERT (staff_id, role)
  VALUES (wanted.staff_id, wanted.role);

MERGE INTO book
USING (VALUES
  (1, 'Sultana''s Dream', 'সুলতানার স্বপ্ন', 'Begum Rokeya', 1905, 3),
  (2, 'Gitanjali', 'গীতাঞ্জলি', 'Rabindranath Tagore', 1910, 5),
  (3, 'The Song of the Road', 'পথের পাঁচালী', 'Bibhutibhushan Bandyopadhyay', 1929, 2),
  (4, 'Tree Without Roots', 'লালসালু', 'Syed Waliullah', 1948, 2),
  (5, 'A River Called Titash', 'তিতাস একটি নদীর নাম', 'Adwaita Mallabarman', 1956, 1),
  (6, 'The Soldier in the Attic', 'চিলেকোঠার সেপাই', 'Akhteruzzaman Elias', 1986, 4)
) AS wanted (id, title, original, author, published, copies)
ON book.id = wanted.id
WHEN NOT MATCHED THEN
  INSERT (id, title, original, author, published, copies)
  VALUES (wanted.id, wanted.title, wanted.original, wanted.author, wanted.published, wanted.copies);
