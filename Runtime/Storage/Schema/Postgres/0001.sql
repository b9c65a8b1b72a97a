-- Lock order everywhere: grain (by type, id), then reminder, outbox, request, journal, clock,
-- event, destination.
-- Times are milliseconds since 1970-01-01 UTC. Names are exact text: "C" collation, so that 'A' is not 'a'
-- and pages come in the same order as on SQLite.

CREATE TABLE grain (
    type        text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    version     bigint NOT NULL,
    schema      int    NOT NULL,
    owner       text COLLATE "C" NOT NULL,
    environment text COLLATE "C" NOT NULL,
    status      text COLLATE "C" NOT NULL,
    party       text COLLATE "C" NOT NULL,
    parent      text COLLATE "C" NOT NULL,
    state       text   NOT NULL,
    chain       bytea  NOT NULL,
    created_at  bigint NOT NULL,
    updated_at  bigint NOT NULL,
    PRIMARY KEY (type, id)
) WITH (fillfactor = 75);

-- Each list names its statuses (or the runtime names them all), so the status may stand before the order.
CREATE INDEX grain_by_owner ON grain ((type || ''), owner, environment, status, created_at, id);
CREATE INDEX grain_by_status ON grain ((type || ''), environment, status, created_at, id);
CREATE INDEX grain_by_party ON grain ((type || ''), party, environment, status, created_at, id) WHERE party <> '';
CREATE INDEX grain_by_parent ON grain ((type || ''), parent, environment, status, created_at, id) WHERE parent <> '';

CREATE TABLE journal (
    type       text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    version    bigint NOT NULL,
    turn       bytea  NOT NULL,
    at         bigint NOT NULL,
    actor      text   NOT NULL,
    command    text   NOT NULL,
    request_id text   NOT NULL,
    trace      text   NOT NULL,
    events     text   NOT NULL,
    chain      bytea  NOT NULL,
    PRIMARY KEY (type, id, version)
);

CREATE TABLE request (
    type        text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    fingerprint text   NOT NULL,
    version     bigint NOT NULL,
    schema      int    NOT NULL,
    state       text   NOT NULL,
    at          bigint NOT NULL,
    created_at  bigint NOT NULL,
    stored_at   bigint NOT NULL,
    PRIMARY KEY (type, id, key)
);
CREATE INDEX request_stored ON request (stored_at);

CREATE TABLE outbox (
    seq           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind          text COLLATE "C" NOT NULL,
    destination   text COLLATE "C" NOT NULL,
    subject       text COLLATE "C" NOT NULL,
    message_id    text COLLATE "C" NOT NULL,
    topic         text   NOT NULL,
    body          text   NOT NULL,
    context       text   NOT NULL DEFAULT '',
    trace         text   NOT NULL,
    clock         text COLLATE "C" NOT NULL,
    created_at    bigint NOT NULL,
    due_at        bigint NOT NULL,
    deadline_at   bigint,
    attempts      int    NOT NULL DEFAULT 0,
    claimed_until bigint NOT NULL DEFAULT 0,
    parked_at     bigint
) WITH (fillfactor = 75);
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
    seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject     text COLLATE "C" NOT NULL,
    message_id  text   NOT NULL,
    kind        text   NOT NULL,
    destination text   NOT NULL,
    topic       text   NOT NULL,
    attempt     int    NOT NULL,
    at          bigint NOT NULL,
    outcome     text   NOT NULL,
    status_code int,
    duration_us bigint NOT NULL,
    url         text   NOT NULL,
    response    text   NOT NULL,
    request     text   NOT NULL,
    size        int    NOT NULL,
    address     text   NOT NULL,
    next_at     bigint,
    stored_at   bigint NOT NULL
);
CREATE INDEX attempt_subject ON attempt (subject, seq);
-- The expression keeps searches from walking the primary key, over the attempts of all accounts.
CREATE INDEX attempt_destination ON attempt (destination, (seq + 0));
-- What is kept is counted in real time (stored_at): a sandbox's clock, which at and created_at go by, may be years ahead.
CREATE INDEX attempt_stored ON attempt (stored_at);

-- A log of events for each grain that keeps one: pushed from, pulled from, replayed from. Sequences have no gaps.
CREATE TABLE event (
    feed       text COLLATE "C" NOT NULL,
    seq        bigint NOT NULL,
    id         text COLLATE "C" NOT NULL,
    type       text COLLATE "C" NOT NULL,
    subject    text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    stored_at  bigint NOT NULL,
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
    kind          text COLLATE "C" NOT NULL,
    destination   text COLLATE "C" NOT NULL,
    state         text   NOT NULL DEFAULT '',
    failures      int    NOT NULL DEFAULT 0,
    failing_since bigint,
    last_outcome  text   NOT NULL DEFAULT '',
    last_at       bigint NOT NULL DEFAULT 0,
    held_until    bigint NOT NULL DEFAULT 0,
    per_second    int    NOT NULL DEFAULT 0,
    free_at       bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, destination)
) WITH (fillfactor = 75);

CREATE TABLE reminder (
    type          text COLLATE "C" NOT NULL,
    id            text COLLATE "C" NOT NULL,
    name          text COLLATE "C" NOT NULL,
    clock         text COLLATE "C" NOT NULL,
    due_at        bigint NOT NULL,
    schedule      text   NOT NULL,
    trace         text   NOT NULL,
    attempts      int    NOT NULL DEFAULT 0,
    claimed_until bigint NOT NULL DEFAULT 0,
    parked_at     bigint,
    PRIMARY KEY (type, id, name)
) WITH (fillfactor = 75);
CREATE INDEX reminder_due ON reminder (due_at) WHERE parked_at IS NULL;
CREATE INDEX reminder_clock ON reminder (clock, due_at) WHERE parked_at IS NULL AND clock <> '';

CREATE TABLE clock (
    id    text COLLATE "C" PRIMARY KEY,
    ahead bigint NOT NULL
);

CREATE TABLE silo (
    id         text PRIMARY KEY,
    address    text   NOT NULL,
    version    text   NOT NULL,
    started_at bigint NOT NULL,
    seen_at    bigint NOT NULL
);

CREATE TABLE setting (
    key   text PRIMARY KEY,
    value text NOT NULL
);
