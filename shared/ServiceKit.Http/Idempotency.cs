using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Http;

/// <summary>
/// <c>Idempotency-Key</c> on every POST, kept 24 h per caller: the same key and body gives the first answer again, the
/// same key with another body or route 422. The key is claimed in the transaction of the command, so it and its effect
/// commit together; an answer lost in a crash between commit and reply is a 409 that says the command was applied.
/// Answers are kept sealed, since some hold a secret that is shown once. Bodies are compared by their bytes: other
/// white space is another body. Routes that stream large bodies, or are idempotent by their own ids, opt out with
/// <see cref="WithoutIdempotencyKey"/>.
/// </summary>
public static class Idempotency
{
    public const string Header = "Idempotency-Key";
    private const int MaxKeyLength = 200;

    /// <summary>Metadata of an endpoint that keeps no answers.</summary>
    internal sealed record OptOut;

    public static TBuilder WithoutIdempotencyKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OptOut());

    internal static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var key = context.Request.Headers[Header].ToString();
        if (
            !HttpMethods.IsPost(context.Request.Method)
            || key.Length == 0
            || context.GetEndpoint()?.Metadata.GetMetadata<OptOut>() is not null
            || context.Request.IsGrpc()
        )
        {
            await next(context);
            return;
        }

        if (key.Length > MaxKeyLength)
            throw Problem.Invalid(Header, $"is longer than {MaxKeyLength} characters").ToException();

        var ct = context.RequestAborted;
        var database = context.RequestServices.GetRequiredService<Database>();
        var request = await ReadAsync(context, key, ct);

        if (await IdempotencyKeys.FindAsync(database, request, ct) is { } known)
        {
            await ReplayAsync(context, request, known);
            return;
        }

        context.Features.Set(request);
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(buffer));
        try
        {
            await next(context);
            await context.Response.CompleteAsync();
        }
        catch (IdempotencyConflictException) when (!context.Response.HasStarted)
        {
            // The other request with this key committed while ours was under way; ours was rolled back.
            context.Features.Set(original);
            if (await IdempotencyKeys.FindAsync(database, request, ct) is not { } first)
                throw;
            await ReplayAsync(context, request, first);
            return;
        }
        catch (Exception exception)
            when (!request.Applied
                && !context.Response.HasStarted
                && ProblemDetailsWriter.From(exception, context.GetEndpoint(), context.Request) is { } refusal
                && IsKept(refusal.Status)
            )
        {
            // A refusal that was thrown is as much an answer as one that was returned.
            await ProblemDetailsWriter.WriteAsync(context, refusal);
            await context.Response.CompleteAsync();
        }
        finally
        {
            context.Features.Set(original);
        }

        var status = context.Response.StatusCode;
        if (request.Applied || IsKept(status))
            await IdempotencyKeys.CompleteAsync(database, Seal(context), request, context.Response, buffer.ToArray());
        buffer.Position = 0;
        await buffer.CopyToAsync(original.Stream, ct);
    }

    /// <summary>Not what another attempt may well change: who calls, what else goes on, and preconditions, which stand
    /// in a header and not in the body.</summary>
    private static bool IsKept(int status) =>
        status is >= 200 and < 500 and not (401 or 403 or 408 or 409 or 412 or 428 or 429);

    private static Seal Seal(HttpContext context) =>
        context.RequestServices.GetRequiredKeyedService<Seal>(typeof(Idempotency));

    private static async Task<IdempotentRequest> ReadAsync(HttpContext context, string key, CancellationToken ct)
    {
        context.Request.EnableBuffering();
        var hash = await SHA256.HashDataAsync(context.Request.Body, ct);
        context.Request.Body.Position = 0;
        // A link's secret stands in its path; its caller is known by the secret's fingerprint already.
        var route = SecretPathRedactor.Redact($"{context.Request.Path}{context.Request.QueryString}");
        return new IdempotentRequest(Caller.From(context.User).Id, key, route, hash);
    }

    private static async Task ReplayAsync(HttpContext context, IdempotentRequest request, StoredResponse known)
    {
        if (
            !known.BodyHash.AsSpan().SequenceEqual(request.BodyHash)
            || !string.Equals(known.Route, request.Route, StringComparison.Ordinal)
        )
        {
            var isSameRoute = string.Equals(known.Route, request.Route, StringComparison.Ordinal);
            var difference = isSameRoute ? "another body" : "another route";
            throw new Problem(
                "idempotency/key-reused",
                StatusCodes.Status422UnprocessableEntity,
                "This Idempotency-Key was used for another request.",
                $"'{request.Key}' was first sent to {known.Route} with {difference}. Use a new key for a new request."
            ).ToException();
        }

        // Sealed with a key that this process does not have: as good as lost.
        var answer = known.Sealed is null
            ? new SealedAnswer(known.Location, known.Body)
            : SealedAnswer.TryOpen(Seal(context), known.Sealed);
        if (known.Status is not { } status || answer is null)
        {
            throw new Problem(
                "idempotency/answer-lost",
                StatusCodes.Status409Conflict,
                "The request was carried out, but its answer was lost.",
                $"It was applied at {known.CreatedAt:O}. Read the resource to see the result; do not send it "
                    + $"again under a new key."
            ).ToException();
        }

        context.Response.StatusCode = status;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        if (known.ContentType is not null)
            context.Response.ContentType = known.ContentType;
        if (answer.Location is not null)
            context.Response.Headers.Location = answer.Location;
        if (known.Etag is not null)
            context.Response.Headers.ETag = known.Etag;
        if (answer.Body is { Length: > 0 } body)
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
