-- Times are milliseconds since 1970-01-01 UTC. The same tables as on PostgreSQL; text compares by its bytes.

CREATE TABLE grain (
    type        text NOT NULL,
    id          text NOT NULL,
    version     integer NOT NULL,
    schema      integer    NOT NULL,
    owner       text NOT NULL,
    environment text NOT NULL,
    status      text NOT NULL,
    party       text NOT NULL,
    parent      text NOT NULL,
    state       text   NOT NULL,
    chain       blob  NOT NULL,
    created_at  integer NOT NULL,
    updated_at  integer NOT NULL,
    PRIMARY KEY (type, id)
);

-- Each list names its statuses (or the runtime names them all), so the status may stand before the order.
CREATE INDEX grain_by_owner ON grain ((type || ''), owner, environment, status, created_at, id);
CREATE INDEX grain_by_status ON grain ((type || ''), environment, status, created_at, id);
CREATE INDEX grain_by_party ON grain ((type || ''), party, environment, status, created_at, id) WHERE party <> '';
CREATE INDEX grain_by_parent ON grain ((type || ''), parent, environment, status, created_at, id) WHERE parent <> '';

CREATE TABLE journal (
    type       text NOT NULL,
    id         text NOT NULL,
    version    integer NOT NULL,
    turn       blob  NOT NULL,
    at         integer NOT NULL,
    actor      text   NOT NULL,
    command    text   NOT NULL,
    request_id text   NOT NULL,
    trace      text   NOT NULL,
    events     text   NOT NULL,
    chain      blob  NOT NULL,
    PRIMARY KEY (type, id, version)
);

CREATE TABLE request (
    type        text NOT NULL,
    id          text NOT NULL,
    key         text NOT NULL,
    fingerprint text   NOT NULL,
    version     integer NOT NULL,
    schema      integer    NOT NULL,
    state       text   NOT NULL,
    at          integer NOT NULL,
    created_at  integer NOT NULL,
    stored_at   integer NOT NULL,
    PRIMARY KEY (type, id, key)
) WITHOUT ROWID;
CREATE INDEX request_stored ON request (stored_at);

CREATE TABLE outbox (
    seq           integer PRIMARY KEY AUTOINCREMENT,
    kind          text NOT NULL,
    destination   text NOT NULL,
    subject       text NOT NULL,
    message_id    text NOT NULL,
    topic         text   NOT NULL,
    body          text   NOT NULL,
    context       text   NOT NULL DEFAULT '',
    trace         text   NOT NULL,
    clock         text NOT NULL,
    created_at    integer NOT NULL,
    due_at        integer NOT NULL,
    deadline_at   integer,
    attempts      integer    NOT NULL DEFAULT 0,
    claimed_until integer NOT NULL DEFAULT 0,
    parked_at     integer
);
-- The expression keeps it from queries that name a destination: without statistics PostgreSQL would rather sort by it
-- all that is due than use the index that is made for them, and take seconds for it.
CREATE INDEX outbox_due ON outbox ((kind || ''), due_at) WHERE parked_at IS NULL;
CREATE INDEX outbox_clock ON outbox (kind, clock, due_at) WHERE parked_at IS NULL AND clock <> '';
-- What waits for one receiver, so that it is claimed beside the others and never instead of them.
CREATE INDEX outbox_destination ON outbox (kind, destination, due_at) WHERE parked_at IS NULL;
-- The head of a lane is the lowest seq of a (subject, destination, kind); the same index finds messages to recall.
CREATE INDEX outbox_lane ON outbox (subject, destination, kind, seq);

CREATE INDEX outbox_parked ON outbox (seq) WHERE parked_at IS NOT NULL;

CREATE TABLE attempt (
    seq         integer PRIMARY KEY AUTOINCREMENT,
    subject     text NOT NULL,
    message_id  text   NOT NULL,
    kind        text   NOT NULL,
    destination text   NOT NULL,
    topic       text   NOT NULL,
    attempt     integer    NOT NULL,
    at          integer NOT NULL,
    outcome     text   NOT NULL,
    status_code integer,
    duration_us integer NOT NULL,
    url         text   NOT NULL,
    response    text   NOT NULL,
    request     text   NOT NULL,
    size        integer NOT NULL,
    address     text   NOT NULL,
    next_at     integer,
    stored_at   integer NOT NULL
);
CREATE INDEX attempt_subject ON attempt (subject, seq);
-- The expression keeps searches from walking the primary key, over the attempts of all accounts.
CREATE INDEX attempt_destination ON attempt (destination, (seq + 0));
-- What is kept is counted in real time (stored_at): a sandbox's clock, which at and created_at go by, may be years ahead.
CREATE INDEX attempt_stored ON attempt (stored_at);

-- A log of events for each grain that keeps one: pushed from, pulled from, replayed from. Sequences have no gaps.
CREATE TABLE event (
    feed       text NOT NULL,
    seq        integer NOT NULL,
    id         text NOT NULL,
    type       text NOT NULL,
    subject    text NOT NULL,
    created_at integer NOT NULL,
    stored_at  integer NOT NULL,
    body       text NOT NULL,
    PRIMARY KEY (feed, seq)
);
CREATE UNIQUE INDEX event_id ON event (feed, id);
CREATE INDEX event_subject ON event (feed, subject, seq);
-- The expression keeps a search for a rare type from walking the whole log by the primary key.
CREATE INDEX event_type ON event ((feed || ''), type, seq);
CREATE INDEX event_stored ON event (stored_at);

-- How receivers do, and how fast they are sent to. One without a row is well and takes what comes.
-- held_until is by the clock of the messages; the largest number means: until somebody says otherwise.
CREATE TABLE destination (
    kind          text NOT NULL,
    destination   text NOT NULL,
    state         text   NOT NULL DEFAULT '',
    failures      integer    NOT NULL DEFAULT 0,
    failing_since integer,
    last_outcome  text   NOT NULL DEFAULT '',
    last_at       integer NOT NULL DEFAULT 0,
    held_until    integer NOT NULL DEFAULT 0,
    per_second    integer    NOT NULL DEFAULT 0,
    free_at       integer NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, destination)
) WITHOUT ROWID;

CREATE TABLE reminder (
    type          text NOT NULL,
    id            text NOT NULL,
    name          text NOT NULL,
    clock         text NOT NULL,
    due_at        integer NOT NULL,
    schedule      text   NOT NULL,
    trace         text   NOT NULL,
    attempts      integer    NOT NULL DEFAULT 0,
    claimed_until integer NOT NULL DEFAULT 0,
    parked_at     integer,
    PRIMARY KEY (type, id, name)
) WITHOUT ROWID;
CREATE INDEX reminder_due ON reminder (due_at) WHERE parked_at IS NULL;
CREATE INDEX reminder_clock ON reminder (clock, due_at) WHERE parked_at IS NULL AND clock <> '';

CREATE TABLE clock (
    id    text PRIMARY KEY,
    ahead integer NOT NULL
);

CREATE TABLE silo (
    id         text PRIMARY KEY,
    address    text   NOT NULL,
    version    text   NOT NULL,
    started_at integer NOT NULL,
    seen_at    integer NOT NULL
);

CREATE TABLE setting (
    key   text PRIMARY KEY,
    value text NOT NULL
);
