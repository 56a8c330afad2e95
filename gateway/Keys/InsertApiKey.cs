namespace Platform.Gateway.Keys;

internal static class InsertApiKey
{
    public const string Sql = """
        insert into api_key (id, prefix, secret_hash, name, scopes, requests_per_second, expires_at, rotated_from,
            created_at, created_by)
        values (@Id, @Prefix, @SecretHash, @Name, @Scopes, @RequestsPerSecond, @ExpiresAt, @RotatedFrom, @CreatedAt,
            @CreatedBy)
        """;
}
