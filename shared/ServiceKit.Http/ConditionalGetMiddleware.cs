using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Platform.ServiceKit.Http;

/// <summary>Every read that names its version by <c>ETag</c> answers 304 without a body to who has this version already
/// (<c>If-None-Match</c>).</summary>
internal static class ConditionalGetMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Headers.IfNoneMatch.Count == 0)
        {
            await next(context);
            return;
        }

        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var unlessKnown = new UnlessKnown(context, original.Stream);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(unlessKnown, original));
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Features.Set(original);
        }
    }

    /// <summary>Decides with the first byte: until then the handler has set status and ETag. Streams pass as they
    /// come.</summary>
    private sealed class UnlessKnown(HttpContext context, Stream inner) : Stream
    {
        private bool? _isKnown;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => IsKnown() ? ValueTask.CompletedTask : inner.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) =>
            IsKnown() ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

        private bool IsKnown() => _isKnown ??= Decide();

        private bool Decide()
        {
            var response = context.Response;
            if (response.StatusCode == StatusCodes.Status304NotModified)
                return true;
            if (
                response.StatusCode != StatusCodes.Status200OK
                || response.Headers.ETag is not [{ Length: > 0 } etag]
                || !context.Request.HasCurrent(etag)
            )
                return false;
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentLength = null;
            response.ContentType = null;
            return true;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (!IsKnown())
                inner.Write(buffer, offset, count);
        }

        public override void Flush()
        {
            if (!IsKnown())
                inner.Flush();
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
