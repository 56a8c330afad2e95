using Platform.ServiceKit.Data;

namespace Platform.Engagement.InApp;

/// <summary>Reads applications with the dates of their secrets.</summary>
internal static class ApplicationReader
{
    public static async Task<ApplicationResponse?> FindAsync(UnitOfWork work, Guid id) =>
        (
            await work.SingleOrDefaultAsync<(Guid Id, string Key, string Name, string[] Origins, int Version)?>(
                "select id, key, name, origins, version from application where id = @id",
                new { id }
            )
        )
            is { } row
            ? new ApplicationResponse(
                row.Id,
                row.Key,
                row.Name,
                row.Origins,
                [
                    .. (
                        await work.QueryAsync<(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)>(
                            Secrets,
                            new { id }
                        )
                    ).Select(secret => new ApplicationSecret(secret.Id, secret.CreatedAt, secret.ExpiresAt)),
                ],
                row.Version
            )
            : null;

    private const string Secrets = """
        select id, created_at, expires_at from application_secret where application_id = @id
        order by created_at desc, id
        """;
}
