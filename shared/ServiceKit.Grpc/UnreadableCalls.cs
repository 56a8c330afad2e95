using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Platform.ServiceKit.Http;

namespace Platform.ServiceKit.Grpc;

/// <summary>
/// A request that is no message of its method: gRPC reads it before any interceptor runs and answers UNKNOWN,
/// "Exception was thrown by handler". It is the caller's fault, so the caller is told.
/// </summary>
internal static class UnreadableCalls
{
    private sealed record Read;

    /// <summary>Said by <see cref="ServerProblems"/>: what fails from here on is not the reading of a single
    /// request.</summary>
    public static void MarkRead(HttpContext context) => context.Features.Set(new Read());

    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Request.IsGrpc() ? WatchAsync(context, next) : next(context);

    private static async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.HasStarted || context.Features.Get<Read>() is not null)
            return;

        var headers = context.Response.Headers;
        if (!int.TryParse(headers["grpc-status"], CultureInfo.InvariantCulture, out var status))
            return;
        if (status is not ((int)StatusCode.Unknown or (int)StatusCode.Internal))
            return;
        headers.Remove("grpc-message");
        await GrpcProblems.WriteTrailersOnlyAsync(
            context,
            IsTooLong(context) ? GrpcProblems.TooLong() : GrpcProblems.Unreadable()
        );
    }

    /// <summary>A length of 2 GB and more ends in gRPC's reader, before its limit is asked: what was not consumed
    /// begins with it.</summary>
    private static bool IsTooLong(HttpContext context)
    {
        const int lengthAt = 1;
        if (!context.Request.BodyReader.TryRead(out var rest))
            return false;
        var isTooLong = rest.Buffer.Length > lengthAt && (rest.Buffer.Slice(lengthAt).FirstSpan[0] & 0x80) != 0;
        context.Request.BodyReader.AdvanceTo(rest.Buffer.End);
        return isTooLong;
    }
}
