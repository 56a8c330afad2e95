using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Platform.Gateway.Tests;

/// <summary>Answers gRPC calls by hand, frame by frame, so that what the gateway passes on is seen as it is on the
/// wire.</summary>
internal static class GrpcAnswers
{
    /// <summary>Sends each message back as it comes, while the caller still sends.</summary>
    public static async Task EchoAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync();
        var buffer = new byte[16_384];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer)) > 0)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read));
            await context.Response.Body.FlushAsync();
        }

        context.Response.AppendTrailer("grpc-status", "0");
        context.Response.AppendTrailer("echoed", "yes");
    }

    public static async Task MessageAsync(HttpContext context, IMessage message)
    {
        context.Response.ContentType = "application/grpc";
        var frame = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.CalculateSize());
        message.WriteTo(frame.AsSpan(5));
        await context.Response.Body.WriteAsync(frame);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    public static Task StatusAsync(HttpContext context, StatusCode status)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)status).ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }
}
