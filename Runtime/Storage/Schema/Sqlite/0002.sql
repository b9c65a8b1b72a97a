-- Every call of the API, for a bounded time. Written beside turns, never within them. The wide columns stand last, so
-- that lists read past them.
CREATE TABLE call (
    seq              integer PRIMARY KEY AUTOINCREMENT,
    id               text NOT NULL,
    at               integer NOT NULL,
    owner            text NOT NULL,
    environment      text NOT NULL,
    key_id           text NOT NULL,
    method           text NOT NULL,
    route            text NOT NULL,
    path             text NOT NULL,
    query            text   NOT NULL,
    status           integer   NOT NULL,
    code             text NOT NULL,
    duration_us      integer NOT NULL,
    remote           text   NOT NULL,
    size             integer   NOT NULL,
    request_bytes    integer NOT NULL,
    request_cut      integer   NOT NULL,
    response_bytes   integer NOT NULL,
    response_cut     integer   NOT NULL,
    request_headers  text   NOT NULL,
    request_body     text   NOT NULL,
    response_headers text   NOT NULL,
    response_body    text   NOT NULL
);
CREATE UNIQUE INDEX call_id ON call (id);
CREATE INDEX call_by_owner ON call (owner, environment, at, seq);
CREATE INDEX call_at ON call (at, seq);
-- What they take is added up by this index alone.
CREATE INDEX call_size ON call (seq, size);
