-- Every call of the API, for a bounded time. Written beside turns, never within them. The wide columns stand last, so
-- that lists read past them.
CREATE TABLE call (
    seq              bigint GENERATED ALWAYS AS IDENTITY,
    id               text COLLATE "C" NOT NULL,
    at               bigint NOT NULL,
    owner            text COLLATE "C" NOT NULL,
    environment      text COLLATE "C" NOT NULL,
    key_id           text COLLATE "C" NOT NULL,
    method           text COLLATE "C" NOT NULL,
    route            text COLLATE "C" NOT NULL,
    path             text COLLATE "C" NOT NULL,
    query            text   NOT NULL,
    status           int    NOT NULL,
    code             text COLLATE "C" NOT NULL,
    duration_us      bigint NOT NULL,
    remote           text   NOT NULL,
    size             int    NOT NULL,
    request_bytes    bigint NOT NULL,
    request_cut      int    NOT NULL,
    response_bytes   bigint NOT NULL,
    response_cut     int    NOT NULL,
    request_headers  text   NOT NULL,
    request_body     text   NOT NULL,
    response_headers text   NOT NULL,
    response_body    text   NOT NULL,
    -- What they take is added up by this index alone.
    PRIMARY KEY (seq) INCLUDE (size)
);
CREATE UNIQUE INDEX call_id ON call (id);
CREATE INDEX call_by_owner ON call (owner, environment, at, seq);
CREATE INDEX call_at ON call (at, seq);
