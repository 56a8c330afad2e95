create table api_key (
    id                  uuid primary key,
    prefix              text not null,
    secret_hash         bytea not null,
    name                text not null,
    scopes              text[] not null,
    requests_per_second int,
    expires_at          timestamptz,
    rotated_from        uuid references api_key (id),
    created_at          timestamptz not null,
    created_by          text not null,
    last_used_at        timestamptz,
    revoked_at          timestamptz,
    revoked_by          text,
    constraint api_key_prefix_unique unique (prefix)
);

-- One row that every change of a key raises: instances read it several times a second instead of the keys.
create table api_key_version (
    only_row boolean primary key default true check (only_row),
    version  bigint not null
);
insert into api_key_version (version) values (0);

create function raise_api_key_version() returns trigger language plpgsql as $$
begin
    update api_key_version set version = version + 1;
    return null;
end $$;

-- When a key was last used is no change of the key.
create trigger api_key_changed after insert or update of secret_hash, scopes, requests_per_second, expires_at, revoked_at or delete
    on api_key for each statement execute function raise_api_key_version();
