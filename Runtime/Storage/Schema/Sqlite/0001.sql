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
CREATE INDEX grain_by_owner ON grain (type, owner, environment, status, created_at, id);
CREATE INDEX grain_by_status ON grain (type, environment, status, created_at, id);
CREATE INDEX grain_by_party ON grain (type, party, environment, status, created_at, id) WHERE party <> '';
CREATE INDEX grain_by_parent ON grain (type, parent, environment, status, created_at, id) WHERE parent <> '';

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
    trace         text   NOT NULL,
    clock         text NOT NULL,
    created_at    integer NOT NULL,
    due_at        integer NOT NULL,
    deadline_at   integer,
    attempts      integer    NOT NULL DEFAULT 0,
    claimed_until integer NOT NULL DEFAULT 0,
    parked_at     integer
);
CREATE INDEX outbox_due ON outbox (kind, due_at) WHERE parked_at IS NULL;
CREATE INDEX outbox_clock ON outbox (kind, clock, due_at) WHERE parked_at IS NULL AND clock <> '';
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
    next_at     integer
);
CREATE INDEX attempt_subject ON attempt (subject, seq);
CREATE INDEX attempt_at ON attempt (at);

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
