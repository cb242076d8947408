-- The staged court's tables. Times are seconds since the epoch (stage/clock.py).

PRAGMA journal_mode = WAL;

BEGIN;

PRAGMA application_id = 0x65636673;  -- 'ecfs': identifies a stage's database
PRAGMA user_version = 4;             -- incremented with every change of this file

CREATE TABLE pacer_account (
    id             INTEGER PRIMARY KEY,
    user_name      TEXT NOT NULL UNIQUE,
    password_hash  TEXT NOT NULL,
    name           TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('individual', 'shared_firm', 'admin', 'legacy')),
    status         TEXT NOT NULL CHECK (status IN ('active', 'disabled', 'update_required')),
    totp_secret    TEXT,                          -- in plain text: the stage computes the passcode
    totp_last_step INTEGER NOT NULL DEFAULT 0,    -- step of the last accepted passcode; none is accepted twice
    skips          INTEGER NOT NULL DEFAULT 0,    -- how often the passcode was skipped
    walks_away     INTEGER NOT NULL DEFAULT 0 CHECK (walks_away IN (0, 1))
) STRICT;

CREATE TABLE ecf_account (
    id             INTEGER PRIMARY KEY,
    court          TEXT NOT NULL,
    login          TEXT NOT NULL,
    password_hash  TEXT NOT NULL,
    name           TEXT NOT NULL,
    may_file       INTEGER NOT NULL CHECK (may_file IN (0, 1)),
    wrong_passwords INTEGER NOT NULL DEFAULT 0,   -- in a row
    locked_until   REAL NOT NULL DEFAULT 0,
    UNIQUE (court, login)
) STRICT;

-- A link is permanent: each account is in at most one link in a court, and nothing deletes one.
CREATE TABLE link (
    court          TEXT NOT NULL,
    pacer_account  INTEGER NOT NULL REFERENCES pacer_account,
    ecf_account    INTEGER NOT NULL UNIQUE REFERENCES ecf_account,
    made_at        REAL NOT NULL,
    PRIMARY KEY (court, pacer_account)
) STRICT;

-- A login page that is open in a browser, and the step that it awaits.
CREATE TABLE login_view (
    view_state     TEXT PRIMARY KEY,
    browser        TEXT NOT NULL,
    appurl         TEXT NOT NULL,
    awaits         TEXT NOT NULL CHECK (awaits IN ('password', 'passcode', 'redaction')),
    pacer_account  INTEGER REFERENCES pacer_account,
    client_code    TEXT NOT NULL DEFAULT '',
    opened_at      REAL NOT NULL
) STRICT;

-- A single sign-on at PACER. Tickets and NextGen sessions end with it.
CREATE TABLE sign_on (
    id             TEXT PRIMARY KEY,
    pacer_account  INTEGER NOT NULL REFERENCES pacer_account,
    client_code    TEXT NOT NULL,
    login_again    INTEGER NOT NULL CHECK (login_again IN (0, 1)),  -- show the login again
    seen_at        REAL NOT NULL
) STRICT;

-- A session at PACER's account page, separate from the single sign-on.
CREATE TABLE account_session (
    id             TEXT PRIMARY KEY,
    pacer_account  INTEGER NOT NULL REFERENCES pacer_account,
    seen_at        REAL NOT NULL
) STRICT;

CREATE TABLE ticket (
    id             TEXT PRIMARY KEY,
    court          TEXT NOT NULL,
    sign_on        TEXT NOT NULL REFERENCES sign_on ON DELETE CASCADE,
    made_at        REAL NOT NULL
) STRICT;

-- A session at a court. On NextGen it depends on a single sign-on; legacy_session has its logins on legacy CM/ECF.
CREATE TABLE ecf_session (
    id             TEXT PRIMARY KEY,
    court          TEXT NOT NULL,
    sign_on        TEXT REFERENCES sign_on ON DELETE CASCADE
) STRICT;

CREATE TABLE legacy_session (
    id             TEXT PRIMARY KEY REFERENCES ecf_session ON DELETE CASCADE,
    ecf_account    INTEGER REFERENCES ecf_account,
    pacer_account  INTEGER REFERENCES pacer_account,
    client_code    TEXT NOT NULL DEFAULT '',
    seen_at        REAL NOT NULL
) STRICT;

-- A link that its user has not confirmed yet.
CREATE TABLE proposed_link (
    id             TEXT PRIMARY KEY,
    ecf_session    TEXT NOT NULL REFERENCES ecf_session ON DELETE CASCADE,
    ecf_account    INTEGER NOT NULL REFERENCES ecf_account,
    made_at        REAL NOT NULL
) STRICT;

CREATE TABLE court_case (
    id             INTEGER PRIMARY KEY,
    court          TEXT NOT NULL,
    number         TEXT NOT NULL,
    title          TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('civil', 'social_security')),
    e_filing       TEXT NOT NULL CHECK (e_filing IN ('order', 'consent', 'none')),
    UNIQUE (court, number)
) STRICT;

-- Counsel of record.
CREATE TABLE counsel (
    court_case     INTEGER NOT NULL REFERENCES court_case,
    ecf_account    INTEGER NOT NULL REFERENCES ecf_account,
    PRIMARY KEY (court_case, ecf_account)
) STRICT;

-- A document on a case's docket, with its number there.
CREATE TABLE document (
    court_case     INTEGER NOT NULL REFERENCES court_case,
    number         INTEGER NOT NULL,
    filed_on       TEXT NOT NULL,                 -- a date, ISO 8601
    title          TEXT NOT NULL,
    text           TEXT NOT NULL,
    PRIMARY KEY (court_case, number)
) STRICT;

-- A filing that its user has not confirmed yet.
CREATE TABLE proposed_filing (
    id             TEXT PRIMARY KEY,
    ecf_session    TEXT NOT NULL REFERENCES ecf_session ON DELETE CASCADE,
    court_case     INTEGER NOT NULL REFERENCES court_case,
    made_at        REAL NOT NULL
) STRICT;

CREATE TABLE event (
    id             INTEGER PRIMARY KEY,
    at             REAL NOT NULL,
    kind           TEXT NOT NULL,
    court          TEXT NOT NULL,
    who            TEXT NOT NULL,
    detail         TEXT NOT NULL
) STRICT;

CREATE INDEX ticket_of_sign_on ON ticket (sign_on);
CREATE INDEX ecf_session_of_sign_on ON ecf_session (sign_on);
CREATE INDEX proposed_link_of_session ON proposed_link (ecf_session);
CREATE INDEX proposed_filing_of_session ON proposed_filing (ecf_session);

COMMIT;
