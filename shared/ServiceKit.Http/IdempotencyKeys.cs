using Microsoft.AspNetCore.Http;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Http;

/// <summary>The key of the request at hand commits with what the request changes.</summary>
internal sealed class IdempotencyKeys(IHttpContextAccessor http) : ITransactionParticipant
{
    public static Task<StoredResponse?> FindAsync(Database database, IdempotentRequest request, CancellationToken ct) =>
        database.SingleOrDefaultAsync<StoredResponse>(Find, request, ct);

    /// <summary>A second request with the same key waits here for the first one's transaction, then fails.</summary>
    /// <exception cref="IdempotencyConflictException">The other request committed first.</exception>
    public async Task BeforeCommitAsync(UnitOfWork work)
    {
        if (http.HttpContext?.Features.Get<IdempotentRequest>() is not { } request)
            return;
        work.AfterCommit(() => request.Applied = true);
        if (request.Claimed)
            return; // A handler with several transactions claims with its first.
        if (await work.ExecuteAsync(Claim, request) == 0)
            throw new IdempotencyConflictException();
        request.Claimed = true;
    }

    public static Task CompleteAsync(
        Database database,
        Seal seal,
        IdempotentRequest request,
        HttpResponse response,
        byte[] body
    ) =>
        database.ExecuteAsync(
            Complete,
            new
            {
                request.Caller,
                request.Key,
                request.Route,
                request.BodyHash,
                Status = response.StatusCode,
                response.ContentType,
                Etag = response.Headers.ETag.FirstOrDefault(),
                Sealed = new SealedAnswer(response.Headers.Location.FirstOrDefault(), body).Close(seal),
            }
        );

    private const string Find = """
        select route, body_hash, status, content_type, location, etag, body, sealed, created_at
        from messaging.idempotency_key
            where caller = @Caller and key = @Key and created_at > now() - interval '24 hours'
        """;

    // A key that is older than it is kept for is as good as swept. No row is changed where another request has the key.
    private const string Claim = """
        insert into messaging.idempotency_key (caller, key, route, body_hash) values (@Caller, @Key, @Route, @BodyHash)
        on conflict (caller, key) do update
        set route = excluded.route, body_hash = excluded.body_hash, created_at = now(),
            status = null, content_type = null, location = null, etag = null, body = null, sealed = null
        where idempotency_key.created_at <= now() - interval '24 hours'
        """;

    private const string Complete = """
        insert into messaging.idempotency_key (caller, key, route, body_hash, status, content_type, etag, sealed)
        values (@Caller, @Key, @Route, @BodyHash, @Status, @ContentType, @Etag, @Sealed)
        on conflict (caller, key) do update
        set route = excluded.route, body_hash = excluded.body_hash, status = excluded.status,
            content_type = excluded.content_type,
            etag = excluded.etag, sealed = excluded.sealed, location = null, body = null,
            created_at = case when idempotency_key.status is null then idempotency_key.created_at else now() end
        where (idempotency_key.status is null and idempotency_key.body_hash = excluded.body_hash)
           or idempotency_key.created_at <= now() - interval '24 hours'
        """;
}
